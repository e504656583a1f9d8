import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeToken, parseToken, tokenMacHoldsSql } from '../../core/judging/fixup/token.js';
import { readTokens } from '../../core/judging/fixup/tokens.js';
import { people } from '../mapping/sample.js';
import { openLog, staged } from './workbench.js';

const delivery = `d${'0123456789ab'.repeat(2)}`;
const secret = randomBytes(32);
let log: Awaited<ReturnType<typeof openLog>>;
beforeAll(async () => {
  log = await openLog(people);
});
afterAll(() => log.close());

test('a token tells its row to the workspace that made it', () => {
  const token = makeToken(secret, { delivery, part: '2', row: 1_048_576 });
  expect(token).toMatch(/^SK1\.d[0-9a-f]{24}\.2\.1048576\.[0-9a-f]{24}$/);
  expect(parseToken(secret, ` ${token}\n`)).toEqual({ delivery, part: '2', row: 1_048_576 });
});

test('another secret, or any changed character, makes it foreign or no token', () => {
  const token = makeToken(secret, { delivery, part: '0', row: 17 });
  expect(parseToken(randomBytes(32), token)).toBe('foreign');
  for (let at = 0; at < token.length; at += 1) {
    const other = token.slice(0, at) + (token[at] === '1' ? '2' : '1') + token.slice(at + 1);
    expect(['foreign', null]).toContain(parseToken(secret, other));
  }
  for (const text of ['', 'SK1', token.slice(0, -1), `${token}0`, token.toUpperCase()]) {
    expect(parseToken(secret, text)).toBeNull();
  }
});

test('SQL checks the same mac, whatever the length of the secret', async () => {
  const secrets = fc.uint8Array({ minLength: 1, maxLength: 100 });
  const property = fc.asyncProperty(secrets, secrets, fc.nat(), async (own, other, row) => {
    const token = makeToken(own, { delivery, part: '0', row });
    const sql = `SELECT ${tokenMacHoldsSql(own, '?')} AS own, ${tokenMacHoldsSql(other, '?')} AS other`;
    const found = await log.duck.read((s) => s.one(sql, [token, token, token, token]));
    expect(found).toEqual({ own: true, other: parseToken(other, token) !== 'foreign' });
  });
  await fc.assert(property, { numRuns: 30 });
});

test('the tokens of a table are read as one set', async () => {
  const token = (row: number, by = secret, part = '0') => makeToken(by, { delivery, part, row });
  const rows = {
    2: ['a', token(5)],
    3: ['b', null],
    4: ['c', token(6, randomBytes(32))],
    5: ['d', ` ${token(9, secret, '3')} `],
    6: ['e', 'SK1.nonsense'],
    7: ['f', '=cmd'],
  };
  await log.duck.scratch(async (s, scratch) => {
    const counts = await readTokens(s, scratch, [{ part: 0, staged: staged(rows), position: 1 }], secret);
    expect(counts).toEqual({ tokens: 4, foreign: 2, parents: [{ delivery, rows: 2 }] });
    expect(
      await s.rows(
        `SELECT "row"::INTEGER AS r, parent_part, parent_row::INTEGER AS p FROM ${scratch}.main.returned ORDER BY r`,
      ),
    ).toEqual([
      { r: 2, parent_part: 0, p: 5 },
      { r: 5, parent_part: 3, p: 9 },
    ]);
  });
});
