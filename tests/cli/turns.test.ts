/** A command whose workspace is taken waits for its turn: a keeper may be starting, or another command at work. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callArchive } from '../../apps/cli/archive-call.js';
import { makeContext } from '../../apps/cli/context.js';
import { initWorkspace } from '../../apps/keeper/init.js';
import { findWorkspace } from '../../apps/keeper/workspace.js';
import { acquireLock } from '../../core/archive/lock.js';
import { makeFolder } from '../../core/archive/files.js';

test('it says so once, goes on when the lock is free, and ends at once when it is stopped', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'keep-turns-'));
  try {
    await initWorkspace({ root: workspace, lang: 'en' });
    const { paths } = await findWorkspace(workspace);
    await makeFolder(paths.run);
    const lock = await acquireLock(paths.run);
    const stop = new AbortController();
    const asked = (told: (text: string) => void) =>
      callArchive({ ...makeContext({ workspace, lang: 'en' }, stop.signal), err: told }, 'status', {});
    const lines: string[] = [];
    const answer = asked((text) => {
      lines.push(text);
      setTimeout(() => lock.release(), 600);
    });
    expect(await answer).toMatchObject({ deliveries: [] });
    expect(lines).toEqual([expect.stringContaining('another command is at work')]);
    const second = await acquireLock(paths.run);
    await expect(asked(() => stop.abort())).rejects.toMatchObject({ name: 'AbortError' });
    second.release();
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
});
