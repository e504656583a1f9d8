/** What is written behind a reader's back is the same file, and a failing disk is told. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StageWriter } from '../../core/parsing/stage.js';
import { behindBytes, WriteBehind } from '../../core/parsing/write-behind.js';
import { tempFolder } from './parsing.js';

const turn = (): Promise<void> => new Promise((done) => void setImmediate(done));

test('rows in pieces with turns of the event loop, few or none, lie as those written at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 20, maxLength: 60 }),
      fc.integer({ min: 1, max: 40 }),
      async (lengths, every) => {
        const folder = tempFolder();
        const behind = new WriteBehind();
        const paths = [join(folder, 'at-once.csv'), join(folder, 'behind.csv')];
        const [plain, later] = [
          new StageWriter(paths[0] ?? ''),
          new StageWriter(paths[1] ?? '', ',', behindBytes, behind),
        ];
        for (const [at, length] of lengths.entries()) {
          const cells = [String.fromCodePoint(97 + (at % 26)).repeat(length), `${at}`];
          plain.row(at + 1, cells, 0, 2);
          later.row(at + 1, cells, 0, 2);
          if (at % every === 0) await turn();
        }
        plain.close();
        later.close();
        await behind.settled();
        expect(readFileSync(paths[1] ?? '').equals(readFileSync(paths[0] ?? ''))).toBe(true);
      },
    ),
    { numRuns: 10 },
  );
});

test('a write that fails is told to those who wait for the files', async () => {
  const fd = openSync(join(tempFolder(), 'x'), 'w');
  closeSync(fd);
  const behind = new WriteBehind();
  expect(behind.take(fd, Buffer.alloc(behindBytes), 10, 0)).toHaveLength(behindBytes);
  await expect(behind.settled()).rejects.toMatchObject({ code: 'EBADF' });
});

test('only few pieces are under way', () => {
  const behind = new WriteBehind();
  const fd = openSync(join(tempFolder(), 'x'), 'w');
  const taken = [0, 1, 2, 3].map((n) => behind.take(fd, Buffer.alloc(behindBytes), 10, n * 10) !== null);
  expect(taken).toEqual([true, true, false, false]);
  behind.close(fd);
  return behind.settled();
});
