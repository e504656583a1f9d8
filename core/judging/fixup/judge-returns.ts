/** Judging of any delivery together with what it corrects of earlier ones. */
import { quoteIdent } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { judgeDelivery } from '../judge.js';
import type { JudgeInput, JudgeResult, JudgeSource } from '../types.js';
import { keepCounters } from './counters.js';
import { withCopies } from './doubted.js';
import { matchReturns } from './match.js';
import type { MatchCounts } from './match.js';
import { refuseAtOnce, refuseOutdated, withRefused } from './outdated.js';
import { withSentBack } from './sent-back.js';

export interface ReturnsInput {
  /** The file is a returned fix-up: `detectReturn` said so, and `readTokens` was run on this scratch catalog. */
  isReturn: boolean;
  /** The delivery it corrects, as far as it tells. */
  parent: string | null;
}

export interface JudgedReturns extends JudgeResult {
  resolved: MatchCounts;
}

/**
 * `judgeDelivery`, then `resolutions` beside the judged set. Rows with a foreign token, one of an import that was taken back
 * or an outdated one are rejected; the last are only known after a first judging, and so is what rows without a token were
 * sent back for: such a delivery, which is rare, is judged once more.
 */
export async function judgeWithReturns(
  s: Session,
  scratch: string,
  given: JudgeInput,
  returns: ReturnsInput,
): Promise<JudgedReturns> {
  const judged = await judgeAll(s, scratch, given, returns);
  await keepCounters(s, scratch, given.sources);
  return judged;
}

async function judgeAll(s: Session, scratch: string, given: JudgeInput, returns: ReturnsInput): Promise<JudgedReturns> {
  const { isReturn } = returns;
  const copies = await withCopies(s, scratch, { ...given, hasTokens: isReturn });
  if (!isReturn) return judgeAndMatch(s, scratch, { ...given, sources: copies }, returns);
  const sources = await withSentBack(s, scratch, copies);
  const judged = await judgeAndMatch(s, scratch, { ...given, sources }, returns);
  const before = await countTold(s, sources);
  if ((await addMatched(s, scratch)) === 0) return judged;
  const more = await withSentBack(s, scratch, copies);
  if ((await countTold(s, more)) === before) return judged;
  return judgeAndMatch(s, scratch, { ...given, sources: more }, returns);
}

async function judgeAndMatch(
  s: Session,
  scratch: string,
  input: JudgeInput,
  { isReturn, parent }: ReturnsInput,
): Promise<JudgedReturns> {
  const { source, dataset, mapping } = input;
  const refused = { ...input, sources: withRefused(scratch, input.sources) };
  const known = isReturn ? await refuseAtOnce(s, scratch, parent, input.sources) : 0;
  let judged = await judgeDelivery(s, scratch, known > 0 ? refused : input);
  const outdated = isReturn ? await refuseOutdated(s, scratch, source, dataset) : 0;
  if (outdated > 0) judged = await judgeDelivery(s, scratch, refused);
  // The colours are those that the receipt was sent with.
  if (isReturn) await s.run(`DELETE FROM ${scratch}.main.issues WHERE code = 'row-highlighted'`);
  const { knownCells } = judged;
  const about = { source, dataset, key: mapping.key, hasTokens: isReturn, isReturn, parent, knownCells };
  const resolved = await matchReturns(s, scratch, { ...about, sources: input.sources });
  return { ...judged, resolved };
}

/** Rows that key or unchanged cells tell count from now on as if their tokens were still there. Returns their number. */
async function addMatched(s: Session, scratch: string): Promise<number> {
  const at = `${quoteIdent(scratch)}.main.`;
  const before = await s.count(`SELECT count(*) FROM ${at}returned`);
  await s.run(`INSERT INTO ${at}returned SELECT q.part, q."row", b.delivery, q.parent_part, q.parent_row
    FROM ${at}resolutions q JOIN archive.log.batches b ON b.seq = q.parent_batch
    WHERE (q.part, q."row") NOT IN (SELECT (part, "row") FROM ${at}returned)`);
  return (await s.count(`SELECT count(*) FROM ${at}returned`)) - before;
}

/** What is told of the cells and rows of the sources. */
async function countTold(s: Session, sources: readonly JudgeSource[]): Promise<number> {
  const kinds = sources.flatMap((one) => (one.kinds === null ? [] : [`SELECT row FROM ${one.kinds}`]));
  return kinds.length === 0 ? 0 : s.count(`SELECT count(*) FROM (${kinds.join(' UNION ALL ')})`);
}
