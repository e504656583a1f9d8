/** What a whole raw column tells about its cells, counted in SQL. */
import type { FieldTypeName } from '../verdicts.js';
import { twoReadingsPattern } from './two-readings.js';
import { matches } from './sql.js';

/** Counts over the whole raw column. Of a type's evidence only the counts it needs are there; the others are 0. */
export interface ColumnEvidence {
  filled: number;
  /** Dates that can only be read day first, only month first, or either way (two leading numbers of up to 12). */
  firstOver12: number;
  secondOver12: number;
  ambiguous: number;
  /** Cells that read as dates in a form that tells its own order, and placeholders. */
  dates: number;
  /** Numbers 20000 to 79999: Excel serials of 1954 to 2119, if the column is one of dates. */
  serials: number;
  /** Times of day told in UTC, midnights of them apart, and times told by another clock. Of dates. */
  utcTimes: number;
  utcMidnights: number;
  localTimes: number;
  /** Numbers that may be seconds or milliseconds since 1970, those of whole days apart. */
  epochSeconds: number;
  epochSecondDays: number;
  epochMillis: number;
  epochMilliDays: number;
  /** Numbers that can only be read with a decimal comma, or with a decimal point. */
  commaDecimals: number;
  pointDecimals: number;
  /** Of the same kind, and grouped by commas: no spreadsheet stores a number so, it was written. */
  pointWritten: number;
  /** Numbers of two readings: `1.234`, `1,234`. */
  pointTriples: number;
  commaTriples: number;
  /** Cells shaped like Chinese mobile or identity numbers. */
  chineseShapes: number;
  /** Cells stored as numbers by a spreadsheet (`StagedColumn.kinds.n`); the caller adds it. */
  storedNumbers?: number;
  /** The workbook counts its days from 1904-01-01; the caller adds it. */
  epoch1904?: boolean;
}

const counts = [
  'firstOver12',
  'secondOver12',
  'ambiguous',
  'dates',
  'serials',
  'utcTimes',
  'utcMidnights',
  'localTimes',
  'epochSeconds',
  'epochSecondDays',
  'epochMillis',
  'epochMilliDays',
  'commaDecimals',
  'pointDecimals',
  'pointWritten',
  'pointTriples',
  'commaTriples',
  'chineseShapes',
] as const;
type Count = (typeof counts)[number];

/** Types whose evidence tells nothing but whether a column is Chinese. */
export const isChinese = (type: FieldTypeName): boolean => type === 'phone' || type === 'cnId';

export interface Asked {
  /** Of the column in the answer. */
  name: string;
  type: FieldTypeName;
  /** The VARCHAR expression that is looked at (NULL allowed). */
  x: string;
  /** BOOLEAN of cells that are known to be canonical as they stand. */
  isCanonical?: string;
  /** The header says that times are told in UTC. */
  isUtc?: boolean;
}

/** Whether cells of the type tell anything of their column. */
export const tellsEvidence = (type: FieldTypeName): boolean => classSql({ name: '', type, x: 'x' }) !== null;

/**
 * A query of one row over `from`: per column asked about a STRUCT with the fields of ColumnEvidence (NULL where its type tells nothing), then `more`.
 * What a cell tells stands in it once: with the whole of it in each count, planning took longer than all else that is done to a small file.
 */
export function evidenceQuery(from: string, asked: readonly Asked[], more: readonly string[] = []): string {
  const told = asked.map((one) => ({ ...one, kind: classSql(one) }));
  const kinds = told.flatMap(({ name, kind }) => (kind === null ? [] : [`${kind} AS "kind of ${name}"`]));
  const counted = told.map(({ name, x, kind }) => `${countsSql(x, `"kind of ${name}"`, kind)} AS ${name}`);
  return `SELECT ${[...counted, ...more].join(', ')} FROM (SELECT ${['*', ...kinds].join(', ')} FROM ${from})`;
}

function countsSql(x: string, column: string, kind: string | null): string {
  if (kind === null) return 'NULL';
  const fields = counts.map((name) =>
    kind.includes(`'${name}'`) ? `'${name}': count(*) FILTER (${column} = '${name}')` : `'${name}': 0`,
  );
  return `{'filled': count(*) FILTER (${x} <> ''), ${fields.join(', ')}}`;
}

/** The count that a cell is of; NULL = of none. */
function classSql({ type, x, isCanonical = 'FALSE', isUtc = false }: Asked): string | null {
  switch (type) {
    case 'date':
      return dateClass(x, isCanonical, instantClasses(x, isUtc));
    case 'datetime':
      return dateClass(x, isCanonical, []);
    case 'money':
    case 'decimal':
    case 'integer':
      return numberClass(x);
    case 'phone':
      return firstOf([['chineseShapes', matches(x, padded('(\\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}'))]]);
    case 'cnId':
      return firstOf([['chineseShapes', matches(x, padded('[1-9][0-9]{5}(19|20)[0-9]{9}[0-9Xx]|[1-9][0-9]{14}'))]]);
    default:
      return null;
  }
}

const firstOf = (branches: [Count, string][]): string =>
  `CASE ${branches.map(([name, condition]) => `WHEN ${condition} THEN '${name}'`).join(' ')} END`;

/** Old programs pad their cells with blanks, statements end them with a tab. */
const padded = (inside: string): string => `[ \\t]*(${inside})[ \\t]*`;

const low = '(0?[1-9]|1[0-2])';
const high = '(1[3-9]|2[0-9]|3[01])';
const tail = '([ \\tT,].*)?';

const utcMark = '(Z|z|UTC|GMT|[+-]00:?00)';

