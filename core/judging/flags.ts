/** What the kinds files say: cells SQL must not decide, and notes about cells and whole rows. */
import { quoteText } from '../archive/sql-text.js';
import { linkedFlag, readsLinks } from '../../schemas/fields/linked.js';
import type { CellFlag } from '../../schemas/staging.js';
import type { PartPlan, Plan } from './plan.js';

const bitsPerMask = 60;

/** Flags the law wants to know of, worst first: of several flags of a cell it is told the first. */
const forLaw: CellFlag[] = [
  'error',
  'no-cached-value',
  'shared-string-missing',
  'told-twice',
  'damaged-text',
  'picture',
  'precision-lost',
  'scientific',
  'invalid-date',
  'percent',
  'currency',
  'zero-padded',
  'double-encoded',
  'linked',
];
/** Those that matter in a column no field wants. */
const grave = forLaw.slice(0, forLaw.indexOf('invalid-date'));

/** What is told of rows and cells that came back (fixup/), beside what readers tell. */
type ReturnFlag =
  'token-foreign' | 'token-outdated' | 'token-undone' | 'digits-doubted' | 'emptied' | 'correction-absent';

/** Flags that are told as issues of their own: of a cell, or of a whole row. Level where the catalogue has none. */
export const noted: readonly { flag: CellFlag | ReturnFlag; whole: boolean; code: string; level: string }[] = [
  { flag: 'filled', whole: false, code: 'cell-filled', level: 'info' },
  { flag: 'grouped', whole: false, code: 'cell-grouped', level: 'info' },
  { flag: 'filled-down', whole: false, code: 'cell-filled-down', level: 'info' },
  { flag: 'struck', whole: false, code: 'cell-struck', level: 'warning' },
  { flag: 'hidden', whole: false, code: 'cell-hidden', level: 'info' },
  { flag: 'double-encoded', whole: false, code: 'double-encoded', level: 'warning' },
  { flag: 'digits-doubted', whole: false, code: 'precision-lost-text', level: 'warning' },
  { flag: 'emptied', whole: false, code: 'cell-emptied', level: 'warning' },
  { flag: 'struck', whole: true, code: 'row-struck', level: 'warning' },
  { flag: 'hidden', whole: true, code: 'row-hidden', level: 'info' },
  { flag: 'highlighted', whole: true, code: 'row-highlighted', level: 'info' },
  { flag: 'damaged-text', whole: true, code: 'damaged-text', level: 'error' },
  { flag: 'row-twice', whole: true, code: 'row-twice', level: 'error' },
  { flag: 'ragged-short', whole: true, code: 'ragged-short', level: 'warning' },
  { flag: 'ragged-long', whole: true, code: 'ragged-long', level: 'error' },
  { flag: 'other-delimiter', whole: true, code: 'other-delimiter', level: 'error' },
  { flag: 'maybe-group-row', whole: true, code: 'maybe-group-row', level: 'error' },
  { flag: 'maybe-form', whole: true, code: 'maybe-form', level: 'error' },
  { flag: 'maybe-note', whole: true, code: 'maybe-note', level: 'error' },
  { flag: 'stray-quote', whole: true, code: 'stray-quote', level: 'error' },
  { flag: 'token-foreign', whole: true, code: 'token-foreign', level: 'error' },
  { flag: 'token-outdated', whole: true, code: 'token-outdated', level: 'error' },
  { flag: 'token-undone', whole: true, code: 'token-undone', level: 'error' },
  { flag: 'correction-absent', whole: true, code: 'correction-absent', level: 'error' },
];

/** Slots whose cells are asked for by the address behind them. */
const listed = (slots: readonly number[]): string => (slots.length === 0 ? 'FALSE' : `slot IN (${slots.join(', ')})`);

const list = (flags: readonly string[]): string => `(${flags.map(quoteText).join(', ')})`;

/** Names of the mask columns: a bit per slot, and one more for "this row needs a closer look". */
export const maskColumns = (plan: Plan): string[] =>
  Array.from({ length: Math.floor(plan.slots.length / bitsPerMask) + 1 }, (_, mask) => `m${mask}`);

/** BOOLEAN, never NULL: the bit is set. */
export const flaggedSql = (bit: number): string =>
  `((coalesce(m${Math.floor(bit / bitsPerMask)}, 0) >> ${bit % bitsPerMask}) & 1) = 1`;

export const createMarks = (plan: Plan): string =>
  `CREATE OR REPLACE TABLE ${plan.at}marks (part INTEGER, row BIGINT, col INTEGER, slot INTEGER, flag VARCHAR, raw VARCHAR)`;

/** Every flag of a part's rows; `slot` -1 for a column no field wants, `col` NULL for the whole row. */
export function readMarks(plan: Plan, part: PartPlan): string {
  const slots = part.feeds.flatMap((feed, slot) => (feed ? [`WHEN ${feed.position} THEN ${slot}`] : []));
  const slot = slots.length === 0 ? '-1' : `CASE col ${slots.join(' ')} ELSE -1 END`;
  const ignored = part.source.ignored ?? [];
  const wanted = ignored.length === 0 ? '' : `AND (col IS NULL OR col NOT IN (${ignored.join(', ')}))`;
  return `INSERT INTO ${plan.at}marks SELECT ${part.part}, row, col, ${slot}, flag, raw
    FROM (SELECT row::BIGINT AS row, col::INTEGER AS col, flag, raw FROM ${part.source.kinds}) k
    WHERE row IS NOT NULL AND flag IS NOT NULL ${wanted}`;
}

/** `flagged`: one row per cell the law must decide, with its worst flag. */
export function createFlagged(plan: Plan): string {
  const rank = `list_position([${forLaw.map(quoteText).join(', ')}], flag)`;
  const told = `CASE WHEN flag = 'linked' THEN ${quoteText(linkedFlag(''))} || coalesce(raw, '') ELSE flag END`;
  const addressed = plan.slots.filter(({ field }) => readsLinks(field.type)).map(({ index }) => index);
  return `CREATE OR REPLACE TABLE ${plan.at}flagged AS
    SELECT part, row, slot, col, arg_min(${told}, ${rank}) AS flag, any_value(raw) FILTER (flag <> 'linked') AS raw FROM ${plan.at}marks
    WHERE col IS NOT NULL AND flag IN ${list(forLaw)} AND (slot >= 0 OR flag IN ${list(grave)}) AND (flag <> 'linked' OR ${listed(addressed)})
    GROUP BY part, row, slot, col`;
}

/** `forced`: the masks per row. */
export function createForced(plan: Plan): string {
  const width = plan.slots.length;
  const masks = maskColumns(plan).map((name, mask) => {
    const inMask = `bit >= ${mask * bitsPerMask} AND bit < ${(mask + 1) * bitsPerMask}`;
    return `bit_or(CASE WHEN ${inMask} THEN 1::BIGINT << (bit - ${mask * bitsPerMask})::BIGINT ELSE 0 END) AS ${name}`;
  });
  const looks = noted.filter((note) => note.whole && note.level !== 'info').map((note) => note.flag);
  return `CREATE OR REPLACE TABLE ${plan.at}forced AS
    SELECT part, row, ${masks.join(', ')} FROM (
      SELECT part, row, CASE WHEN slot < 0 THEN ${width} ELSE slot END AS bit FROM ${plan.at}flagged
      UNION ALL SELECT part, row, ${width} FROM ${plan.at}marks WHERE col IS NULL AND flag IN ${list(looks)}
      UNION ALL SELECT part, row, ${width} FROM ${plan.at}problems
    ) GROUP BY part, row`;
}
