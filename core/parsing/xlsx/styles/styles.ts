/** The styles part, as far as it tells what a cell's number means. */
import type { ZipEntry } from '../zip/package.js';
import type { ZipPackage } from '../zip/package.js';
import { maxSmallPartBytes } from '../book/relationships.js';
import { xmlText } from '../xml/decode.js';
import { isTrue, walkXml } from '../xml/walk.js';
import type { Attributes } from '../xml/walk.js';
import { FillReader } from './fills.js';
import { builtinClass, classOfCode } from './number-format.js';
import type { NumberClass } from './number-format.js';

export interface CellStyle {
  numberFormatId: number;
  /** null for a built-in format. */
  formatCode: string | null;
  numberClass: NumberClass;
  struck: boolean;
  /** Background: a number per colour, 0 = none. */
  colour: number;
}

export const plainStyle: CellStyle = {
  numberFormatId: 0,
  formatCode: null,
  numberClass: 'plain',
  struck: false,
  colour: 0,
};

/** Cell styles by the number that `s` on a cell names. */
export async function readStyles(zip: ZipPackage, entry: ZipEntry | null): Promise<CellStyle[]> {
  if (!entry) return [plainStyle];
  return parseStyles(xmlText(await zip.read(entry, maxSmallPartBytes)));
}

const sections = new Set(['fonts', 'fills', 'cellXfs', 'numFmts']);

interface RawFormat {
  numberFormatId: number;
  fontId: number;
  fillId: number;
}

export function parseStyles(xml: string): CellStyle[] {
  const codes = new Map<number, string>();
  const struckFonts: boolean[] = [];
  const fills = new FillReader();
  const formats: RawFormat[] = [];
  let section = '';
  walkXml(xml, {
    open(name, attributes) {
      if (sections.has(name)) section = name;
      else if (section === 'fills') fills.open(name, attributes);
      else if (section === 'numFmts' && name === 'numFmt') addCode(codes, attributes);
      else if (section === 'fonts' && name === 'font') struckFonts.push(false);
      else if (section === 'fonts' && name === 'strike') {
        struckFonts[struckFonts.length - 1] = isTrue(attributes.get('val'), true);
      } else if (section === 'cellXfs' && name === 'xf') {
        formats.push({
          numberFormatId: number(attributes, 'numFmtId'),
          fontId: number(attributes, 'fontId'),
          fillId: number(attributes, 'fillId'),
        });
      }
    },
    close(name) {
      if (name === section) section = '';
    },
  });
  const styles = formats.map((format) => ({
    ...styleOf(format, codes, struckFonts),
    colour: fills.colours[format.fillId] ?? 0,
  }));
  return styles.length > 0 ? styles : [plainStyle];
}

function addCode(codes: Map<number, string>, attributes: Attributes): void {
  const code = attributes.get('formatCode') ?? '';
  if (code !== '') codes.set(number(attributes, 'numFmtId'), code);
}

function styleOf(
  format: RawFormat,
  codes: Map<number, string>,
  struckFonts: readonly boolean[],
): Omit<CellStyle, 'colour'> {
  const formatCode = codes.get(format.numberFormatId) ?? null;
  return {
    numberFormatId: format.numberFormatId,
    formatCode,
    numberClass: formatCode === null ? builtinClass(format.numberFormatId) : classOfCode(formatCode),
    struck: struckFonts[format.fontId] ?? false,
  };
}

function number(attributes: Attributes, name: string): number {
  const value = Number(attributes.get(name) ?? 0);
  return Number.isInteger(value) && value >= 0 ? value : 0;
}
