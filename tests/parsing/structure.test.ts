import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Structure } from '../../core/parsing/csv/structure.js';

const commas = { delimiter: ',', quote: '"', backslash: false };

/** Byte by byte. */
function plainly(bytes: Uint8Array, from: number, end: number, needles: readonly number[]): number[] {
  const found: number[] = [];
  for (let at = from; at < end; at += 1) if (needles.includes(bytes[at] ?? -1)) found.push(at);
  return found;
}

function told(structure: Structure, end: number): number[] {
  const found: number[] = [];
  while (structure.more(end)) found.push(...structure.places.subarray(0, structure.count));
  return found;
}

const always = [0, 10, 13, 16, 0x2b, 0xc2, 0xef];
const byte = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 255 }) },
  { weight: 1, arbitrary: fc.constantFrom(...always, 44, 59, 34, 39, 92) },
);

describe('places to look at', () => {
  test('are those of a plain loop, from any place to any other', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }).chain((some) => fc.tuple(fc.constant(some), fc.nat(some.length))),
        fc.array(byte, { maxLength: 60 }),
        fc.nat(40),
        fc.constantFrom(
          { delimiter: ',', quote: '"', backslash: false },
          { delimiter: ';', quote: "'", backslash: true },
          { delimiter: '\t', quote: null, backslash: false },
        ),
        ([some, end], more, from, dialect) => {
          const bytes = Uint8Array.from([...more, ...some]);
          const structure = new Structure(bytes.length, dialect);
          structure.buffer.set(bytes);
          structure.reset(from);
          const own = [dialect.delimiter, dialect.quote, dialect.backslash ? '\\' : null];
          const needles = [...always, ...own.flatMap((one) => (one === null ? [] : [one.charCodeAt(0)]))];
          expect(told(structure, more.length + end)).toEqual(plainly(bytes, from, more.length + end, needles));
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  test('of a text longer than what is looked at in one go, nothing but places and none at all', () => {
    const size = 200_003;
    const structure = new Structure(size, commas);
    for (const fill of [',', 'a', 'aaaaaaa,', 'aaaaaaaaaaaaaaaaa\n']) {
      structure.buffer.fill(fill);
      structure.reset(0);
      expect(told(structure, size)).toEqual(plainly(structure.buffer, 0, size, [44, 10]));
    }
  });

  test('bytes behind the end are not told, and are once the end has moved', () => {
    const structure = new Structure(64, commas);
    structure.buffer.write('a,b,c,d,e,f,g,h,i,j,');
    expect(told(structure, 4)).toEqual([1, 3]);
    expect(told(structure, 8)).toEqual([5, 7]);
    structure.reset(2);
    expect(told(structure, 6)).toEqual([3, 5]);
  });
});
