import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { callKeeper } from '../../apps/keeper/client.js';
import { listen } from '../../apps/keeper/socket.js';
import type { Progress } from '../../apps/keeper/wire.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import { NamedError } from '../../schemas/errors.js';

const folder = mkdtempSync(join(tmpdir(), 'sheetkeep-socket-'));
const servers: Server[] = [];
const signal = new AbortController().signal;

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function keeperIn(root: string) {
  const paths = workspacePaths(root);
  mkdirSync(paths.run, { recursive: true });
  const server = await listen(paths, 'mark', (verb, args, progress) => {
    progress({ step: 'judge', rows: 3 });
    if (verb === 'wait') return new Promise(() => undefined);
    if (verb === 'fail') throw new NamedError('not-held', 'it is not held', { hint: 'look', exit: 'refused' });
    return Promise.resolve({ verb, args });
  });
  servers.push(server);
  return paths;
}

describe('the socket of the keeper', () => {
  test('hands on arguments, progress and the result', async () => {
    const events: Progress[] = [];
    const paths = await keeperIn(join(folder, 'plain'));
    const marks: string[] = [];
    const told = { progress: (event: Progress) => events.push(event), settings: (mark: string) => marks.push(mark) };
    const answer = await callKeeper(paths, 'status', { n: 1 }, { ...told, signal });
    expect(marks).toEqual(['mark']);
    expect(answer).toEqual({ result: { verb: 'status', args: { n: 1 } } });
    expect(events).toEqual([{ step: 'judge', rows: 3 }]);
  });

  test('hands on a named error with its hint and exit', async () => {
    const paths = await keeperIn(join(folder, 'errors'));
    const call = callKeeper(paths, 'fail', {}, { progress: () => undefined, signal });
    await expect(call).rejects.toMatchObject({ code: 'not-held', hint: 'look', exit: 'refused' });
  });

  test('names a keeper that goes away before it answers', async () => {
    const paths = await keeperIn(join(folder, 'gone'));
    const call = callKeeper(paths, 'wait', {}, { progress: () => servers.at(-1)?.closeAllConnections(), signal });
    await expect(call).rejects.toMatchObject({ code: 'keeper-gone' });
  });

  test('refuses a caller without the token', async () => {
    const paths = await keeperIn(join(folder, 'token'));
    writeFileSync(paths.token, 'another');
    const call = callKeeper(paths, 'status', {}, { progress: () => undefined, signal });
    await expect(call).rejects.toMatchObject({ code: 'keeper-token' });
  });

  test('lies in a folder only its user may enter', async () => {
    const paths = await keeperIn(join(folder, 'modes'));
    expect(statSync(dirname(paths.socket)).mode & 0o777).toBe(0o700);
    expect(statSync(paths.token).mode & 0o777).toBe(0o600);
  });

  test('answers null when nobody listens', async () => {
    const paths = workspacePaths(join(folder, 'nobody'));
    expect(await callKeeper(paths, 'status', {}, { progress: () => undefined, signal })).toBeNull();
  });

  test('works in a workspace whose path is longer than a socket may have', async () => {
    const deep = join(folder, 'd'.repeat(60), 'e'.repeat(60));
    const paths = await keeperIn(deep);
    expect(await callKeeper(paths, 'status', {}, { progress: () => undefined, signal })).toMatchObject({
      result: { verb: 'status' },
    });
    rmSync(dirname(paths.socket), { recursive: true, force: true });
  });

  test('is neither made nor asked in a folder that another user, or a link, put in its way', async () => {
    const paths = workspacePaths(join(folder, 'd'.repeat(60), 'g'.repeat(60)));
    mkdirSync(paths.run, { recursive: true });
    writeFileSync(paths.token, 'token');
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, dirname(paths.socket));
    try {
      const code = 'socket-folder-not-own';
      await expect(listen(paths, 'mark', async () => null)).rejects.toMatchObject({ code });
      const asked = callKeeper(paths, 'status', {}, { progress: () => undefined, signal });
      await expect(asked).rejects.toMatchObject({ code });
    } finally {
      rmSync(dirname(paths.socket));
    }
  });

  test('is found by a link to the workspace, and from a login with another temp folder', async () => {
    const deep = join(folder, 'd'.repeat(60), 'f'.repeat(60));
    const { socket } = await keeperIn(deep);
    const link = join(folder, 'link');
    symlinkSync(deep, link);
    const before = process.env['TMPDIR'];
    try {
      process.env['TMPDIR'] = join(folder, 't'.repeat(90));
      const paths = workspacePaths(link);
      expect(paths.socket).toBe(socket);
      // macOS allows no more.
      expect(Buffer.byteLength(paths.socket)).toBeLessThanOrEqual(103);
      const answer = await callKeeper(paths, 'status', {}, { progress: () => undefined, signal });
      expect(answer).toMatchObject({ result: { verb: 'status' } });
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
    rmSync(dirname(socket), { recursive: true, force: true });
  });
});
