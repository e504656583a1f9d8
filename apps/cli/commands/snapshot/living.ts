/** What the archive in use knows of removals and holds, for a restore that goes on without it. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NamedError } from '../../../../schemas/errors.js';
import { callArchive } from '../../archive-call.js';
import { type Context, say } from '../../context.js';

/** `use` is given a folder with it; undefined: there is no archive, or it cannot be asked, which is told. */
export async function withLivingBook<T>(context: Context, use: (living: string | undefined) => Promise<T>): Promise<T> {
  const { workspacePaths } = await import('../../../../core/archive/workspace.js');
  const { archiveFile, config } = workspacePaths(context.workspace);
  if (!existsSync(archiveFile) || !existsSync(config)) return use(undefined);
  const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-book-'));
  try {
    return await use((await asked(context, folder)) ? folder : undefined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function asked(context: Context, to: string): Promise<boolean> {
  try {
    await callArchive(context, 'snapshot.book', { to });
    return true;
  } catch (thrown) {
    if (!(thrown instanceof NamedError)) throw thrown;
    const told = say(
      context,
      'the archive here could not be asked what was removed since: only what the snapshots know of is left out',
      '无法向此处的归档库询问之后删除了什么：只排除各快照所知的删除',
    );
    context.err(`! ${told} (${thrown.code})`);
    return false;
  }
}