/** Only long cells are looked at, and of those no 2024-03-05 08:30:00. */
function instantClasses(x: string, isUtc: boolean): [Count, string][] {
  const plain = isUtc ? '' : `AND (strlen(${x}) <> 19 OR substr(${x}, 17, 1) <> ':') `;
  const ends = (time: string, mark: string): string =>
    `strlen(${x}) > 15 ${plain}AND regexp_matches(${x}, '[T ]${time} ?${mark}[ \\t]*$')`;
  const mark = isUtc ? `${utcMark}?` : utcMark;
  return [
    ['utcMidnights', ends('(0?0:?00(:?00([.,]0+)?)?|12:00(:00)? ?AM)', mark)],
    ['utcTimes', ends('[0-9]{1,2}:?[0-9]{2}(:?[0-9]{2}([.,][0-9]+)?)?( ?[AP]M)?', mark)],
    [
      'localTimes',
      ends(
        '[0-9]{1,2}:?[0-9]{2}(:?[0-9]{2}([.,][0-9]+)?)?( ?[AP]M)?',
        '((GMT|UTC)?[+-][0-9]{2}:?[0-9]{2}|[(]?(GMT|UTC)[+-][0-9]{1,2}[)]?)',
      ),
    ],
  ];
}

/** Seconds or milliseconds since 1970, of 2001 to 2033. */
function epochClasses(x: string): [Count, string][] {
  const number = `TRY_CAST(${x} AS DOUBLE)`;
  const seconds = matches(x, padded('1[0-9]{9}([.][0-9]+)?'));
  const millis = matches(x, padded('1[0-9]{12}([.]0+)?'));
  return [
    ['epochSecondDays', `${seconds} AND ${number} % 86400 = 0`],
    ['epochSeconds', seconds],
    ['epochMilliDays', `${millis} AND ${number} % 86400000 = 0`],
    ['epochMillis', millis],
  ];
}

/** The commonest forms are asked first. */
function dateClass(x: string, isCanonical: string, instants: [Count, string][]): string {
  const yearLast = (year: string, first: string, second: string): string =>
    matches(x, padded(`${first}[-/.]${second}[-/.]${year}${tail}`));
  return firstOf([
    ['dates', `${isCanonical} AND ${x} <> ''`],
    ['dates', matches(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}')],
    ...instants,
    // Two digits lead: 1/20/2024 and 25/1/2024 have a mark there, too.
    [
      'dates',
      `substr(${x}, 5, 1) IN ('-', '/', '.', '年') AND substr(${x}, 2, 1) >= '0' AND substr(${x}, 2, 1) <= '9' AND substr(${x}, 3, 1) >= '0' AND substr(${x}, 3, 1) <= '9'`,
    ],
    ['serials', matches(x, padded('[2-7][0-9]{4}(\\.[0-9]+)?'))],
    ['secondOver12', yearLast('([0-9]{4}|[0-9]{2})', low, high)],
    ['firstOver12', yearLast('([0-9]{4}|3[2-9]|[4-9][0-9])', high, low)],
    ['ambiguous', yearLast('([0-9]{4}|[0-9]{2})', low, low)],
    ...epochClasses(x),
    [
      'dates',
      matches(
        x,
        padded(
          '[0-9]{4}[-/.年].*|(19|20)[0-9]{2}((0[1-9]|1[0-2])[0-9]{2})?|[-/]+|NULL|N/A|无|[0-9]{1,2}[ -]?[A-Za-z]{3}.*|[A-Za-z]{3,9}\\.? ?[0-9].*',
        ),
      ),
    ],
  ]);
}

/** Width and blanks as `clean` folds them, for the few cells that have other than ASCII. */
const folded = (x: string): string =>
  `translate(${x}, '０１２３４５６７８９．，\u00a0\u2009\u202f\u3000', '0123456789.,    ')`;

function numberClass(x: string): string {
  const plain = matches(x, '-?[0-9]+[.][0-9]{1,2}');
  return `CASE WHEN ${plain} THEN 'pointDecimals' WHEN strlen(${x}) > length(${x}) THEN ${markClass(folded(x))} ELSE ${markClass(x)} END`;
}

const around = (inside: string): string => `[^0-9]*(${inside})[^0-9]*`;

/** Digits whose mark can only be the decimal one; `group` is the other mark. */
const surely = (mark: string, group: string): string =>
  [
    `[0-9]+[${mark}][0-9]{1,2}`,
    `[0-9]+[${mark}][0-9]{4,}`,
    `[0-9]{4,}[${mark}][0-9]{3}`,
    `0+[${mark}][0-9]+`,
    `[0-9]{1,3}([${group} '][0-9]{3})+[${mark}][0-9]+`,
  ].join('|');

/** Digits in groups of three by the mark, which so cannot be the decimal one. */
const grouped = (mark: string): string => `[0-9]{1,3}([${mark}][0-9]{3}){2,}`;
const indianGroups = '[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}';

function markClass(x: string): string {
  const has = (mark: string, inside: string): string => `contains(${x}, '${mark}') AND ${matches(x, around(inside))}`;
  return firstOf([
    ['commaDecimals', has(',', surely(',', '.'))],
    ['pointWritten', has(',', `[0-9]{1,3}(,[0-9]{3})+[.][0-9]+|${grouped(',')}|${indianGroups}`)],
    ['pointDecimals', has('.', surely('.', ','))],
    ['pointTriples', has('.', twoReadingsPattern('.'))],
    ['commaTriples', has(',', twoReadingsPattern(','))],
    ['commaDecimals', has('.', grouped('.'))],
  ]);
}
