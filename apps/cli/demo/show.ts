/** The demo: makes its workspace, drops the samples in waves, tells what happened. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { NamedError } from '../../../schemas/errors.js';
import { initWorkspace } from '../../keeper/init.js';
import type { DeliveryAnswer } from '../../keeper/answers.js';
import type { Keeper } from '../../keeper/keeper.js';
import { type Context, type Lang, say } from '../context.js';
import { deliveryJson, deliveryLines, equationLine, toFixLine } from '../deliveries.js';
import { shown } from '../../print.js';
import {
  holdsOnlySamples,
  isDemo,
  keepDemo,
  makingFolder,
  marker,
  markerFile,
  removeDemo,
  sweepLeftovers,
} from './leftovers.js';
import { samplesFolder } from './samples.js';

interface Sample {
  file: string;
  dataset: string;
  as?: string;
}

/** One wave is dropped when the one before has its outcomes: the second list is compared with the first. */
const waves: readonly (readonly Sample[])[] = [
  [{ file: '客户名单-上海-9月.xlsx', dataset: 'customers' }],
  [
    { file: '客户名单-上海.xlsx', dataset: 'customers' },
    { file: 'crm-export.csv', dataset: 'customers' },
  ],
  [
    { file: '客户名单-上海.xlsx', dataset: 'customers', as: '客户名单-上海(1).xlsx' },
    { file: '2019-offers.xlsx', dataset: 'customers' },
    { file: 'orders-2026.csv', dataset: 'orders' },
  ],
];

const question =
  'select country, count(*) as customers from customers group by all order by customers desc, country limit 6';

/**
 * A fresh workspace under `name`; an earlier demo is replaced unless its keeper runs, any other folder is left alone.
 * `tellKept`: where an earlier demo went in which a person's own files lie.
 */
export async function makeDemoWorkspace(
  name: string,
  lang: Lang,
  tellKept: (folder: string) => void = () => undefined,
): Promise<string> {
  const root = resolve(name);
  await sweepLeftovers(root);
  if (existsSync(root)) {
    if (!(await isDemo(root)))
      throw new NamedError('demo-folder-taken', `The folder ${name} is not a demo of mine.`, {
        hint: 'Name another with --dir.',
        exit: 'usage',
      });
    const kept = await removeOldDemo(root);
    if (kept !== null) tellKept(kept);
  }
  // Whole at once: of two demos that are started together one finds the folder of the other.
  const making = makingFolder(root);
  await mkdir(making, { recursive: true });
  await writeFile(join(making, markerFile), marker);
  await initWorkspace({ root: making, lang, folders: 'en' });
  await rename(making, root).catch(async () => {
    await rm(making, { recursive: true, force: true });
    throw new NamedError('demo-starting', 'Another demo is being started in this folder.', {
      hint: 'Use that one, or stop it first.',
    });
  });
  return root;
}

/** Throws `keeper-running`. Under the lock of its keeper, so that nobody begins in a folder that goes away. Answers where it is kept, if it is. */
async function removeOldDemo(root: string): Promise<string | null> {
  const { acquireLock } = await import('../../../core/archive/lock.js');
  await mkdir(join(root, 'run'), { recursive: true });
  await acquireLock(join(root, 'run'));
  const { endLeftServer } = await import('../../temporal/server.js');
  await endLeftServer({ temporal: join(root, 'temporal') });
  if (await holdsOnlySamples(root, samplesFolder())) {
    await removeDemo(root);
    return null;
  }
  return keepDemo(root);
}

/** Into the inbox as a person's copy would arrive, but whole at once: a temporary name, then a rename. */
async function drop(keeper: Keeper, sample: Sample): Promise<void> {
  const folder = keeper.inboxOf(sample.dataset);
  const name = sample.as ?? sample.file;
  const temporary = join(folder, `.${name}.part`);
  await copyFile(join(samplesFolder(), sample.file), temporary);
  await rename(temporary, join(folder, name));
}

async function dropWave(keeper: Keeper, wave: readonly Sample[], context: Context): Promise<DeliveryAnswer[]> {
  const outcomes: DeliveryAnswer[] = [];
  const all = new Promise<void>((done) => {
    const off = keeper.onDelivery((d) => {
      outcomes.push(d);
      if (outcomes.length < wave.length) return;
      off();
      done();
    });
    context.signal.addEventListener('abort', () => done(), { once: true });
  });
  for (const sample of wave) await drop(keeper, sample);
  await all;
  return outcomes;
}

function toFixLines(keeper: Keeper, outcomes: readonly DeliveryAnswer[], context: Context): void {
  for (const d of outcomes) {
    const line = toFixLine(d, context.lang, shown(relative(keeper.paths.root, d.receipt ?? ''), 120));
    if (line !== null) context.out(line);
  }
}

/** Drops the waves, prints the outcomes, the sum and one question with its answer. With --json what people read goes to stderr. Answers the exit code. */
export async function show(keeper: Keeper, asked: Context): Promise<number> {
  const context = asked.json ? { ...asked, out: asked.err } : asked;
  const name = relative(process.cwd(), keeper.paths.root) || basename(keeper.paths.root);
  context.out(
    `Sheetkeep demo · ${say(context, 'workspace', '工作区')} ./${name} · Temporal ${keeper.temporalAddress ?? ''}${keeper.isEmbedded ? ' (embedded)' : ''}`,
  );
  const outcomes: DeliveryAnswer[] = [];
  for (const wave of waves) {
    if (context.signal.aborted) return 130;
    const landed = await dropWave(keeper, wave, context);
    outcomes.push(...landed);
    for (const line of deliveryLines(landed, context.lang).split('\n')) context.out(`  ${line}`);
  }
  context.out(equationLine(outcomes, context.lang));
  toFixLines(keeper, outcomes, context);
  await ask(keeper, context);
  if (asked.json) asked.out(JSON.stringify(shownJson(keeper, outcomes)));
  return outcomes.some((d) => d.status === 'failed') ? 1 : 0;
}

const shownJson = (keeper: Keeper, outcomes: readonly DeliveryAnswer[]) => ({
  workspace: keeper.paths.root,
  temporal: keeper.temporalAddress,
  deliveries: outcomes.map(deliveryJson),
});

async function ask(keeper: Keeper, context: Context): Promise<void> {
  await keeper.call('publish', {}, () => {}, context.signal);
  context.out(`${say(context, 'Ask: ', '查询：')}sheetkeep sql "${question}"`);
  const { runSql } = await import('../../../core/archive/sql/run.js');
  const { historyFile } = await import('../../../core/archive/publish/state.js');
  const { memory, sql } = keeper.config;
  const answer = new PassThrough();
  const told = textOf(answer);
  await runSql({
    file: keeper.paths.publishedFile,
    history: historyFile(keeper.paths.publishedFile),
    sql: question,
    format: 'table',
    lang: context.lang,
    memoryMb: memory.sqlMb,
    timeoutMs: sql.timeoutMs,
    maxRows: sql.maxRows,
    out: answer,
    signal: context.signal,
  });
  answer.end();
  context.out((await told).trimEnd());
}
