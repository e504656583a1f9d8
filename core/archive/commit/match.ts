/** Compares the judged set with the archive: which records and contents are known. */
import { NamedError } from '../../../schemas/errors.js';
import { num } from '../duck.js';
import type { Session } from '../duck.js';
import { rawColumn, slicesOfKeys, valueColumn } from '../digests.js';
import { contentTable, hasContents } from '../log/tables.js';
import { joinSql, quoteText } from '../sql-text.js';
import type { BatchInput, Facts } from './input.js';

/**
 * Temp view, one row per judged row: place, part, row, effective_at, key_digest, content_digest, clears; record and
 * content (NULL when new); golden, first_sighting, versions, folded, state, last_landing of its head (NULL when it has
 * none); path: `first` (of a new record), `again` (its latest content once more, later than ever), else `derive`; and move_from (content of
 * the head where the row is later than it). Of a source without records it is made from the judged set alone.
 */
export const matched = 'temp.main.commit_matched';

/** Behind the view: what the archive had to be asked for. A million rows lie in the engine's memory beside the judged set, so it holds nothing that the view can tell. */
const compared = 'temp.main.commit_compared';
const paths = ['first', 'again', 'derive'] as const;
const pathSql = (path: (typeof paths)[number]): string => `${paths.indexOf(path) + 1}::UTINYINT`;

export const judgedTable = (input: Pick<BatchInput, 'scratch'>): string => `${input.scratch}.main.judged`;

/** Rows that are asked of all columns at once. A column that says nothing in them is asked by itself. */
const firstRows = 2048;

/** Fields that the judged set says anything about; the others get no column on their account. */
export async function findFed(s: Session, input: BatchInput): Promise<Facts['fed']> {
  const ids = input.dataset.fields.map(({ id }) => id);
  const judged = judgedTable(input);
  const names = ids.flatMap((id) => [valueColumn(id), rawColumn(id)]);
  const first = await s.one<{ n: string; told: boolean[] }>(
    `SELECT count(*) AS n, [${names.map((name) => `count(${name}) > 0`).join(', ')}] AS told FROM (SELECT * FROM ${judged} LIMIT ${firstRows})`,
  );
  const told = new Set(names.filter((_, at) => first?.told[at] === true));
  const open = num(first?.n) < firstRows ? [] : names.filter((name) => !told.has(name));
  for (const name of await tellingColumns(s, judged, open)) told.add(name);
  return {
    values: ids.filter((id) => told.has(valueColumn(id))),
    raws: ids.filter((id) => told.has(rawColumn(id))),
  };
}

/** Those of the columns that hold a value. */
async function tellingColumns(s: Session, judged: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  // Each stops at the first value it meets.
  const told = names.map((name) => `EXISTS (SELECT 1 FROM ${judged} WHERE ${name} IS NOT NULL LIMIT 1)`);
  const row = await s.one<{ told: boolean[] }>(`SELECT [${told.join(', ')}] AS told`);
  return names.filter((_, at) => row?.told[at] === true);
}

/** Numbers rows by part and row, so that log rows of one judged row are found again without a join. */
export async function numberRows(s: Session, input: BatchInput): Promise<Pick<Facts, 'place' | 'span'>> {
  const parts = await s.rows<{ part: number; last: string }>(
    `SELECT part, max("row") AS last FROM ${judgedTable(input)} GROUP BY part ORDER BY part`,
  );
  let span = 0;
  const offsets = parts.map(({ part, last }) => {
    const offset = span;
    span += num(last) + 1;
    return { part, offset };
  });
  const cases = offsets.map(({ part, offset }) => `WHEN ${part} THEN ${offset}`);
  if (offsets.length <= 1) return { place: '"row"', span };
  return { place: `(CASE part ${cases.join(' ')} END + "row")`, span };
}

/** Makes `matched`; throws `key-twice` when the judge let a key through twice. */
export async function matchRecords(s: Session, input: BatchInput, facts: Omit<Facts, 'present'>): Promise<void> {
  const own = `source = ${quoteText(input.source)} AND dataset = ${quoteText(facts.dataset)}`;
  const hasRecords = (await s.one(`SELECT 1 FROM archive.log.records WHERE ${own} LIMIT 1`)) !== undefined;
  if (hasRecords) await compare(s, input, facts, own);
  else await s.run(`CREATE OR REPLACE TEMP VIEW commit_matched AS ${unseenSql(input, facts)}`);
  const twice = await countTwice(s, input.counts.accepted);
  if (twice === 0) return;
  throw new NamedError('key-twice', `${twice} rows of delivery ${input.delivery} share the key of another`, {
    exit: 'bug',
  });
}

async function countTwice(s: Session, rows: number): Promise<number> {
  let twice = 0;
  for (const some of slicesOfKeys(rows))
    twice += await s.count(`SELECT count(*) - count(DISTINCT key_digest) FROM ${matched} WHERE ${some}`);
  return twice;
}

const effectiveSql = ({ effectiveAt }: Pick<Facts, 'effectiveAt'>, told: string): string =>
  `coalesce(${told}, ${quoteText(effectiveAt)}::TIMESTAMP)`;

