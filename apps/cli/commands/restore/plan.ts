/** `restore plan`: to print and to follow. */
import { scenarios } from '../../../../core/snapshots/restore/scenario.js';
import type { PlanStep, Scenario } from '../../../../core/snapshots/restore/scenario.js';
import { NamedError } from '../../../../schemas/errors.js';
import type { RestorePlanAnswer } from '../../../keeper/snapshot-answers.js';
import { count, shown, counted } from '../../../print.js';
import { type CommandSpec, text } from '../../command.js';
import { type Context, say, told } from '../../context.js';
import { withOrWithoutArchive } from '../snapshot/files.js';
import { roleWords, scenarioWords, stepWords, warningWords } from './words.js';

function head(context: Context, { scenario, snapshot, from, at }: RestorePlanAnswer): string[] {
  const lines = [
    say(context, ...scenarioWords[scenario]),
    say(context, `plan of ${told(context, at)}`, `计划生成于 ${told(context, at)}`),
  ];
  if (!snapshot) return lines;
  const proved = snapshot.proved ? say(context, 'proved', '已证明') : say(context, 'not proved', '未证明');
  lines.push(
    `${say(context, 'snapshot', '快照')} ${snapshot.id} · ${told(context, snapshot.at)} · ${proved} · ${say(context, 'in', '存放于')} ${shown(from ?? '–')}`,
  );
  const { since } = snapshot;
  if (since)
    lines.push(
      say(
        context,
        `imports since, to send again: ${count(since.batches)} (${counted(since.rows, 'row')})`,
        `此后的导入（需重新投递）：${count(since.batches)} 次（${count(since.rows)} 行）`,
      ),
    );
  if (since && since.restores > 0)
    lines.push(
      say(
        context,
        `restores since, to do again: ${count(since.restores)}`,
        `此后的恢复（需重新执行）：${count(since.restores)} 次`,
      ),
    );
  return lines;
}

function stepLines(context: Context, { contacts }: RestorePlanAnswer, one: PlanStep, n: number): string[] {
  const contact = contacts[one.who];
  const who = `${say(context, ...roleWords[one.who])}${contact === '' ? '' : `: ${shown(contact)}`}`;
  const ms = one.estimateMs;
  const time = ms === null ? '' : ` · ${say(context, 'about', '约')} ${Math.max(1, Math.round(ms / 1000))} s`;
  const lines = [`${String(n).padStart(2)}. ${say(context, ...stepWords[one.step])}  [${who}]${time}`];
  if (one.note !== null) lines.push(`      ${one.note}`);
  if (one.command !== null) lines.push(`      sheetkeep ${one.command}`);
  return lines;
}

function tell(context: Context, answer: RestorePlanAnswer): void {
  for (const line of head(context, answer)) context.out(line);
  for (const warning of answer.warnings) context.out(`! ${say(context, ...warningWords[warning])}`);
  answer.steps.forEach((one, i) => {
    for (const line of stepLines(context, answer, one, i + 1)) context.out(line);
  });
}

async function byFiles(context: Context, scenario: Scenario): Promise<RestorePlanAnswer> {
  const { situationOfFiles } = await import('../../../keeper/situation.js');
  const { planAnswer } = await import('../../../keeper/verbs/restore-plan.js');
  const { findWorkspace } = await import('../../../keeper/workspace.js');
  const { config } = await findWorkspace(context.workspace);
  return planAnswer(scenario, await situationOfFiles(context.workspace), config);
}

export const restorePlan: CommandSpec = {
  syntax: 'plan',
  summary: 'what to do when something was lost: steps, commands, times and people, from how the workspace stands',
  options: [{ flags: '--scenario <scenario>', help: 'what was lost', choices: scenarios, required: true }],
  examples: ['restore plan --scenario disk', 'restore plan --scenario delete --json'],
  async run(context, _args, options) {
    const scenario = scenarios.find((one) => one === text(options, 'scenario'));
    if (!scenario) throw new NamedError('usage', `--scenario takes ${scenarios.join(', ')}.`, { exit: 'usage' });
    const answer = await withOrWithoutArchive(context, 'restore.plan', { scenario }, () => byFiles(context, scenario));
    if (!context.json) {
      tell(context, answer);
      return 0;
    }
    const steps = answer.steps.map((one) => ({ ...one, what: say(context, ...stepWords[one.step]) }));
    context.out(JSON.stringify({ ...answer, steps }));
    return 0;
  },
};
