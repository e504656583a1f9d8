/** Code pages of older programs: what they hold comes back as it was, what they lack is `_` and counted. */
import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodePage, codePages } from '../../core/exports/code-pages.js';
import { asMeant } from '../../schemas/windows-1252.js';

const decoded = (name: string, bytes: Uint8Array): string => asMeant(name, new TextDecoder(name).decode(bytes));

async function encoded(page: CodePage, pieces: (string | Buffer)[]): Promise<Buffer> {
  const all: Buffer[] = [];
  // oxlint-disable-next-line require-await -- pieces come one by one
  const source = async function* () {
    yield* pieces;
  };
  for await (const piece of page.encoded(source())) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}

describe.each(codePages)('%s', (name) => {
  test('any text: characters come back, or are _ and counted, whatever the pieces', async () => {
    const page = new CodePage(name);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        fc.nat(),
        async (one, two, at) => {
          const bytes = Buffer.from(one + two);
          const cut = bytes.length === 0 ? 0 : at % bytes.length;
          page.lost = 0;
          const told = decoded(name, await encoded(page, [bytes.subarray(0, cut), bytes.subarray(cut)]));
          const meant = Array.from(bytes.toString());
          expect(told.length).toBe(bytes.toString().length);
          let lost = 0;
          let place = 0;
          for (const character of meant) {
            const got = told.slice(place, (place += character.length));
            if (got === character) continue;
            expect(got).toBe('_'.repeat(character.length));
            lost += 1;
          }
          expect(page.lost).toBe(lost);
        },
      ),
      { numRuns: 100 },
    );
  });
});

test.each([
  ['windows-1252', 'Müller € “x”', 'ß≥中'],
  ['macintosh', 'Müller ≥ é', '中'],
  ['gbk', '张三，①号—€', '한'],
  ['big5', '張三，臺灣', '简'],
  ['shift_jis', '髙橋﨑①ｶﾅ', '简'],
  ['euc-kr', '김철수', '𠀀'],
])('%s holds %s', (name, held, lacked) => {
  const page = new CodePage(name);
  expect(decoded(name, page.encode(held))).toBe(held);
  expect(page.lost).toBe(0);
  page.encode(lacked);
  expect(page.lost).toBeGreaterThan(0);
});

test('bytes that Windows itself writes', () => {
  expect(new CodePage('gbk').encode('张€').toString('hex')).toBe('d5c580');
  expect(new CodePage('shift_jis').encode('髙①').toString('hex')).toBe('fbfc8740');
  expect(new CodePage('windows-1252').encode('€ü').toString('hex')).toBe('80fc');
  expect(new CodePage('macintosh').encode('ü≥').toString('hex')).toBe('9fb3');
});
