import { basename } from 'node:path';
import { type CommandSpec, type Options, text } from '../command.js';
import type { CheckInput, Checked } from '../check-file.js';
import type { CheckedMember } from '../check-packed.js';
import { type Context, say } from '../context.js';
import { count, shown, counted } from '../../print.js';
import { decidedFor } from '../decided.js';
import { columnText, readingQuestionText } from '../check-columns.js';
import { cellPlace } from '../places.js';
import { needFile } from '../need-file.js';
import { delimiterOption, encodingOption, tableOptions, wordsOf } from '../reading-options.js';
import { refusalError } from '../refusal.js';
import { namedDataset } from '../../named.js';
import { settingsOf } from '../settings.js';
import { typed } from '../typed.js';
import {
  dialectText,
  encodingText,
  notTakenTexts,
  skippedText,
  tableText,
} from '../../../core/intake/receipts/reading-text.js';
import { labelled } from '../../../core/intake/receipts/labels.js';
import { word, type Word } from '../../../core/intake/receipts/words.js';
import type { Config, SourceConfig } from '../../../schemas/config.js';
import { NamedError } from '../../../schemas/errors.js';
import { hint, issueLevel, message, placedParams } from '../../../schemas/issues/catalogue.js';

function chooseSource(config: Config, dataset: string, asked: string | undefined): SourceConfig {
  const found =
    asked === undefined
      ? config.sources.find((one) => one.dataset === dataset)
      : config.sources.find((one) => one.name === asked);
  if (found) return found;
  if (asked === undefined && config.sources[0]) return { ...config.sources[0], name: dataset, dataset };
  throw new NamedError('unknown-source', `There is no source "${shown(asked ?? '')}".`, {
    hint: `Sources: ${config.sources.map((one) => one.name).join(', ')}.`,
    exit: 'usage',
  });
}

function answerOf(context: Context, checked: Checked) {
  const mapping = [...checked.mapped.tables.values()].flatMap((one) => one.columns);
  const { format: _, ...reading } = checked.reading;
  return {
    ...checked.counts,
    skippedBy: Object.fromEntries(checked.skipped.map(({ reason, count: n }) => [reason, n])),
    ...reading,
    mapping: mapping.map(({ column, header, field, confidence }) => ({ column, header, field, confidence })),
    key: checked.mapped.mapping.key,
    questions: checked.mapped.questions,
    readingQuestions: checked.readingQuestions,
    issues: checked.issues.map(({ params, ...issue }) => {
      const known = labelled(placedParams({ ...issue, params }), checked.dataset, context.lang);
      return {
        ...issue,
        message: message(issue.code, known, context.lang),
        hint: typed(hint(issue.code, known, context.lang), context),
      };
    }),
  };
}

/** How the file was read, as its receipt would say it. */
function tellReading({ out, lang }: Context, { reading, skipped }: Checked): void {
  const tables = reading.tables.filter(({ notTaken }) => notTaken === null);
  const lines: [Word, string[]][] = [
    ['encoding', [encodingText(reading, lang) ?? '']],
    ['dialect', [dialectText(reading, lang) ?? '']],
    ['tables', tables.map((table) => tableText(table, lang))],
    ['notTaken', notTakenTexts(reading, lang)],
    ['skippedBecause', [skippedText(skipped, lang)]],
  ];
  for (const [name, texts] of lines)
    for (const text of texts) if (text !== '') out(`${word(lang, name)}${word(lang, 'colon')}${shown(text, 400)}`);
}

function tell(context: Context, answer: ReturnType<typeof answerOf>, checked: Checked): void {
  const { rows, accepted, rejected, duplicates, skipped } = answer;
  const parts = [
    say(context, counted(rows, 'row'), `${count(rows)} 行`),
    `${count(accepted)} ${say(context, 'accepted', '接受')}`,
    `${count(rejected)} ${say(context, 'to fix', '退回')}`,
    `${count(skipped + duplicates)} ${say(context, 'skipped', '跳过')}`,
  ];
  context.out(parts.join('   '));
  tellReading(context, checked);
  context.out(columnText(context, checked.mapped, checked.dataset));
  for (const question of checked.readingQuestions) context.out(readingQuestionText(context, question));
  for (const issue of answer.issues.slice(0, 50)) {
    const told = `${issue.message} ${issue.hint}`.trimEnd();
    context.out([cellPlace(context, issue), told].filter((part) => part !== '').join(word(context.lang, 'colon')));
  }
  if (answer.issues.length > 50)
    context.out(
      say(
        context,
        `… and ${count(answer.issues.length - 50)} more; --json tells all`,
        `… 另有 ${count(answer.issues.length - 50)} 条；用 --json 查看全部`,
      ),
    );
}

type Answer = ReturnType<typeof answerOf>;

const exitOf = (answers: readonly Answer[]): number =>
  answers.some((one) => one.rejected + one.questions.length + one.readingQuestions.length + one.issues.length > 0)
    ? 3
    : 0;

