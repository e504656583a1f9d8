/** A command whose workspace is taken waits for its turn: a keeper may be starting, or another command at work. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { callArchive } from '../../apps/cli/archive-call.js';
import { makeContext } from '../../apps/cli/context.js';
import { Turn } from '../../apps/cli/turn.js';
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

test('who has it and shows that it goes on is waited for; who is silent is named, with what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keep-turns-'));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  try {
    const lock = await acquireLock(folder);
    const lines: string[] = [];
    const context = makeContext({ lang: 'en' }, new AbortController().signal);
    const turn = new Turn({ ...context, err: (text) => void lines.push(text) }, folder);
    for (const second of [0, 40, 80, 120]) {
      turn.look(second * 1000);
      vi.advanceTimersByTime(5_000);
    }
    expect(lines).toEqual([
      expect.stringContaining('another command is at work'),
      expect.stringContaining(`process ${process.pid} is at work`),
    ]);
    turn.look(160_000);
    turn.look(219_000);
    expect(() => turn.look(220_000)).toThrow(
      expect.objectContaining({
        code: 'keeper-silent',
        hint: expect.stringContaining(`kill ${process.pid}`) as unknown,
      }),
    );
    lock.release();
  } finally {
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  }
});
