import type { FileFormat } from '../../../schemas/staging.js';

/** Workbook formats beside .xlsx; they are read by a library, whole, and so only up to a size and best in a thread of their own. */
export type BookFormat = Exclude<FileFormat, 'csv' | 'xlsx'>;

const extensions: Record<BookFormat, RegExp> = {
  xls: /\.xl[st]$/i,
  xlsb: /\.xlsb$/i,
  ods: /\.(?:ods|ots|fods)$/i,
  // Programs export both under the name of a workbook, which spreadsheets open.
  'xml-2003': /\.(?:xml|xls)$/i,
  html: /\.(?:html?|xls)$/i,
};

/** Bytes of a file, or of what it unpacks to, that the library may be given. */
export const maxBookBytes = 192 << 20;

export const isBook = (format: string): format is BookFormat => Object.hasOwn(extensions, format);

export const isNamedAs = (fileName: string, format: BookFormat): boolean => extensions[format].test(fileName);
