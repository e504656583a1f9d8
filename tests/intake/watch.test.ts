import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import ExcelJS from 'exceljs';
import { NamedError } from '../../schemas/errors.js';
import { InFlight } from '../../core/intake/in-flight.js';
import { lookAt } from '../../core/intake/identity.js';
import { watchInboxes, type Watch } from '../../core/intake/watch.js';
import type { WatchEvent } from '../../core/intake/watching.js';
import { bound, freshFolder, until } from './folders.js';

const rules = { settleMs: 150, minAgeMs: 100, lockPatienceMs: 60_000, zipPatienceMs: 60_000 };
let watch: Watch | null = null;
afterEach(async () => watch?.stop());

function begin(folder: string, own: Partial<typeof rules> = {}, fail: (name: string) => void = () => undefined) {
  const taken: { name: string; text: string }[] = [];
  const events: WatchEvent[] = [];
  const inFlight = new InFlight();
  watch = watchInboxes({
    sources: [{ source: 'customers', folder }],
    scanMs: 200,
    rules: { ...rules, ...own },
    inFlight,
    take: async ({ path, name }) => {
      fail(name);
      taken.push({ name, text: readFileSync(path, 'latin1') });
      const found = await lookAt(path);
      if (found) inFlight.add(`d${taken.length}`, { path, identity: found.identity });
    },
    tell: (event) => events.push(event),
  });
  return { taken, events, inFlight };
}

test('a dropped file is taken once, also when it lay there before the start', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  writeFileSync(join(folder, 'before.csv'), 'a');
  const { taken } = begin(folder);
  await until(() => taken.length === 1);
  writeFileSync(join(folder, 'after.csv'), 'b');
  await until(() => taken.length === 2);
  for (let n = 0; n < 4; n++) await watch?.scan();
  expect(taken.map(({ name }) => name)).toEqual(['before.csv', 'after.csv']);
});

test('a file that is still written is taken when it is whole; new content later is taken again', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  // A machine under load holds a writer up for longer than a file of the other tests must hold still.
  const { taken } = begin(folder, { settleMs: 1_000 });
  const file = openSync(join(folder, 'slow.csv'), 'w');
  for (let n = 0; n < 25; n++) {
    writeSync(file, `line ${n}\n`);
    await new Promise((done) => setTimeout(done, 60));
  }
  closeSync(file);
  await until(() => taken.length === 1);
  expect(taken[0]?.text).toContain('line 24');
  appendFileSync(join(folder, 'slow.csv'), 'one more\n');
  await until(() => taken.length === 2);
  expect(taken[1]?.text).toContain('one more');
});

test('a folder that is removed and made again is told, watched anew and never taken for empty', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  const { taken, events } = begin(folder);
  await watch?.scan();
  rmSync(folder, { recursive: true });
  await until(() => events.some(({ kind }) => kind === 'folder-gone'));
  expect(watch?.state()).toEqual([{ source: 'customers', there: false, waiting: [], leftAlone: [] }]);
  mkdirSync(folder);
  await until(() => events.some(({ kind }) => kind === 'folder-back'));
  writeFileSync(join(folder, 'a.csv'), 'a');
  await until(() => taken.length === 1);
});

test('a folder that cannot be read is told once, and once that it can be again', async () => {
  const room = freshFolder('inbox');
  const folder = join(room, 'inbox');
  await bound(room, async () => {
    const { taken, events } = begin(folder);
    const told = () => events.map(({ kind }) => kind);
    await watch?.scan();
    chmodSync(folder, 0o000);
    for (let n = 0; n < 4; n++) await watch?.scan();
    expect(told()).toEqual(['folder-unreadable']);
    chmodSync(folder, 0o755);
    await until(() => told().length > 1);
    writeFileSync(join(folder, 'a.csv'), 'a');
    await until(() => taken.length === 1);
    expect(told()).toEqual(['folder-unreadable', 'folder-back']);
    await watch?.stop();
  });
});

