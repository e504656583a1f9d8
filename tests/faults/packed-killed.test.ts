import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { openArchive } from '../../core/archive/archive.js';
import { membersOf } from '../../core/archive/log/members.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import { makeRoom, startKeeper, type Said } from './keeper-process.js';

const room = makeRoom('packed');

const rows = 4_000;
const files = ['a', 'b', 'c'];
function packed(): Buffer {
  const csv = (letter: string) => {
    const lines = ['external_id,name,email,country'];
    for (let n = 0; n < rows; n++) lines.push(`${letter}${n},Customer ${letter} ${n},${letter}${n}@example.com,US`);
    return `${lines.join('\n')}\n`;
  };
  return zipOf([...files.map((name) => ({ name: `${name}.csv`, data: csv(name) })), { name: 'readme.txt', data: 'x' }]);
}

/** The archive itself: batches, what they saw, arrivals, what was left out, and how often a member was committed. */
async function archived() {
  const paths = workspacePaths(room.root());
  const duck = await openArchive({ ...paths, tempDir: paths.tmp, memoryLimitMb: 300, threads: 1 });
  try {
    return await duck.read(async (s) => {
      const zip = await s.one<{ delivery: string }>("SELECT delivery FROM archive.log.deliveries WHERE via = 'folder'");
      const members = await membersOf(s, zip?.delivery ?? '');
      return {
        members: members.map(({ name, status }) => `${name} ${status}`),
        batches: await s.count('SELECT count(*) FROM archive.log.batches'),
        heads: await s.count('SELECT count(*) FROM archive.derived.heads'),
        deliveries: await s.count('SELECT count(*) FROM archive.log.deliveries'),
        originals: await s.count('SELECT count(*) FROM archive.log.originals'),
        leftOut: await s.count("SELECT count(*) FROM archive.log.issues WHERE code = 'member-not-a-spreadsheet'"),
      };
    });
  } finally {
    await duck.close();
  }
}

const total = files.length * rows;
const isZip = ({ done }: Said): boolean => done?.reason === 'unpacked';

test.each(['unpack', 'commit', 'receipt'])(
  'kill -9 at the step %s of a ZIP: it goes on, no member twice, none lost',
  async (step) => {
    writeFileSync(join(room.root(), 'inbox', 'customers', 'all.zip'), packed());
    const first = startKeeper(room.root());
    await first.until((one) => one.step === step);
    first.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const second = startKeeper(room.root());
    const { done } = await second.until(isZip);
    expect(done).toMatchObject({ status: 'committed', rows: total, accepted: total, new: total });
    second.kill('SIGTERM');
    expect({ end: await second.ended, errors: second.errors() }).toEqual({ end: 0, errors: [] });
    expect(await archived()).toEqual({
      members: files.map((name) => `${name}.csv committed`),
      batches: files.length,
      heads: total,
      deliveries: files.length + 1,
      originals: files.length + 1,
      leftOut: 1,
    });
    expect(readdirSync(join(room.root(), 'inbox', 'customers'))).toEqual([]);
  },
  180_000,
);
