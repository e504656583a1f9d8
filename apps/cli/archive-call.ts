/** The one way of a command to the archive: the running keeper's socket, else a one-shot keeper under the same lock. */
import { setTimeout } from 'node:timers/promises';
import { type Answer, callKeeper } from '../keeper/client.js';
import type { NamedError } from '../../schemas/errors.js';
import type { Keeper } from '../keeper/keeper.js';
import type { Progress } from '../keeper/wire.js';
import { type Context, say, speakAs } from './context.js';
import { Turn } from './turn.js';

/** Verbs that need workflows; all others touch only the archive. */
const needsTemporal = new Set(['ingest', 'reconcile', 'approve', 'schedule.list', 'schedule.pause', 'schedule.resume']);

/** Verbs whose work goes on when nobody waits for it. */
const awaits = new Set(['ingest', 'reconcile', 'approve']);

/** Verbs that write nothing: they answer also where nothing can be written. */
const looks = new Set([
  'status',
  'explain',
  'history',
  'diff',
  'audit.list',
  'audit.verify',
  'source.show',
  'snapshot.list',
  'drill.list',
]);

const otherSettings = [
  'sheetkeep.config.ts has changed since the keeper started: it goes on by the settings of then until it is started again',
  '守护进程启动之后 sheetkeep.config.ts 有改动：重新启动之前，它仍按原来的设置工作',
] as const;

export async function callArchive<T>(
  context: Context,
  verb: string,
  args: unknown,
  progress: (event: Progress) => void = () => {},
): Promise<T> {
  const { findWorkspace, settingsMark } = await import('../keeper/workspace.js');
  const { paths, config } = await findWorkspace(context.workspace);
  speakAs(context, config);
  const settings = (mark: string): void => {
    if (mark !== settingsMark(config)) context.err(`! ${say(context, ...otherSettings)}`);
  };
  const { lang, signal } = context;
  const ask = () =>
    callKeeper(paths, verb, args, { progress, settings, lang, signal }).catch(async (error: unknown) => {
      if (signal.aborted && awaits.has(verb)) throw (await import('../keeper/verbs/awaited.js')).waitEnded();
      throw error;
    });
  const stopping = (): void => progress({ step: 'stopping' });
  try {
    const found = await atTurn(context, paths.run, ask, () => {
      signal.addEventListener('abort', stopping, { once: true });
      return oneShot(context, verb, progress);
    });
    if ('result' in found) return found.result as T;
    return await callOnce(context, found.keeper, () => found.keeper.call(verb, args, progress, signal, lang));
  } finally {
    signal.removeEventListener('abort', stopping);
  }
}

async function callOnce<T>(context: Context, keeper: Keeper, call: () => Promise<unknown>): Promise<T> {
  if (keeper.markMissing !== null) context.err(`! ${keeper.markMissing}`);
  try {
    context.signal.throwIfAborted();
    return (await call()) as T;
  } finally {
    await keeper.close();
  }
}

/** What a running keeper answers, else a keeper of one's own; one that is starting, or the command before, is waited for. */
async function atTurn(
  context: Context,
  runDir: string,
  ask: () => Promise<Answer>,
  open: () => Promise<Keeper>,
): Promise<{ result: unknown } | { keeper: Keeper }> {
  const turn = new Turn(context, runDir);
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    try {
      return { keeper: await open() };
    } catch (thrown) {
      if ((thrown as NamedError).code !== 'keeper-running') throw thrown;
    }
    turn.look();
    await setTimeout(250, undefined, { signal: context.signal });
  }
}

/** A keeper for one call. On a read-only disk it only looks, and says so. */
async function oneShot(context: Context, verb: string, progress: (event: Progress) => void): Promise<Keeper> {
  const { workspace: root, lang } = context;
  const { openKeeper, openToLook } = await import('../keeper/keeper.js');
  const options = { root, temporal: needsTemporal.has(verb), watch: false, socket: false, progress, lang };
  return openKeeper(options).catch(async (thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'EROFS' || !looks.has(verb)) throw thrown;
    // Where there is nothing to look at, the disk is the reason that counts.
    const keeper = await openToLook(root, lang).catch((refused: NamedError) => {
      throw refused.code === 'archive-missing' ? thrown : refused;
    });
    context.err(`! ${say(context, ...readOnlyDisk)}`);
    return keeper;
  });
}

const readOnlyDisk = [
  'The disk or share is read-only: this is what the archive holds, and nothing more is taken in until the disk can be written to',
  '磁盘或共享文件夹是只读的：以下为归档现有内容；恢复可写之前无法接收文件',
] as const;
