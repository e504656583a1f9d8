/** What to do when something was lost, from how this workspace stands. */
import { z } from 'zod';
import { scenarioPlan, scenarios } from '../../../core/snapshots/restore/scenario.js';
import type { Scenario, Situation } from '../../../core/snapshots/restore/scenario.js';
import type { Config } from '../../../schemas/config.js';
import { situationOf } from '../situation.js';
import type { RestorePlanAnswer } from '../snapshot-answers.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

export function planAnswer(scenario: Scenario, situation: Situation, { snapshots }: Config): RestorePlanAnswer {
  return { ...scenarioPlan(scenario, situation), contacts: snapshots.contacts, at: new Date().toISOString() };
}

export async function restorePlan({ parts }: VerbContext, args: unknown): Promise<RestorePlanAnswer> {
  const { scenario } = parseArgs(z.strictObject({ scenario: z.enum(scenarios) }), args);
  return planAnswer(scenario, await situationOf(parts), parts.config);
}
