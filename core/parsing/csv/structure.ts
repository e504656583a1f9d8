/**
 * Finds the bytes of a text at which its reader must look (delimiters, quotes, line ends and what is special), sixteen at a time: a
 * scan byte by byte took half the time of reading a clean file (docs/decisions/0024). The finding is WebAssembly, made from structure.wat.
 */
import { readFileSync } from 'node:fs';
import { compiledModule } from '../../archive/compiled.js';
import type { Dialect } from './dialect.js';

type FindPlaces = (
  base: number,
  from: number,
  to: number,
  out: number,
  delimiter: number,
  quote: number,
  escape: number,
) => number;

/** What we use of it; the types of Node leave it to those of browsers. */
interface Wasm {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { exports: { places: FindPlaces } };
}
const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;

const pageBytes = 65_536;
/** Bytes looked at in one go: their places stay near. */
const windowBytes = 32_768;
/** A block of sixteen may reach past the window. */
const overhang = 16;
const placesBytes = pageBytes * Math.ceil(((windowBytes + overhang) * 4) / pageBytes);

let loaded: object | null = null;
const finder = (): object =>
  (loaded ??= new wasm.Module(readFileSync(compiledModule('./structure.wasm', import.meta.url))));

/** A buffer for text, and the places in it at which to look. */
export class Structure {
  /** The text; its owner fills it. */
  readonly buffer: Buffer;
  /** Places in `buffer`, rising; `count` of them are valid. */
  readonly places: Int32Array;
  count = 0;
  /** Text before it has been looked at. */
  private seen = 0;
  private readonly find: FindPlaces;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly escape: number;

  constructor(bytes: number, { delimiter, quote, backslash }: Pick<Dialect, 'delimiter' | 'quote' | 'backslash'>) {
    const pages = Math.ceil((placesBytes + bytes + overhang) / pageBytes);
    const memory = new wasm.Memory({ initial: pages, maximum: pages });
    this.find = new wasm.Instance(finder(), { text: { memory } }).exports.places;
    this.places = new Int32Array(memory.buffer, 0, windowBytes + overhang);
    this.buffer = Buffer.from(memory.buffer, placesBytes, bytes);
    this.delimiter = delimiter.charCodeAt(0);
    this.quote = quote === null ? this.delimiter : quote.charCodeAt(0);
    this.escape = backslash ? 0x5c : this.delimiter;
  }

  /** Forgets the places: the text is another one, or is looked at again from `at`. */
  reset(at: number): void {
    this.seen = at;
    this.count = 0;
  }

  /** Finds the next places before `end`; false = there are none. */
  more(end: number): boolean {
    this.count = 0;
    while (this.count === 0 && this.seen < end) {
      const to = Math.min(end, this.seen + windowBytes);
      const { delimiter, quote, escape } = this;
      const [from, until] = [placesBytes + this.seen, placesBytes + to];
      this.count = this.find(placesBytes, from, until, 0, delimiter, quote, escape);
      while (this.count > 0 && (this.places[this.count - 1] as number) >= to) this.count -= 1;
      this.seen = to;
    }
    return this.count > 0;
  }
}
