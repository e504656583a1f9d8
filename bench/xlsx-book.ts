/** Workbooks written by hand, part by part, to hold exactly what a test needs. */
import type { ZipPart } from './xlsx-zip.js';

export interface HandMade {
  /** Content of `<worksheet>` per sheet; a string without `<sheetData` is put into one. */
  sheets: readonly string[];
  /** Attributes of each `<sheet>`: `state="hidden"`. */
  states?: readonly string[];
  names?: readonly string[];
  /** `<si>` elements. */
  strings?: string;
  /** Content of `<styleSheet>`. */
  styles?: string;
  date1904?: boolean;
  /** Content of the workbook's `<extLst>`. */
  extensions?: string;
  /** It asks to be calculated when it is opened. */
  uncalculated?: boolean;
  /** Namespace prefix of the main namespace, with its colon. */
  prefix?: string;
  strict?: boolean;
  extra?: readonly ZipPart[];
}

const transitional = 'http://schemas.openxmlformats.org';
const strictBase = 'http://purl.oclc.org/ooxml';

/** The parts of the package, content types first. */
export function partsOf(book: HandMade): ZipPart[] {
  const main = book.strict ? `${strictBase}/spreadsheetml/main` : `${transitional}/spreadsheetml/2006/main`;
  const relations = book.strict
    ? `${strictBase}/officeDocument/relationships`
    : `${transitional}/officeDocument/2006/relationships`;
  const prefix = book.prefix ?? '';
  const space = prefix === '' ? `xmlns="${main}"` : `xmlns:${prefix.slice(0, -1)}="${main}"`;
  const root = (name: string, content: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${prefix}${name} ${space} xmlns:r="${relations}">${content}</${prefix}${name}>`;
  const part = (name: string, data: string): ZipPart => ({ name, data });
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
  const list = (content: string): string =>
    `<?xml version="1.0"?><Relationships xmlns="${transitional}/package/2006/relationships">${content}</Relationships>`;
  const numbers = book.sheets.map((_, index) => index + 1);
  const entries = numbers.map((n) => {
    const name = book.names?.[n - 1] ?? `Sheet${n}`;
    return `<${prefix}sheet name="${name}" sheetId="${n}" ${book.states?.[n - 1] ?? ''} r:id="rId${n}"/>`;
  });
  const date = book.date1904 ? `<${prefix}workbookPr date1904="1"/>` : '';
  const calculation = book.uncalculated ? `<${prefix}calcPr calcId="124519" fullCalcOnLoad="1"/>` : '';
  const extensions = book.extensions === undefined ? '' : `<${prefix}extLst>${book.extensions}</${prefix}extLst>`;
  return [
    part('[Content_Types].xml', `<Types xmlns="${transitional}/package/2006/content-types"/>`),
    part('_rels/.rels', list(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
    part(
      'xl/workbook.xml',
      root('workbook', `${date}<${prefix}sheets>${entries.join('')}</${prefix}sheets>${calculation}${extensions}`),
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      list(
        numbers.map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('') +
          relation('rIdS', 'sharedStrings', 'sharedStrings.xml') +
          relation('rIdT', 'styles', '/xl/styles.xml'),
      ),
    ),
    part('xl/sharedStrings.xml', root('sst', book.strings ?? '')),
    part('xl/styles.xml', root('styleSheet', book.styles ?? '')),
    ...book.sheets.map((content, index) => {
      const data = `${prefix}sheetData`;
      const body = content.includes('sheetData') ? content : `<${data}>${content}</${data}>`;
      return part(`xl/worksheets/sheet${index + 1}.xml`, root('worksheet', body));
    }),
    ...(book.extra ?? []),
  ];
}

/** Styles with one cell format per number format code, after the General one at 0. */
export function stylesOf(...codes: string[]): string {
  const escaped = codes.map((code) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'));
  const formats = escaped.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('');
  const cells = escaped.map((_, i) => `<xf numFmtId="${164 + i}" fontId="0"/>`).join('');
  return (
    `<numFmts>${formats}</numFmts><fonts><font/><font><strike/></font></fonts>` +
    `<cellXfs><xf numFmtId="0" fontId="0"/>${cells}<xf numFmtId="0" fontId="1"/></cellXfs>`
  );
}
