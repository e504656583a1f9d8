/** Faults 2, 3, 4, 8, 9 and 14: real processes, real kills. Children run from dist/. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setAsideArchive } from '../../core/archive/archive.js';
import type { HighWater } from '../../core/archive/high-water.js';
import { acquireLock } from '../../core/archive/lock.js';
import { appendAudit } from '../../core/archive/log/audit.js';
import { bundled } from '../faults/bundled.js';
import { Kit, keyOf } from './kit.js';
import type { Sent } from './kit.js';

const child = await bundled(new URL('faults-child.mjs', import.meta.url));
let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open();
});
afterEach(() => kit.remove());

/** Runs the child until it prints `word`, kills it there, and waits for its end. */
async function killAt(word: string, args: string[]): Promise<string[]> {
  const running = spawn(process.execPath, [child, kit.folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const ended = new Promise((resolve) => running.once('close', resolve));
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.split('\n').filter(Boolean));
    if (lines.includes(word)) running.kill('SIGKILL');
  });
  await ended;
  expect(lines).toContain(word);
  return lines;
}

const batches = () => kit.rows<{ delivery: string }>('SELECT delivery FROM archive.log.batches ORDER BY seq');
const sent: Sent = { rows: [{ key: '1', a: 'x' }] };

describe('kill -9', () => {
  test('before COMMIT: nothing is visible, the retry commits once', async () => {
    const delivery = await kit.land(sent);
    await kit.close();
    await killAt('before-commit', ['before-commit', delivery.delivery]);
    await kit.reopen();
    expect(await batches()).toEqual([]);
    expect(await kit.commit(delivery, sent)).toMatchObject({ replayed: false, counts: { new: 1 } });
    expect(await batches()).toHaveLength(1);
    await kit.close();
  });

  test('after COMMIT, before the answer: the retry finds the batch and answers the same', async () => {
    const delivery = await kit.land(sent);
    await kit.close();
    await killAt('after-commit', ['after-commit', delivery.delivery]);
    await kit.reopen();
    expect(await batches()).toHaveLength(1);
    expect(await kit.commit(delivery, sent)).toMatchObject({ replayed: true, counts: { new: 1, accepted: 1 } });
    expect(await batches()).toHaveLength(1);
    await kit.close();
  });

  test('in CHECKPOINT, again and again: every acknowledged batch is there once, whole', async () => {
    await kit.close();
    const acknowledged = new Set<string>();
    for (let round = 1; round <= 4; round++) {
      const lines = await killAt(`checkpoint-${round}`, ['checkpoint', String(round)]);
      for (const line of lines) if (line.startsWith('acknowledged ')) acknowledged.add(line.split(' ')[1]!);
      await kit.reopen();
      const held = (await batches()).map(({ delivery }) => delivery);
      expect(new Set(held).size).toBe(held.length);
      expect([...acknowledged].filter((delivery) => !held.includes(delivery))).toEqual([]);
      const torn = await kit.rows(`SELECT b.seq FROM archive.log.batches b
        WHERE b.accepted <> (SELECT count(*) FROM archive.log.sightings s WHERE s.batch = b.seq)`);
      expect(torn).toEqual([]);
      await kit.close();
    }
    expect(acknowledged.size).toBeGreaterThan(3);
  });
});

describe('one keeper', () => {
  test('a second process is refused by the lock and by the archive, both naming the pid', async () => {
    const lock = await acquireLock(kit.folder);
    const lines = await killAt('done', ['second']);
    const answers = lines.filter((line) => line.startsWith('refused'));
    expect(answers).toEqual([
      expect.stringMatching(new RegExp(`keeper-running .*process ${process.pid}`)),
      expect.stringMatching(new RegExp(`archive-in-use .*process ${process.pid}`)),
    ]);
    await kit.deliver(sent);
    lock.release();
    await kit.close();
  });

  test('the lock of a killed process is taken over', async () => {
    const lines = await killAt('locked', ['lock']);
    const pid = Number(lines.find((line) => line.startsWith('pid '))?.split(' ')[1]);
    const lock = await acquireLock(kit.folder);
    expect(lock.adoptedFrom).toBe(pid);
    await expect(acquireLock(kit.folder)).rejects.toMatchObject({ code: 'keeper-running' });
    lock.release();
    await kit.close();
  });
});

