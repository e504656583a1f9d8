import { getEventListeners } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { Calls } from '../../apps/temporal/calls.js';
import { assertRetention, connectClient } from '../../apps/temporal/connect.js';
import { findProgram } from '../../apps/temporal/program/find.js';
import { isOurs, spawnServer, freePort, listens } from '../../apps/temporal/process.js';
import { getServer, type ServerEvent } from '../../apps/temporal/server.js';
import { temporalSettings } from '../../apps/temporal/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'keep-server-'));
const folders = { temporal: join(folder, 'temporal') };
const settings = temporalSettings({ ...process.env, TEMPORAL_ADDRESS: '' });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const until = async (what: () => Promise<boolean> | boolean) => {
  while (!(await what())) await new Promise((done) => setTimeout(done, 50));
};

/** null = somebody else listens there. */
const listenAt = (port: number) =>
  new Promise<Server | null>((done) => {
    const other = createServer();
    other.once('error', () => done(null));
    other.listen(port, '127.0.0.1', () => done(other));
  });

test('a server is found or fetched, started, kept alive after kill -9, told when its port is taken, and ended', async () => {
  const events: ServerEvent[] = [];
  const server = await getServer(settings, folders, (event) => events.push(event));
  const place = { ...settings, ...server, address: server.address };
  const client = await connectClient(place);
  try {
    expect(await assertRetention(client.connection as never, place, 30)).toBe(30);
    const calls = new Calls(client, place);
    const kept = vi.spyOn(client, 'withAbortSignal');
    for (let call = 0; call < 3; call += 1) await calls.ask(() => client.workflowService.getSystemInfo({}));
    // What a call held goes away with it.
    expect(kept.mock.calls.map(([signal]) => getEventListeners(signal, 'abort').length)).toEqual([1, 1, 1]);
    await calls.close();
    await expect(calls.ask(() => client.workflowService.getSystemInfo({}))).rejects.toMatchObject({
      name: 'AbortError',
    });
    const killed = server.pid as number;
    process.kill(killed, 'SIGKILL');
    await until(() => events.includes('restarted'));
    expect(server.pid).not.toBe(killed);
    const again = await connectClient(place);
    expect(await assertRetention(again.connection as never, place, 30)).toBe(30);
    await again.connection.close();
    let other: Server | null = null;
    process.kill(server.pid as number, 'SIGKILL');
    await until(async () => (other = await listenAt(Number(server.address.split(':')[1]))) !== null);
    await until(() => events.includes('port-taken'));
    expect([server.isAway, events.filter((event) => event === 'port-taken').length]).toEqual([true, 1]);
    (other as Server | null)?.close();
  } finally {
    await client.connection.close();
    await server.stop();
  }
  expect(await isOurs(server.pid as number, folders)).toBe(false);
});

test('a server left by a dead run is adopted when it answers, and ended by its recorded pid at the stop', async () => {
  const program = await findProgram(settings);
  const left = await spawnServer(program.path, await freePort(), folders);
  const server = await getServer(settings, folders);
  expect([server.from, server.pid]).toEqual(['adopted', left.pid]);
  await server.stop();
  expect(await isOurs(left.pid, folders)).toBe(false);
});

test('a server left by a dead run that does not answer is ended and replaced', async () => {
  const program = await findProgram(settings);
  const left = await spawnServer(program.path, await freePort(), folders);
  await until(() => listens(left.port));
  process.kill(left.pid, 'SIGSTOP');
  const server = await getServer(settings, folders);
  expect(server.from).not.toBe('adopted');
  expect(await isOurs(left.pid, folders)).toBe(false);
  await server.stop();
});

test('a machine without Temporal and without downloads is told what to do', async () => {
  const bare = { searchPath: [], cacheFolder: join(folder, 'empty'), mayDownload: false };
  await expect(findProgram(bare)).rejects.toMatchObject({ code: 'temporal-missing', exit: 'missingPart' });
  await expect(findProgram(bare)).rejects.toMatchObject({ hint: expect.stringContaining('TEMPORAL_ADDRESS') });
});

test('a folder for programs that cannot be made is named, with what to do', async () => {
  const taken = join(folder, 'taken');
  writeFileSync(taken, '');
  const none = { searchPath: [], cacheFolder: join(taken, 'sheetkeep'), mayDownload: true };
  await expect(findProgram(none)).rejects.toMatchObject({
    code: 'cache-not-writable',
    message: expect.stringContaining(none.cacheFolder),
    hint: expect.stringContaining('SHEETKEEP_CACHE'),
  });
});

test('a database that cannot be opened is named, and a user without a name has a server, too', async () => {
  const closed = { temporal: join(folder, 'closed') };
  mkdirSync(join(closed.temporal, 'temporal.db'), { recursive: true });
  await expect(getServer(settings, closed)).rejects.toMatchObject({
    code: 'no-permission',
    message: expect.stringContaining('temporal.db') as unknown,
  });
  const program = join(folder, 'tells.sh');
  writeFileSync(program, '#!/bin/sh\necho "user $USER"\n', { mode: 0o755 });
  vi.stubEnv('USER', undefined);
  await spawnServer(program, 1, folders);
  vi.unstubAllEnvs();
  await until(() => readFileSync(join(folders.temporal, 'server.log'), 'utf8') === 'user sheetkeep\n');
});

test('an address where nobody answers is a missing part, not a hang', async () => {
  const place = { ...settings, address: '127.0.0.1:1', kind: 'external' as const };
  await expect(connectClient(place, 500)).rejects.toMatchObject({ code: 'temporal-unreachable', exit: 'missingPart' });
});

test('a workspace too deep for the database of the server is told by name, at once', async () => {
  const deep = join(folder, ...Array.from({ length: 6 }, () => '很长的文件夹名'.repeat(5)), 'temporal');
  await expect(getServer(settings, { temporal: deep })).rejects.toMatchObject({
    code: 'workspace-too-deep',
    exit: 'missingPart',
    message: expect.stringMatching(/\d+ bytes, at most 500/),
  });
});
