/** Numbers whose last digits were lost, come again as text in a file without tokens: copied out of a receipt, or pasted as values. */
import { num, quoteIdent, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import type { ColumnMapping } from '../../../schemas/mapping.js';
import type { JudgeInput, JudgeSource } from '../types.js';
import { partColumnsSql } from './part-columns.js';
import { withTold } from './told.js';

/** Digits that a spreadsheet keeps of a number. */
const kept = 15;

export interface CopiesInput extends Pick<JudgeInput, 'source' | 'dataset' | 'mapping' | 'sources'> {
  /** `returned` stands in the scratch catalog: its rows are looked at by their tokens. */
  hasTokens: boolean;
  /** Only batches and undos before this seq count; absent = all. */
  before?: number;
}

/**
 * The sources with the cells told that hold, in the same field, a number that a live batch of the source rejected as
 * `precision-lost`: as that again. Where its column proves to be written in whole numbers (of n lost digits one number in 10^n
 * ends in zeros by itself), as `digits-doubted`: those rows go in with a warning.
 */
export async function withCopies(s: Session, scratch: string, input: CopiesInput): Promise<JudgeSource[]> {
  const doubted = `${quoteIdent(scratch)}.main.doubted_numbers`;
  await s.run(`CREATE OR REPLACE TABLE ${doubted} AS ${numbersSql(input)}`);
  const rows = await s.rows<{ header: string; field: string | null }>(`SELECT DISTINCT header, field FROM ${doubted}`);
  const told: JudgeSource[] = [];
  for (const source of input.sources) {
    const cells: string[] = [];
    for (const [position, { header }] of source.columns.entries()) {
      if (source.ignored?.includes(position)) continue;
      const field = fieldOf(source.mapped ?? input.mapping.columns, position);
      const isSame = (one: (typeof rows)[number]): boolean =>
        field === null ? one.field === null && one.header === header : one.field === field;
      if (!rows.some(isSame)) continue;
      const column = field === null ? `field IS NULL AND header = ${quoteText(header)}` : `field = ${quoteText(field)}`;
      cells.push(
        ...(await cellsOf(
          s,
          { scratch, ...input },
          source,
          position,
          `SELECT cell, raw FROM ${doubted} WHERE ${column}`,
        )),
      );
    }
    told.push(withTold(source, cells));
  }
  return told;
}

const fieldOf = (mapped: readonly ColumnMapping[], position: number): string | null =>
  mapped.find((column) => column.position === position)?.field ?? null;

/** header, field, cell, raw: whole numbers as rows to fix held them, and as the issue showed them. */
function numbersSql({ source, dataset, before }: CopiesInput): string {
  const until = (seq: string): string => (before === undefined ? '' : `AND ${seq} < ${before}`);
  return `
  SELECT header, field, cell, any_value(raw) AS raw FROM (
    SELECT p.c.header AS header, p.c.field AS field, trim(from_json(r.cells, '["VARCHAR"]')[p.place]) AS cell, i.value AS raw
    FROM archive.log.batches b
    JOIN archive.log.issues i ON i.batch = b.seq AND i.code = 'precision-lost'
    JOIN archive.log.rejected r ON r.batch = b.seq AND r.part = i.part AND r."row" = i."row"
    JOIN (${partColumnsSql(['label', 'header', 'field'])}) p
      ON p.batch = b.seq AND p.part = i.part AND p.c.label = i.col
    WHERE b.source = ${quoteText(source)} AND b.dataset = ${quoteText(dataset.name)} ${until('b.seq')}
      AND NOT EXISTS (SELECT 1 FROM archive.log.undos u WHERE u.batch = b.seq ${until('u.seq')}))
  WHERE regexp_full_match(cell, '-?[0-9]{${kept + 1},}') GROUP BY ALL`;
}

/** The query of its cells as kinds; none when no cell is one of them. `numbers`: a query of cell, raw. */
async function cellsOf(
  s: Session,
  { scratch, hasTokens }: CopiesInput & { scratch: string },
  { part, staged }: JudgeSource,
  position: number,
  numbers: string,
): Promise<string[]> {
  const own = hasTokens
    ? `AND row NOT IN (SELECT "row" FROM ${quoteIdent(scratch)}.main.returned WHERE part = ${part})`
    : '';
  const cells = `(SELECT row, trim(c${position}) AS cell FROM ${staged} WHERE length(trim(c${position})) > ${kept} ${own})`;
  const found = await s.one(`SELECT count(*) FILTER (same) AS same, coalesce(sum(by_chance), 0) AS by_chance FROM (
    SELECT n.cell, n.cell IN (SELECT cell FROM (${numbers})) AS same, pow(10, ${kept} - length(n.cell)) AS by_chance
    FROM (SELECT DISTINCT cell FROM ${cells}) n
    SEMI JOIN (${numbers}) d ON left(d.cell, ${kept}) = left(n.cell, ${kept}) AND length(d.cell) = length(n.cell))`);
  const same = num(found?.['same']);
  if (same === 0) return [];
  const flag = same <= 2 * Number(found?.['by_chance']) ? 'digits-doubted' : 'precision-lost';
  return [
    `SELECT n.row, ${position}, NULL, '${flag}', d.raw FROM ${cells} n
      JOIN (SELECT cell, any_value(raw) AS raw FROM (${numbers}) GROUP BY cell) d ON d.cell = n.cell`,
  ];
}
