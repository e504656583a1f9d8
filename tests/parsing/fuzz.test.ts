import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Random } from '../../bench/data/random.js';
import { fuzzFiles, fuzzOnce } from '../../bench/fuzz.js';
import { mutated } from '../../bench/mutate.js';
import { createPool } from '../../core/parsing/pool.js';
import { parsingCodes } from '../../schemas/codes-parsing.js';
import { parseBytes, stagedRows, tempFolder } from './parsing.js';

const folder = fileURLToPath(new URL('../../fixtures/parsing', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
const known = new Set(parsingCodes.map((entry) => entry.code));
const mutationsPerFile = 40;
const realRounds = Number(process.env['SHEETKEEP_FUZZ_ROUNDS'] ?? 160);

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
    const random = new Random(name.length * 7919 + bytes.length);
    for (let round = 0; round < mutationsPerFile; round += 1) expect(await wrongs(mutated(bytes, random))).toEqual([]);
  });

  test('real files of every format, read in threads in every way', async () => {
    const folders = ['parsing', 'xlsx', 'books', 'corpora', 'samples', 'presets'].map((name) =>
      join(folder, '..', name),
    );
    const spoiltFiles = await fuzzFiles(folders);
    expect(spoiltFiles.length).toBeGreaterThan(60);
    const pool = createPool({ maxThreads: 2, threadMemoryMb: 512, timeoutMs: 30_000 });
    const place = tempFolder();
    let round = 0;
    const wrong: string[] = [];
    const lane = async (): Promise<void> => {
      while (round < realRounds) {
        const told = await fuzzOnce(pool, spoiltFiles, 1, (round += 1), place);
        if (told !== null) wrong.push(told);
      }
    };
    await Promise.all([lane(), lane()]);
    await pool.close();
    expect(wrong).toEqual([]);
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
