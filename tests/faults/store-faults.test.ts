/** Faults of the places of snapshots: an answer that never came (27), a service that is away for a while, a disk that is full (11). */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashStored } from '../../core/snapshots/objects.js';
import { withRetry } from '../../core/snapshots/stores/retry.js';
import { S3Snapshots } from '../../core/snapshots/stores/s3.js';
import type { S3Options } from '../../core/snapshots/stores/s3.js';
import { readUploads } from '../../core/snapshots/stores/s3/answers.js';
import { send, textOf } from '../../core/snapshots/stores/s3/request.js';
import type { S3Target } from '../../core/snapshots/stores/s3/request.js';
import type { StagedFile } from '../../core/snapshots/stores/store.js';
import { startWeed } from '../tools/weed.js';
import type { Weed } from '../tools/weed.js';

const folder = mkdtempSync(join(tmpdir(), 'store-faults-'));
let weed: Weed;
let target: S3Target;
beforeAll(async () => {
  weed = await startWeed();
  target = await weed.bucket('faults');
}, 400_000);
afterAll(async () => {
  await weed?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function staged(content: string): StagedFile {
  const path = join(folder, createHash('sha256').update(content).digest('hex'));
  writeFileSync(path, content);
  return { path, sha256: path.slice(-64), sizeBytes: content.length };
}

type Harm = 'none' | 'lose the answer' | 'say 503' | 'hang' | 'cut';

/** Hands on to the service, and harms the n-th request of a method as told. */
async function between(harms: Harm[], on = 'PUT', silenceMs = 60_000, more: Partial<S3Options> = {}) {
  const seen: string[] = [];
  const server = createServer((asked, answer) => {
    const harm = asked.method === on ? (harms.shift() ?? 'none') : 'none';
    seen.push(`${asked.method} ${harm}`);
    if (harm === 'hang') return;
    if (harm === 'say 503') {
      asked.resume().on('end', () => answer.writeHead(503).end());
      return;
    }
    const { method, url, headers } = asked;
    const further = request(`${weed.endpoint}${url}`, { method, headers, setHost: false }, (came) => {
      if (harm === 'lose the answer') came.resume().on('end', () => asked.socket.destroy());
      else if (harm === 'cut') {
        answer.writeHead(came.statusCode ?? 500, came.headers);
        came.once('data', (part: Buffer) => answer.write(part.subarray(0, 1000), () => asked.socket.destroy()));
      } else came.pipe(answer.writeHead(came.statusCode ?? 500, came.headers));
    });
    further.on('error', () => answer.destroy());
    asked.pipe(further);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const store = new S3Snapshots({ ...target, endpoint, silenceMs, name: 'far', prefix: '', lockDays: 0, ...more });
  return {
    store: withRetry(store, { tries: 5, firstWaitMs: 1 }),
    seen,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

const contentOf = async (key: string): Promise<string> => {
  const store = new S3Snapshots({ ...target, name: 'near', prefix: '', lockDays: 0 });
  let text = '';
  for await (const part of await store.get(key)) text += String(part);
  return text;
};

test.each<[string, Harm[], RegExp, number]>([
  ['the answer lost after the put succeeded', ['lose the answer'], /^there$/, 60_000],
  ['a service that is busy', ['say 503', 'say 503'], /^stored$/, 60_000],
  // On a slow machine a further request may be given up as well.
  ['a service that is silent', ['hang'], /^(stored|there)$/, 4_000],
])('%s: once there, whole', async (name, harms, answer, silenceMs) => {
  const { store, seen, close } = await between([...harms], 'PUT', silenceMs);
  try {
    expect(await store.put(name, staged(name))).toMatch(answer);
    expect(await contentOf(name)).toBe(name);
    expect(seen.filter((one) => one.startsWith('PUT') && !one.endsWith('none'))).toHaveLength(harms.length);
  } finally {
    close();
  }
});

test('a service that stays away: named, and nothing there', async () => {
  const { store, close } = await between(Array<Harm>(5).fill('say 503'));
  await expect(store.put('away', staged('away'))).rejects.toMatchObject({ code: 'store-unreachable', retryable: true });
  expect(await store.head('away')).toBeNull();
  close();
});

test('a download that breaks off: begun anew; one that always does is named', async () => {
  const content = 'sheetkeep'.repeat(50_000);
  const file = staged(content);
  await (await between([])).store.put('long', file);
  const [once, always] = [await between(['cut'], 'GET'), await between(Array<Harm>(9).fill('cut'), 'GET')];
  expect(await hashStored(once.store, 'long')).toEqual({ sha256: file.sha256, sizeBytes: content.length });
  await expect(hashStored(always.store, 'long')).rejects.toMatchObject({ code: 'store-unreachable' });
  for (const { close } of [once, always]) close();
});

/** Three parts of an object. */
const inParts = { partBytes: 5 * 1024 * 1024, retry: { tries: 3, firstWaitMs: 1 } };
const long = (name: string): string => name.padEnd(11_000_001, name);

async function openUploads() {
  const answer = await send(target, { method: 'GET', key: '', query: { uploads: '' } });
  return readUploads(await textOf(answer));
}

test.each<[string, string, Harm[], RegExp, number]>([
  ['a part that the service is too busy for', 'PUT', ['none', 'say 503', 'say 503'], /^stored$/, 5],
  ['a part whose answer is lost', 'PUT', ['none', 'lose the answer'], /^stored$/, 4],
  ['an upload whose beginning is not heard of', 'POST', ['lose the answer'], /^stored$/, 3],
  ['an upload whose end is not heard of', 'POST', ['none', 'lose the answer'], /^(stored|there)$/, 3],
])('%s: that alone is sent again, and the object is there whole', async (name, on, harms, answer, parts) => {
  const { store, seen, close } = await between([...harms], on, 60_000, inParts);
  try {
    expect(await store.put(name, staged(long(name)))).toMatch(answer);
    expect((await contentOf(name)) === long(name)).toBe(true);
    expect(seen.filter((one) => one.startsWith('PUT'))).toHaveLength(parts);
    expect(await store.put(name, staged(long(name)))).toBe('there');
  } finally {
    close();
  }
});

test('a part that never comes through: named after a few tries, and what was sent of the object is taken back', async () => {
  const before = await openUploads();
  const { store, seen, close } = await between(['none', ...Array<Harm>(20).fill('say 503')], 'PUT', 60_000, inParts);
  await expect(store.put('never', staged(long('never')))).rejects.toMatchObject({
    code: 'store-unreachable',
    retryable: true,
  });
  // The store around it that tries again does not begin anew.
  expect(seen.filter((one) => one.startsWith('PUT'))).toEqual(['PUT none', ...Array(3).fill('PUT say 503')]);
  expect(await store.head('never')).toBeNull();
  expect(await openUploads()).toEqual(before);
  close();
});

test('other bytes than the hash says, or other ones there meanwhile: refused, nothing is left of the upload', async () => {
  const before = await openUploads();
  const { store, close } = await between([], 'PUT', 60_000, inParts);
  const file = { ...staged(long('lie')), sha256: staged('truth').sha256 };
  await expect(store.put('lie', file)).rejects.toMatchObject({ code: 'object-differs' });
  expect(await store.head('lie')).toBeNull();
  const first = store.put('raced', staged(long('one')));
  const second = store.put('raced', staged(long('two')));
  const ends = await Promise.allSettled([first, second]);
  expect(ends.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'object-differs' } }]);
  const winner = ends[0]?.status === 'fulfilled' ? 'one' : 'two';
  expect((await contentOf('raced')) === long(winner)).toBe(true);
  expect(await openUploads()).toEqual(before);
  close();
});

test('parts that a killed run left are swept when they are old, not while somebody may be sending', async () => {
  const begun = await send(target, { method: 'POST', key: 'left behind', query: { uploads: '' } });
  await textOf(begun);
  const store = (more: Partial<S3Options>) =>
    new S3Snapshots({ ...target, name: 'far', prefix: '', lockDays: 0, ...more });
  await store({}).sweep();
  expect((await openUploads()).map(({ key }) => key)).toContain('left behind');
  await store({ prefix: 'elsewhere/', abandonedMs: 0 }).sweep();
  expect((await openUploads()).map(({ key }) => key)).toContain('left behind');
  await store({ abandonedMs: 0 }).sweep();
  expect((await openUploads()).map(({ key }) => key)).not.toContain('left behind');
});

test('a full disk: named, no half file, and what was there stays', () => {
  // A child with a limit on the size of a file: the same refusal in the middle of a write, without a disk to fill.
  const child = join(import.meta.dirname, 'store-full-child.mjs');
  const root = join(folder, 'small');
  const ran = spawnSync('sh', ['-c', `ulimit -f 64; exec "${process.execPath}" "${child}" "${root}"`], {
    encoding: 'utf8',
  });
  expect(ran.stdout.trim()).toBe('stored store-full');
  expect(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name }) => name),
  ).toEqual(['small']);
});
