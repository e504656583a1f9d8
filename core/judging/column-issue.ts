import { issueLevel } from '../../schemas/issues/catalogue.js';
import type { IssueParams } from '../../schemas/issues/issue.js';
import { quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import type { PartPlan, Plan, Slot } from './plan.js';

export interface ColumnIssue {
  code: string;
  /** A cell of it as it was sent, as an example. */
  value: string | null;
  params: IssueParams;
}

/** The staged column that feeds a field; undefined = none does. */
export const columnOf = (part: PartPlan, slot: Slot) => part.source.columns[part.feeds[slot.index]?.position ?? -1];

/** Adds an issue about a whole column. */
export async function tellOfColumn(
  s: Session,
  plan: Plan,
  [part, slot]: [PartPlan, Slot],
  { code, value, params }: ColumnIssue,
): Promise<void> {
  const { sheet } = part.source;
  const label = columnOf(part, slot)?.label ?? null;
  const values = [sheet, null, label, slot.field.name, code, issueLevel(code), value, JSON.stringify(params), null];
  await s.run(`INSERT INTO ${plan.at}issues SELECT ${part.part}, ${values.map(quoteText).join(', ')}`);
}
