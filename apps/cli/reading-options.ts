/** Options by which a person says how a file is to be read. */
import { saysOfRows } from '../../schemas/decisions.js';
import type { ReadingWords, TextWord } from '../../schemas/decisions.js';
import { NamedError } from '../../schemas/errors.js';
import type { Options, OptionSpec } from './command.js';
import { text } from './command.js';

/** Those that can hardly be typed by their names. */
const delimiters: Readonly<Record<string, string>> = { tab: '\t', blank: ' ' };

export const encodingOption: OptionSpec = {
  flags: '--encoding <name>',
  help: 'the text encoding, where the file does not tell it (default: found from the bytes)',
};

export const delimiterOption: OptionSpec = {
  flags: '--delimiter <character>',
  help: 'what parts the cells of a text file (default: found from the file)',
  choices: [',', ';', 'tab', '|', ':', '^', '~', 'blank'],
};

export const tableOptions: readonly OptionSpec[] = [
  { flags: '--header-row <rows>', help: 'row number of the header, 3-4 for two rows, none for a table without one' },
  { flags: '--first-row <row>', help: 'first row of data (default: right below the header)' },
  { flags: '--last-row <row>', help: 'last row of data (default: found from the rows)' },
  {
    flags: '--heading-rows <rows>',
    help: 'rows of one cell, or of a code and a name, that name the group of the rows below, one of each kind such as 4,5; none: such rows are data (default: found from the rows)',
  },
  {
    flags: '--fill-down <columns>',
    help: 'columns such as A,B in which a blank cell has the value above it (default: blank is blank)',
  },
];

export const delimiterOf = (options: Options): string | undefined => {
  const delimiter = text(options, 'delimiter');
  return delimiter === undefined ? undefined : (delimiters[delimiter] ?? delimiter);
};

/** What the options say; null = nothing. `sheet`: which one is meant. */
export function wordsOf(options: Options, sheet: string | null, take: boolean | null = null): ReadingWords | null {
  const encoding = text(options, 'encoding');
  const delimiter = delimiterOf(options);
  const said: TextWord = { ...(encoding !== undefined && { encoding }), ...(delimiter !== undefined && { delimiter }) };
  const headerRows = headerOf(text(options, 'headerRow'));
  const firstRow = rowOf(text(options, 'firstRow'), '--first-row');
  const lastRow = rowOf(text(options, 'lastRow'), '--last-row');
  const headings = headingsOf(text(options, 'headingRows'));
  const fillDown = columnsOf(text(options, 'fillDown'));
  const ofRows = { headerRows, firstRow, lastRow, ...(headings && { headings }), ...(fillDown && { fillDown }) };
  const saysTable = take !== null || saysOfRows(ofRows);
  if (!saysTable && Object.keys(said).length === 0) return null;
  return { tables: saysTable ? [{ sheet, take, ...ofRows }] : [], text: said };
}

const mostHeaderRows = 5;

function headerOf(value: string | undefined): number[] | null {
  if (value === undefined) return null;
  if (value === 'none') return [];
  const found = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/.exec(value);
  const [first, last] = [Number(found?.[1]), Number(found?.[2] ?? found?.[1])];
  if (!found || last < first || last - first >= mostHeaderRows)
    throw usage('--header-row takes a row number, two of them such as 3-4, or none');
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function rowOf(value: string | undefined, flag: string): number | null {
  if (value === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw usage(`${flag} takes a row number`);
  return Number(value);
}

function headingsOf(value: string | undefined): number[] | undefined {
  if (value === undefined) return undefined;
  if (value.trim() === 'none') return [];
  if (!/^[1-9]\d{0,8}(?:[,，]\s*[1-9]\d{0,8}){0,19}$/.test(value.trim()))
    throw usage('--heading-rows takes row numbers such as 4,5, or none');
  return value.split(/[,，]/).map(Number);
}

function columnsOf(value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  if (!/^(?:[A-Za-z]{1,3}|[1-9]\d{0,4})(?:[,，]\s*(?:[A-Za-z]{1,3}|[1-9]\d{0,4})){0,19}$/.test(value.trim()))
    throw usage('--fill-down takes columns such as A,B, in a text file 1,2');
  return value.split(/[,，]/).map((column) => column.trim().toUpperCase());
}

const usage = (message: string): NamedError => new NamedError('usage', message, { exit: 'usage' });
