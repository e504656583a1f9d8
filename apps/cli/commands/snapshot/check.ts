import { resolve } from 'node:path';
import { NamedError } from '../../../../schemas/errors.js';
import type { CheckResult } from '../../../keeper/snapshot-answers.js';
import { type CommandSpec, type Options, text } from '../../command.js';
import { checkLines } from './faults.js';
import { withOrWithoutArchive } from './files.js';

function sliceOf(options: Options): { n: number; t: number } | undefined {
  const asked = text(options, 'data');
  if (asked === undefined) return undefined;
  const [n, t] = (/^(\d+)\/(\d+)$/.exec(asked) ?? []).slice(1).map(Number);
  if (n !== undefined && t !== undefined && n >= 1 && n <= t && t <= 10_000) return { n, t };
  throw new NamedError('usage', '--data takes n/t with 1 ≤ n ≤ t, as 1/7.', { exit: 'usage' });
}

/** A path is the caller's, the keeper may run elsewhere. */
export const storeOrPath = (asked: string): string => (asked.includes('/') ? resolve(asked) : asked);

export const snapshotCheck: CommandSpec = {
  syntax: 'check [id]',
  summary: 'read snapshots again in every store and name every file that is missing, too many, damaged or swapped',
  options: [
    { flags: '--data <n/t>', help: 'read the bytes of the n-th of t parts only (default: all)' },
    { flags: '--store <store>', help: 'only this store of the settings, or a folder' },
  ],
  examples: ['snapshot check', 'snapshot check --data 1/7', 'snapshot check --store /media/backup'],
  exits: [[5, 'something is wrong with them']],
  async run(context, [id], options) {
    const slice = sliceOf(options);
    const store = text(options, 'store');
    const asked = {
      ...(typeof id === 'string' ? { id } : {}),
      ...(slice ? { slice } : {}),
      ...(store === undefined ? {} : { store: storeOrPath(store) }),
    };
    const { checkFiles } = await import('../../../keeper/restore.js');
    const files = () => checkFiles(context.workspace, asked);
    const found = await withOrWithoutArchive<CheckResult>(context, 'snapshot.check', asked, files);
    if (context.json) context.out(JSON.stringify(found));
    else {
      for (const line of checkLines(context, found)) context.out(line);
    }
    return found.ok ? 0 : 5;
  },
};
