/** What the columns proved that returned rows were sent back from: a few rows prove less than the whole column did. */
import type { ProvedWriting } from '../../../schemas/fields/columns.js';
import { num, quoteIdent } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import type { JudgeSource } from '../types.js';

interface ToldColumn {
  field: string | null;
  proved?: ProvedWriting;
}

/** The sources with `proved` of their parents; `readTokens` was run before. What two parents tell apart is not taken. */
export async function withProved(s: Session, scratch: string, sources: readonly JudgeSource[]): Promise<JudgeSource[]> {
  const rows = await s.rows(`
    SELECT DISTINCT t.part, p.columns FROM ${quoteIdent(scratch)}.main.returned t
    JOIN (SELECT delivery, max(seq) AS batch FROM archive.log.batches GROUP BY delivery) b ON b.delivery = t.delivery
    JOIN archive.log.parts p ON p.batch = b.batch AND p.part = t.parent_part`);
  const columns = rows.map((row) => ({
    part: num(row['part']),
    columns: JSON.parse(row['columns'] as string) as ToldColumn[],
  }));
  return sources.map((source) => {
    const parents = columns.filter(({ part }) => part === source.part).map((one) => provedBy(one.columns));
    const [first, ...others] = parents;
    return first ? { ...source, proved: others.reduce(agreed, first) } : source;
  });
}

type Proved = Readonly<Record<string, ProvedWriting>>;

const provedBy = (columns: readonly ToldColumn[]): Proved =>
  Object.fromEntries(columns.flatMap(({ field, proved }) => (field !== null && proved ? [[field, proved]] : [])));

function agreed(a: Proved, b: Proved): Proved {
  return Object.fromEntries(
    Object.entries(a).map(([field, proved]) => {
      const other: Readonly<Record<string, string>> = b[field] ?? {};
      return [field, Object.fromEntries(Object.entries(proved).filter(([name, value]) => other[name] === value))];
    }),
  );
}