async function run(context: Context, file: string, options: Options): Promise<number> {
  needFile(context, file);
  const config = await settingsOf(context);
  const name = text(options, 'dataset') ?? '';
  const dataset = namedDataset(config, name);
  const source = chooseSource(config, name, text(options, 'source'));
  const sheet = text(options, 'sheet') ?? null;
  const isKnown = config.sources.includes(source);
  const { mappings, rules } = isKnown
    ? await decidedFor(context, source.name, dataset.name)
    : { mappings: [], rules: [] };
  const [stored = null, ...others] = mappings;
  const { signal } = context;
  const words = wordsOf(options, sheet);
  const input = { path: file, dataset, source, config, stored, others, rules, words, signal };
  const { sniff } = await import('../../../core/parsing/sniff.js');
  const { kind } = sniff(file, basename(file));
  const ended = kind === 'zip' || kind === 'gzip' ? await runPacked(context, input, kind) : null;
  if (ended !== null) return ended;
  const { checkFile } = await import('../check-file.js');
  const checked = await checkFile(input);
  if (!checked.ok) throw refusalError(checked, basename(file), context.lang);
  const answer = answerOf(context, checked);
  if (context.json) context.out(JSON.stringify(answer));
  else tell(context, answer, checked);
  return exitOf([answer]);
}

/** A packed file: its members one by one, and their sums. A .gz holds one, and is told as that is, too; null = no spreadsheet. */
async function runPacked(context: Context, input: CheckInput, kind: 'zip' | 'gzip'): Promise<number | null> {
  const { checkPacked } = await import('../check-packed.js');
  const packed = await checkPacked(input);
  if (!packed.ok && kind === 'gzip' && packed.code === 'packed-nothing-to-read') return null;
  if (!packed.ok) throw refusalError(packed, basename(input.path), context.lang);
  const [only] = kind === 'gzip' ? packed.members : [];
  if (only && only.reason !== null)
    throw refusalError({ ok: false, code: only.reason, params: only.params }, basename(input.path), context.lang);
  const answers = packed.members.map((one) => memberAnswer(context, one));
  if (context.json) context.out(JSON.stringify({ ...(only && answers[0]?.answer), ...packedAnswer(answers) }));
  else for (const answer of answers) tellMember(context, answer);
  const isMissed = answers.some(({ reason }) => reason !== null && reason.level !== 'info');
  return isMissed ? 3 : exitOf(answers.flatMap(({ answer }) => answer ?? []));
}

interface MemberAnswer {
  member: string;
  dataset: string | null;
  checked: Checked | null;
  answer: Answer | null;
  reason: { code: string; level: string; message: string; hint: string } | null;
}

function memberAnswer(context: Context, { member, checked, reason, params }: CheckedMember): MemberAnswer {
  const words = (code: string) => ({
    code,
    level: issueLevel(code),
    message: message(code, params, context.lang),
    hint: typed(hint(code, params, context.lang), context),
  });
  const answer = checked === null ? null : answerOf(context, checked);
  return {
    member,
    dataset: checked?.dataset.name ?? null,
    checked,
    answer,
    reason: reason === null ? null : words(reason),
  };
}

const countNames = ['rows', 'accepted', 'rejected', 'duplicates', 'skipped'] as const;

/** The shape of a single file's answer, every part with the member it is of; and the members. */
function packedAnswer(answers: readonly MemberAnswer[]) {
  const of = <T extends object>(pick: (answer: Answer) => readonly T[]) =>
    answers.flatMap(({ member, answer }) => (answer ? pick(answer).map((one) => ({ member, ...one })) : []));
  const sums = countNames.map((name) => [name, answers.reduce((sum, { answer }) => sum + (answer?.[name] ?? 0), 0)]);
  return {
    ...(Object.fromEntries(sums) as Record<(typeof countNames)[number], number>),
    mapping: of(({ mapping }) => mapping),
    questions: of(({ questions }) => questions),
    readingQuestions: of(({ readingQuestions }) => readingQuestions),
    issues: of(({ issues }) => issues),
    members: answers.map(({ member, dataset, answer, reason }) => ({
      member,
      dataset,
      ...Object.fromEntries(countNames.map((name) => [name, answer?.[name] ?? 0])),
      key: answer?.key ?? null,
      skippedBy: answer?.skippedBy ?? {},
      encoding: answer?.encoding ?? null,
      dialect: answer?.dialect ?? null,
      sureness: answer?.sureness ?? null,
      tables: answer?.tables ?? [],
      reason,
    })),
  };
}

function tellMember(context: Context, { member, dataset, checked, answer, reason }: MemberAnswer): void {
  context.out(`${shown(member)}${dataset === null ? '' : ` → ${dataset}`}`);
  if (answer && checked) tell(context, answer, checked);
  if (reason) context.out(`${reason.message} ${reason.hint}`.trimEnd());
}

export const check: CommandSpec = {
  syntax: 'check <file>',
  summary: 'map and judge a file, write nothing',
  options: [
    { flags: '-d, --dataset <dataset>', help: 'the dataset of its rows', required: true },
    { flags: '-s, --source <source>', help: 'judge by the settings of this source' },
    { flags: '--sheet <sheet>', help: 'the sheet that the following options are about (default: any)' },
    encodingOption,
    delimiterOption,
    ...tableOptions,
  ],
  examples: [
    'check customers.xlsx --dataset customers',
    'check orders.csv --dataset orders --json',
    'check backup.zip --dataset customers',
  ],
  exits: [
    [3, 'there are issues, or a person must say what a column means'],
    [4, 'the file cannot be read; the reason is named'],
  ],
  run: (context, [file], options) => run(context, file as string, options),
};
