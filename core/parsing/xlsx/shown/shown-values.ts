import type { CellFlag } from '../../../../schemas/staging.js';
import type { CellStyle } from '../styles/styles.js';
import type { CellValues } from '../values/cell-values.js';
import { StoredValues } from '../values/stored.js';
import { builtinCode, systemCode } from './builtin.js';
import { compileFormat } from './format.js';
import type { Format } from './format.js';

/** Cells as Excel displays them; kinds and flags as for stored cells, which are the evidence. */
export class ShownValues implements CellValues {
  kind = 0;
  flag: CellFlag | null = null;
  raw: string | null = null;
  readonly simpleDigits = 10;
  readonly simpleStyle: Uint8Array;
  private readonly stored: StoredValues;
  private readonly formats: readonly Format[];
  /** Serial 0 of the workbook's own date system. */
  private readonly epochMs: number;

  constructor(styles: readonly CellStyle[], date1904: boolean) {
    this.stored = new StoredValues(styles, date1904);
    this.epochMs = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
    const codes = styles.map((style) => systemCode(style.formatCode ?? builtinCode(style.numberFormatId)));
    const compiled = new Map<string, Format>();
    this.formats = codes.map((code) => {
      const format = compiled.get(code) ?? compileFormat(code, date1904);
      compiled.set(code, format);
      return format;
    });
    this.simpleStyle = Uint8Array.from(codes, (code) => (/^general$/i.test(code) ? 1 : 0));
  }

  number(stored: string, style: number): string {
    const told = this.take(this.stored.number(stored, style));
    const value = Number(stored);
    if (!Number.isFinite(value)) return told;
    return this.format(style).number(value);
  }

  text(text: string, style: number): string {
    return this.format(style).text(this.take(this.stored.text(text, style)));
  }

  boolean(stored: string, style: number): string {
    return this.format(style).text(this.take(this.stored.boolean(stored)));
  }

  error(stored: string): string {
    return this.take(this.stored.error(stored));
  }

  isoDate(stored: string, style: number): string {
    const serial = (Date.parse(`${stored.replace(/Z$/, '')}Z`) - this.epochMs) / 86_400_000;
    const told = this.take(this.stored.isoDate(stored, style));
    return Number.isNaN(serial) ? told : this.format(style).number(serial);
  }

  private take(text: string): string {
    this.kind = this.stored.kind;
    this.flag = this.stored.flag;
    this.raw = this.stored.raw;
    return text;
  }

  private format(style: number): Format {
    return this.formats[style] ?? general;
  }
}

const general = compileFormat('General', false);