describe('a lost tail', () => {
  const deliverKilled = () => killAt('done', ['deliver', '3']);

  test('a missing write-ahead log is refused, and nothing is changed', async () => {
    await kit.close();
    await deliverKilled();
    const wal = `${kit.archiveFile}.wal`;
    copyFileSync(wal, `${wal}.kept`);
    rmSync(wal);
    await expect(kit.reopen()).rejects.toMatchObject({ code: 'archive-lost-tail', exit: 'checkFailed' });
    copyFileSync(`${wal}.kept`, wal);
    await kit.reopen();
    expect(await batches()).toHaveLength(3);
    await kit.close();
  });

  test('a cut write-ahead log is refused or unreadable, never served', async () => {
    await kit.close();
    await deliverKilled();
    const wal = `${kit.archiveFile}.wal`;
    const bytes = readFileSync(wal);
    writeFileSync(wal, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    await expect(kit.reopen()).rejects.toMatchObject({ exit: 'checkFailed' });
    writeFileSync(wal, bytes);
    await kit.reopen();
    expect(await batches()).toHaveLength(3);
    await kit.close();
  });

  test('a mark behind the archive is normal and written anew', async () => {
    const early = readFileSync(kit.highWater);
    await kit.deliver(sent);
    await kit.close();
    writeFileSync(kit.highWater, early);
    await kit.reopen();
    expect(JSON.parse(readFileSync(kit.highWater, 'utf8'))).toMatchObject({ tx: 3 });
    await kit.close();
  });

  test('another archive in its place and a missing one are refused', async () => {
    await kit.deliver(sent);
    await kit.close();
    const other = await Kit.open();
    await other.deliver(sent);
    await other.deliver(sent);
    await other.close();
    copyFileSync(other.archiveFile, kit.archiveFile);
    other.remove();
    await expect(kit.reopen()).rejects.toMatchObject({ code: 'archive-not-this-one' });
    await setAsideArchive(kit.archiveFile, 'test');
    expect(existsSync(`${kit.archiveFile}.set-aside-test`)).toBe(true);
    await expect(kit.reopen()).rejects.toMatchObject({ code: 'archive-missing' });
  });

  test('a mark that says another end of its transaction than the archive does is refused', async () => {
    await kit.deliver(sent);
    await kit.close();
    const mark = JSON.parse(readFileSync(kit.highWater, 'utf8')) as HighWater;
    for (const [changed, code] of [
      [{ lastSeq: mark.lastSeq - 1 }, 'archive-not-this-one'],
      [{ lastSeq: mark.lastSeq + 1 }, 'archive-not-this-one'],
      [{ tx: mark.tx + 1 }, 'archive-lost-tail'],
    ] as const) {
      writeFileSync(kit.highWater, JSON.stringify({ ...mark, ...changed }));
      await expect(kit.reopen()).rejects.toMatchObject({ code });
    }
  });
});

describe('a torn archive', () => {
  test.each([
    ['a transaction in the middle is missing', 'tx = 2'],
    ['the last one is missing, and the mark with it', 'tx = 3'],
  ])('is refused: %s', async (_what, where) => {
    await kit.deliver(sent);
    await kit.duck.write((s) => s.run(`DELETE FROM archive.log.transactions WHERE ${where}`));
    await kit.close();
    rmSync(kit.highWater);
    await expect(kit.reopen()).rejects.toMatchObject({ code: 'archive-damaged', exit: 'checkFailed' });
  });
});

test('a COMMIT that answers although nothing was committed is told, and can be tried again', async () => {
  const lost = kit.duck.write(async (s) => {
    await appendAudit(s, { actor: 'test', action: 'test', subject: '', detail: {} });
    s.beforeCommit.push((session) => session.run('ROLLBACK; BEGIN TRANSACTION'));
  });
  await expect(lost).rejects.toMatchObject({ code: 'commit-lost', retryable: true });
  expect(await kit.deliver(sent)).toMatchObject({ replayed: false });
  await kit.close();
});

test('a file that is no archive is left as it is', async () => {
  await kit.close();
  writeFileSync(kit.archiveFile, 'not a database');
  await expect(kit.reopen()).rejects.toMatchObject({ code: 'archive-unreadable' });
  expect(readFileSync(kit.archiveFile, 'utf8')).toBe('not a database');
});

test('what one process committed the next one says', async () => {
  await kit.deliver(sent);
  await kit.close();
  await kit.reopen();
  expect((await kit.current())[keyOf('s', '1')]).toMatchObject({ a: 'x' });
  await kit.close();
});