/** Columns of `matched` that the archive tells, as they are of a record it does not have. */
const ofHead = {
  record: 'BIGINT',
  content: 'BIGINT',
  golden: 'BIGINT',
  first_sighting: 'BIGINT',
  versions: 'INTEGER',
  folded: 'BOOLEAN',
  state: 'UUID',
  last_landing: 'BIGINT',
  move_from: 'BIGINT',
};

function unseenSql(input: BatchInput, facts: Omit<Facts, 'present'>): string {
  const clears = clearsSql(input, facts);
  const none = Object.entries(ofHead).map(([name, type]) => `NULL::${type} AS ${name}`);
  return `SELECT ${facts.place} AS place, part, "row", ${effectiveSql(facts, 'j.effective_at')} AS effective_at, key_digest, content_digest,
      ${clears} AS clears, ${none.join(', ')}, CASE WHEN ${clears} THEN 'derive' ELSE 'first' END AS path
    FROM ${judgedTable(input)} j`;
}

async function compare(s: Session, input: BatchInput, facts: Omit<Facts, 'present'>, own: string): Promise<void> {
  const { landing } = facts;
  const effectiveAt = effectiveSql(facts, 'j.effective_at');
  const later = `(${effectiveAt} > h.effective_at OR (${effectiveAt} = h.effective_at AND ${landing} > h.landing))`;
  const mayMove = `coalesce(${later}, FALSE)`;
  // The state of a head that is not folded is its content.
  const asHead = `coalesce(NOT h.folded AND h.state = j.content_digest, FALSE)`;
  const judged = judgedTable(input);
  const hasTimes =
    (await s.one(`SELECT 1 FROM ${judged} WHERE effective_at IS NOT NULL LIMIT 1`)) !== undefined
      ? ['j.effective_at']
      : [];
  const places = facts.place === '"row"' ? [] : ['j.part', 'j."row"'];
  await s.run(`CREATE OR REPLACE TEMP TABLE commit_compared AS
    SELECT ${['j.place', ...places, ...hasTimes].join(', ')}, j.key_digest, j.content_digest,
      ${clearsSql(input, facts)} AS clears, r.seq AS record, CASE WHEN ${asHead} THEN h.content END AS content,
      h.golden, h.first_sighting, h.versions, h.folded, h.state, h.last_landing,
      CASE WHEN r.seq IS NULL AND NOT (${clearsSql(input, facts)}) THEN ${pathSql('first')} WHEN ${asHead} AND ${mayMove} THEN ${pathSql('again')} ELSE ${pathSql('derive')} END AS way,
      CASE WHEN ${mayMove} THEN h.content END AS move_from
    FROM (SELECT *, ${facts.place} AS place FROM ${judged}) j
    LEFT JOIN (SELECT seq, key_digest FROM archive.log.records WHERE ${own}) r ON r.key_digest = j.key_digest
    LEFT JOIN archive.derived.heads h ON h.record = r.seq`);
  await findContents(s, facts.dataset);
  const part = await s.one<{ part: number }>(`SELECT part FROM ${judged} LIMIT 1`);
  const told = [
    ...(places.length === 0 ? [`${part?.part ?? 0} AS part`, 'place AS "row"'] : ['part', '"row"']),
    `${effectiveSql(facts, hasTimes.length === 0 ? 'NULL::TIMESTAMP' : 'effective_at')} AS effective_at`,
    'place, key_digest, content_digest, clears',
    ...Object.keys(ofHead),
    `CASE way ${paths.map((path) => `WHEN ${pathSql(path)} THEN ${quoteText(path)}`).join(' ')} END AS path`,
  ];
  await s.run(`CREATE OR REPLACE TEMP VIEW commit_matched AS SELECT ${told.join(', ')} FROM ${compared}`);
}

/** Contents that known records had before, other than what their heads show. */
async function findContents(s: Session, dataset: string): Promise<void> {
  const open = `SELECT record, content_digest FROM ${compared} WHERE record IS NOT NULL AND content IS NULL`;
  if (!(await hasContents(s, dataset)) || (await s.count(`SELECT count(*) FROM (${open})`)) === 0) return;
  await s.run(`UPDATE ${compared} m SET content = c.seq,
      way = CASE WHEN m.way = ${pathSql('derive')} AND m.move_from = c.seq THEN ${pathSql('again')} ELSE m.way END
    FROM (SELECT c.seq, c.record, c.digest FROM ${contentTable(dataset)} c
      JOIN (${open}) o ON o.record = c.record AND o.content_digest = c.digest) c
    WHERE m.content IS NULL AND c.record = m.record AND c.digest = m.content_digest`);
}

/** SQL over the judged set `j`: whether a content says "none" about a field. Only fields with `empty: clear` can. */
export function clearsSql(input: Pick<BatchInput, 'dataset'>, { fed }: Pick<Facts, 'fed'>): string {
  const fields = input.dataset.fields.filter(({ id, empty }) => empty === 'clear' && fed.values.includes(id));
  return (
    joinSql(
      ' OR ',
      fields.map(({ id }) => `coalesce(j.${valueColumn(id)} = '', FALSE)`),
    ) || 'FALSE'
  );
}
