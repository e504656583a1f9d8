/** Goes from one format to the next, a transaction of its own for each. */
import { NamedError } from '../../../schemas/errors.js';
import type { Duck } from '../duck.js';
import { appendAudit } from '../log/audit.js';
import { transaction } from '../log/transactions.js';
import { formatOf } from './formats.js';
import type { Formats, UpgradeStep } from './formats.js';

/** Those that lead from a format to the newest. Throws `upgrade-impossible`. */
export function stepsFrom(from: number, { newest, steps }: Formats): UpgradeStep[] {
  const needed = steps.filter(({ to }) => to > from && to <= newest);
  if (needed.length === newest - from && needed.every(({ to }, i) => to === from + i + 1)) return needed;
  throw new NamedError('upgrade-impossible', `there is no way from format ${from} to ${newest}`, { exit: 'bug' });
}

export async function takeStep(duck: Duck, step: UpgradeStep): Promise<void> {
  await duck.write(async (s) => {
    await transaction(s, `format ${step.to}`);
    await step.run(s);
    const detail = { from: step.to - 1, to: step.to };
    await appendAudit(s, { actor: 'keeper', action: 'upgrade', subject: `format ${step.to}`, detail });
  });
}

/** Brings an open archive that nobody serves yet to the newest format; what is derived is made anew by the caller. */
export async function runSteps(duck: Duck, formats: Formats): Promise<void> {
  for (const step of stepsFrom((await duck.read(formatOf)) ?? 0, formats)) await takeStep(duck, step);
}
