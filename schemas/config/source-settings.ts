/** The settings of one source. */
import { z } from 'zod';
import { isZone } from '../fields/zones.js';
import { nameSchema } from './dataset-settings.js';

/** A folder below the workspace, with forward slashes. */
export const folderSchema = z
  .string()
  .min(1)
  .max(240)
  .refine(isInside, 'a folder below the workspace, with forward slashes, such as inbox/customers');

function isInside(folder: string): boolean {
  if (folder.startsWith('/') || folder.includes('\\') || /^[A-Za-z]:/.test(folder) || folder.includes('\0'))
    return false;
  return folder.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

export const zoneSchema = z.string().refine(isZone, 'an IANA time zone such as Asia/Shanghai or UTC');
export const regionSchema = z.string().regex(/^[A-Z]{2}$/, 'a country code of two capital letters such as CN or US');
export const encodingSchema = z
  .string()
  .refine(isEncoding, 'an encoding such as gb18030, big5, shift_jis, windows-1252');

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

export const sourceSchema = z.strictObject({
  folder: folderSchema
    .optional()
    .describe(
      'Folder whose files are deliveries of this source, relative to the workspace. Default: inbox folder / name of the source.',
    ),
  dataset: nameSchema
    .nullable()
    .optional()
    .describe(
      'Dataset the files belong to; null = found from the headers. Default: the dataset of the same name, if there is one.',
    ),
  region: regionSchema
    .optional()
    .describe('Country of phone and ID numbers without a country of their own. Default: the workspace’s.'),
  timeZone: zoneSchema.optional().describe('Time zone of the wall-clock times in the cells. Default: the workspace’s.'),
  encoding: encodingSchema
    .nullable()
    .default(null)
    .describe(
      'Encoding of every text file of this source, where the bytes would be read otherwise. null = what the bytes say; it stands on each receipt.',
    ),
  delimiter: z
    .string()
    .length(1)
    .regex(/^(?![\r\n"])\p{ASCII}$/u, 'a character that parts cells, such as ; or a tab')
    .nullable()
    .default(null)
    .describe('Character between the cells of a text file. null = found from the beginning of each file.'),
  quote: z
    .enum(['"', "'"])
    .nullable()
    .default(null)
    .describe('Quotation mark of text files. null = found from the beginning of each file.'),
  legacyEncoding: encodingSchema
    .nullable()
    .optional()
    .describe(
      'Encoding of text files that are neither UTF-8 nor UTF-16. null = such a file is refused with a question. Default: the workspace’s.',
    ),
  decimal: z
    .enum(['.', ','])
    .nullable()
    .default(null)
    .describe(
      'Decimal mark of typed numbers; null = what the column itself proves, else a point; cells such as 1.234 in a column that contradicts itself are issues.',
    ),
  dateOrder: z
    .enum(['YMD', 'DMY', 'MDY'])
    .nullable()
    .default(null)
    .describe('Order of dates such as 03/04/2024; null = what the column itself proves, else such cells are issues.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency code of three capital letters such as CNY')
    .nullable()
    .default(null)
    .describe('Currency of amounts without a sign; a cell in another currency is an issue. null = not declared.'),
  key: z
    .array(nameSchema)
    .min(1)
    .nullable()
    .default(null)
    .describe('Fields that identify a row of this source; null = the identifier, or what a person confirms once.'),
  newestBy: nameSchema
    .nullable()
    .default(null)
    .describe(
      'Field that tells which of two rows of one key is newer (last modified). null = both are rejected when they differ.',
    ),
  effectiveBy: nameSchema
    .nullable()
    .default(null)
    .describe('Field that tells since when a row is true. null = the time of landing.'),
  complete: z
    .boolean()
    .default(false)
    .describe('Each delivery is the whole truth: a row missing from it is marked gone at the source.'),
  lossShare: z
    .number()
    .gt(0)
    .max(1)
    .default(0.3)
    .describe(
      'For complete sources: share of known rows that may be missing at once; above it the delivery waits for a person.',
    ),
  hiddenRows: z.enum(['include', 'skip']).default('include').describe('Rows hidden in the spreadsheet.'),
  hiddenSheets: z.enum(['include', 'skip']).default('skip').describe('Sheets hidden in the workbook.'),
  struckRows: z
    .enum(['include', 'skip'])
    .default('include')
    .describe('Rows struck through; when included they are flagged.'),
});
