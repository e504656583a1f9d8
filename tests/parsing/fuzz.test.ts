import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parsingCodes } from '../../schemas/codes-parsing.js';
import { parseBytes, stagedRows } from './parsing.js';

const folder = fileURLToPath(new URL('../../fixtures/parsing', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
const known = new Set(parsingCodes.map((entry) => entry.code));
const mutationsPerFile = 60;
const splices = [
  '"',
  '""',
  '\n',
  '\r',
  '\0',
  ',',
  ';',
  '\t',
  '\\',
  '#',
  'E+9',
  '\u0010',
  '\uFEFF',
  '合计',
  '\xff',
  '\xed\xa0\x80',
].map((text) => Buffer.from(text, text > '\x7f' && text < '\u0100' ? 'latin1' : 'utf8'));

/** Small, seeded: the same mutations every time. */
function generator(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function mutated(bytes: Buffer, random: (bound: number) => number): Buffer {
  let result = Buffer.from(bytes);
  for (let left = 1 + random(4); left > 0; left -= 1) {
    const at = random(result.length + 1);
    const kind = random(4);
    if (kind === 0) result = result.subarray(0, at);
    else if (kind === 1 && at < result.length) result[at] = random(256);
    else if (kind === 2)
      result = Buffer.concat([result.subarray(0, at), splices[random(splices.length)] ?? bytes, result.subarray(at)]);
    else result = Buffer.concat([result, result.subarray(at, at + random(200))]);
  }
  return result;
}

/** What is wrong with the answer to these bytes; [] = nothing. */
async function wrongs(bytes: Buffer): Promise<string[]> {
  const outcome = await parseBytes(bytes, { hints: { legacyEncoding: 'gb18030' } });
  const codes = outcome.ok ? outcome.issues.map((issue) => issue.code) : [outcome.code];
  const unnamed = codes.filter((code) => !known.has(code)).map((code) => `unnamed ${code}`);
  for (const table of outcome.ok ? outcome.tables : []) {
    const read = (await stagedRows(table)).length;
    if (read !== table.rows) unnamed.push(`${table.rows} rows staged, ${read} read`);
  }
  return unnamed;
}

describe('mutated files', () => {
  test.each(files)('%s ends in rows or a named refusal', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const random = generator(name.length * 7919 + bytes.length);
    for (let round = 0; round < mutationsPerFile; round += 1) expect(await wrongs(mutated(bytes, random))).toEqual([]);
  });

  test('every code has both languages with the same parameters', () => {
    const params = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
    const differing = parsingCodes.filter(
      ({ en, zh, hintEn, hintZh }) =>
        String(params(zh)) !== String(params(en)) || String(params(hintZh)) !== String(params(hintEn)),
    );
    expect(differing).toEqual([]);
    expect(known.size).toBe(parsingCodes.length);
  });
});
