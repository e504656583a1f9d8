/** Judging of any delivery together with what it corrects of earlier ones. */
import type { Session } from '../../archive/duck.js';
import { judgeDelivery } from '../judge.js';
import type { JudgeInput, JudgeResult } from '../types.js';
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
 * or an outdated one are rejected; the last are only known after a first judging, so that a rare delivery is judged twice.
 */
export async function judgeWithReturns(
  s: Session,
  scratch: string,
  given: JudgeInput,
  returns: ReturnsInput,
): Promise<JudgedReturns> {
  const { isReturn, parent } = returns;
  const hasTokens = isReturn;
  const copies = await withCopies(s, scratch, { ...given, hasTokens });
  const sources = isReturn ? await withSentBack(s, scratch, copies) : copies;
  const input = { ...given, sources };
  const { source, dataset, mapping } = input;
  const refused = { ...input, sources: withRefused(scratch, input.sources) };
  const known = isReturn ? await refuseAtOnce(s, scratch, parent, input.sources) : 0;
  let judged = await judgeDelivery(s, scratch, known > 0 ? refused : input);
  const outdated = isReturn ? await refuseOutdated(s, scratch, source, dataset) : 0;
  if (outdated > 0) judged = await judgeDelivery(s, scratch, refused);
  // The colours are those that the receipt was sent with.
  if (isReturn) await s.run(`DELETE FROM ${scratch}.main.issues WHERE code = 'row-highlighted'`);
  const { knownCells } = judged;
  const about = { source, dataset, key: mapping.key, hasTokens, isReturn, parent, knownCells };
  const resolved = await matchReturns(s, scratch, about);
  return { ...judged, resolved };
}
