import { resolve } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { type CommandSpec, type Options, text } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, say } from '../context.js';
import { progressLine } from '../progress.js';
import { columns, count } from '../../print.js';
import type { CheckResult, SnapshotsAnswer } from '../../keeper/snapshot-answers.js';

function tell(context: Context, answer: SnapshotsAnswer): void {
  if (context.json) return context.out(JSON.stringify(answer));
  const head = [
    'id',
    say(context, 'kind', '种类'),
    say(context, 'rows', '行'),
    'bytes',
    say(context, 'proved', '已演练'),
  ];
  const rows = answer.snapshots.map((one) => [
    one.id,
    one.kind,
    count(one.rows),
    count(one.bytes),
    one.proved ? say(context, 'yes', '是') : say(context, 'not yet', '尚未'),
  ]);
  context.out(columns([head, ...rows], [2, 3]));
  for (const { id, fault } of answer.unreadable ?? []) context.err(`! ${id}: ${fault}`);
}

/** Through the archive; by the files alone when the archive cannot be opened, which is when snapshots are needed. */
async function withOrWithoutArchive<T>(
  context: Context,
  verb: string,
  args: unknown,
  files: () => Promise<T>,
): Promise<T> {
  try {
    return await callArchive<T>(context, verb, args);
  } catch (error) {
    if (!(error instanceof NamedError) || !/^(archive-|high-water-)/.test(error.code)) throw error;
    context.err(
      say(
        context,
        `The archive cannot be opened (${error.code}): told from the files alone.`,
        `归档无法打开（${error.code}）：仅依据文件。`,
      ),
    );
    return files();
  }
}

export const snapshotTake: CommandSpec = {
  syntax: 'take',
  summary: 'take a snapshot of the archive and its originals',
  options: [
    {
      flags: '--kind <kind>',
      help: 'since the newest snapshot (default), since the newest full one, or everything; the first is always full',
      choices: ['full', 'incremental', 'differential'],
    },
  ],
  examples: ['snapshot take', 'snapshot take --kind full'],
  async run(context, _args, options) {
    const line = progressLine(context);
    const kind = text(options, 'kind');
    const args = kind === undefined ? {} : { kind };
    tell(context, await callArchive<SnapshotsAnswer>(context, 'snapshot.take', args, line.show).finally(line.clear));
    return 0;
  },
};

export const snapshotList: CommandSpec = {
  syntax: 'list',
  summary: 'the snapshots, oldest first, and whether a drill has proved them',
  examples: ['snapshot list --json'],
  async run(context) {
    const { listFiles } = await import('../../keeper/restore.js');
    tell(context, await withOrWithoutArchive(context, 'snapshot.list', {}, () => listFiles(context.workspace)));
    return 0;
  },
};

function sliceOf(options: Options): { n: number; t: number } | undefined {
  const asked = text(options, 'data');
  if (asked === undefined) return undefined;
  const [n, t] = (/^(\d+)\/(\d+)$/.exec(asked) ?? []).slice(1).map(Number);
  if (n !== undefined && t !== undefined && n >= 1 && n <= t && t <= 10_000) return { n, t };
  throw new NamedError('usage', '--data takes n/t with 1 ≤ n ≤ t, as 1/7.', { exit: 'usage' });
}

export const snapshotCheck: CommandSpec = {
  syntax: 'check [id]',
  summary: 'read snapshots again and name every file that is missing, too many, damaged or swapped',
  options: [{ flags: '--data <n/t>', help: 'read the bytes of the n-th of t parts only (default: all)' }],
  examples: ['snapshot check', 'snapshot check --data 1/7'],
  exits: [[5, 'something is wrong with them']],
  async run(context, [id], options) {
    const slice = sliceOf(options);
    const asked = { ...(typeof id === 'string' ? { id } : {}), ...(slice ? { slice } : {}) };
    const { checkFiles } = await import('../../keeper/restore.js');
    const files = () => checkFiles(context.workspace, asked);
    const found = await withOrWithoutArchive<CheckResult>(context, 'snapshot.check', asked, files);
    if (context.json) context.out(JSON.stringify(found));
    else {
      for (const { file, fault } of found.faults) context.out(`! ${file}: ${fault}`);
      const n = found.snapshots.length;
      const verdict = found.ok
        ? say(context, `${n} snapshots are whole`, `${n} 个快照完好`)
        : say(context, `${found.faults.length} faults`, `${found.faults.length} 处错误`);
      context.out(`${verdict} · ${count(found.bytesRead)} bytes`);
    }
    return found.ok ? 0 : 5;
  },
};

function timeOf(options: Options): string | undefined {
  const asked = text(options, 'at');
  if (asked === undefined) return undefined;
  const at = new Date(asked);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new NamedError('usage', '--at takes a time in ISO 8601.', { exit: 'usage' });
}

export const snapshotRestore: CommandSpec = {
  syntax: 'restore <id>',
  summary: 'make a new workspace out of a snapshot; works without the archive',
  options: [
    { flags: '--to <dir>', help: 'a new or empty folder, which becomes a workspace', required: true },
    { flags: '--at <time>', help: 'as the archive stood then (ISO 8601)' },
    { flags: '--plan', help: 'show what would be restored, change nothing' },
    { flags: '--without-key', help: 'restore although the identity that vouches for the snapshot is lost' },
  ],
  examples: ['snapshot restore 20261101T020000000Z-0a1b2c3d --to ../restored --plan'],
  exits: [
    [4, 'the folder is not empty'],
    [5, 'the snapshot is damaged'],
    [6, 'its key is missing'],
  ],
  async run(context, [id], options) {
    const { restoreWorkspace } = await import('../../keeper/restore.js');
    const line = progressLine(context);
    const at = timeOf(options);
    const planOnly = options['plan'] === true;
    const to = resolve(text(options, 'to') ?? '');
    const plan = await restoreWorkspace({
      root: context.workspace,
      id: String(id),
      to,
      ...(at === undefined ? {} : { at }),
      planOnly,
      withoutKey: options['withoutKey'] === true,
      progress: line.show,
      signal: context.signal,
    }).finally(line.clear);
    if (context.json) context.out(JSON.stringify({ ...plan, plan: planOnly }));
    else {
      const { rows, originals, chain } = plan;
      const facts = `${count(rows)} / ${originals.files} / ${chain.length}`;
      const verb = planOnly ? say(context, 'would restore', '将恢复') : say(context, 'restored', '已恢复');
      context.out(`${verb}: ${say(context, 'rows / originals / snapshots', '行 / 原件 / 快照')} ${facts}`);
    }
    return 0;
  },
};