test('links, pipes and folders are skipped with a reason, once', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  symlinkSync('/etc/hostname', join(folder, 'link.csv'));
  mkdirSync(join(folder, 'folder.csv'));
  const { events } = begin(folder);
  for (let n = 0; n < 4; n++) await watch?.scan();
  const skipped = events.filter((event) => event.kind === 'skipped');
  expect(skipped.map((event) => `${event.name} ${event.reason}`).sort()).toEqual([
    'folder.csv folder',
    'link.csv symlink',
    'pipe.csv fifo',
  ]);
  const left = () =>
    watch
      ?.state()[0]
      ?.leftAlone.map(({ name }) => name)
      .sort();
  expect(left()).toEqual(['folder.csv', 'link.csv', 'pipe.csv']);
  rmSync(join(folder, 'link.csv'));
  await watch?.scan();
  expect(left()).toEqual(['folder.csv', 'pipe.csv']);
});

async function bookBytes(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('a').addRow(['x']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('a workbook without its end waits for the rest, and that is told', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  const bytes = await bookBytes();
  const { taken, events } = begin(folder);
  const path = join(folder, 'book.xlsx');
  writeFileSync(path, bytes.subarray(0, bytes.length / 2));
  await new Promise((done) => setTimeout(done, rules.settleMs * 4));
  for (let n = 0; n < 3; n++) await watch?.scan();
  expect(taken).toEqual([]);
  expect(watch?.state()).toMatchObject([{ waiting: [{ name: 'book.xlsx', reason: 'not-whole' }] }]);
  expect(events).toEqual([{ kind: 'waits', source: 'customers', name: 'book.xlsx', reason: 'not-whole' }]);
  appendFileSync(path, bytes.subarray(bytes.length / 2));
  await until(() => taken.length === 1);
});

test('a workbook that stays cut is taken as it is, counted from its last change', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  const bytes = await bookBytes();
  const { taken } = begin(folder, { zipPatienceMs: 600 });
  const path = join(folder, 'cut.xlsx');
  writeFileSync(path, bytes.subarray(0, 100));
  await until(() => watch?.state()[0]?.waiting[0]?.reason === 'not-whole');
  appendFileSync(path, bytes.subarray(100, 200));
  await until(() => taken.length === 1);
  expect(taken[0]?.text).toHaveLength(200);
});

test('a file that a program has open is told once and taken when it is closed', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  writeFileSync(join(folder, '~$list.csv'), 'x');
  writeFileSync(join(folder, 'list.csv'), 'x');
  const { taken, events } = begin(folder);
  await until(() => events.length > 0);
  for (let n = 0; n < 3; n++) await watch?.scan();
  expect(events).toEqual([{ kind: 'waits', source: 'customers', name: 'list.csv', reason: 'open' }]);
  expect(taken).toEqual([]);
  rmSync(join(folder, '~$list.csv'));
  await until(() => taken.length === 1);
});

test('a file that fails to be taken is told once and tried again; the others go on', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  let failures = 0;
  const { taken, events } = begin(folder, {}, (name) => {
    if (name === 'bad.csv' && failures++ < 1) throw new NamedError('disk-full', 'full', { retryable: true });
  });
  writeFileSync(join(folder, 'bad.csv'), 'x');
  writeFileSync(join(folder, 'good.csv'), 'y');
  await until(() => taken.length === 2);
  expect(taken.map(({ name }) => name)).toEqual(['good.csv', 'bad.csv']);
  expect(events).toMatchObject([{ kind: 'not-taken', name: 'bad.csv', why: { code: 'disk-full' } }]);
});

test('a name in another encoding is made readable and taken', async () => {
  const folder = join(freshFolder('inbox'), 'inbox');
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xbf, 0xcd, 0xbb, 0xa7]), Buffer.from('.csv')]),
    'x',
  );
  const { taken } = begin(folder);
  await until(() => taken.length === 1);
  expect(taken[0]?.name).toBe(basename('客户.csv'));
});
