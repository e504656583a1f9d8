import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allIssues, fill, hint, issueDef, message } from '../../schemas/issues/catalogue.js';
import { allWords, word } from '../../core/intake/receipts/words.js';
import { builtinDatasets } from '../../schemas/datasets/builtin.js';

const params = (template: string): string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').sort();

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* sources(join(folder, entry.name));
    else if (entry.name.endsWith('.ts')) yield readFileSync(join(folder, entry.name), 'utf8');
  }
}

describe('the issue catalogue', () => {
  it('has each code once', () => {
    const codes = allIssues().map((entry) => entry.code);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });

  it.each(allIssues().map((entry) => [entry.code, entry] as const))('%s speaks both languages', (code, entry) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const text of [entry.en, entry.zh, entry.hintEn, entry.hintZh]) expect(text.trim()).not.toBe('');
    expect(entry.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(params(entry.zh)).toEqual(params(entry.en));
    expect(params(entry.hintZh)).toEqual(params(entry.hintEn));
  });

  it('knows every code that judging uses', () => {
    const used = new Set<string>();
    for (const source of sources('schemas/fields')) {
      for (const pattern of [
        /rejected\(\s*'([a-z0-9-]+)'/g,
        /code: '([a-z0-9-]+)'/g,
        /addRepair\([^,]+, '([a-z0-9-]+)'\)/g,
        /repair: '([a-z0-9-]+)'/g,
        /repairs\.push\('([a-z0-9-]+)'\)/g,
        /note\('([a-z0-9-]+)'/g,
      ]) {
        for (const found of source.matchAll(pattern)) used.add(found[1] ?? '');
      }
    }
    used.delete('custom');
    for (const dataset of builtinDatasets) for (const rule of dataset.rules) used.add(rule.code);
    expect(used.size).toBeGreaterThan(50);
    expect([...used].filter((code) => issueDef(code) === undefined)).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('shows no placeholder, whatever is not known: %s', (lang) => {
    const texts = [
      ...allIssues().flatMap(({ code }) => [message(code, {}, lang), hint(code, {}, lang)]),
      ...allWords.map((name) => word(lang, name)),
    ];
    expect(texts.filter((text) => /\{\w*\}|undefined|null/.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes('…')).length).toBeGreaterThan(50);
  });

  it('fills its templates', () => {
    expect(message('required-missing', { field: 'name' }, 'en')).toBe('name is required and empty.');
    expect(message('required-missing', { field: 'name' }, 'zh')).toContain('name');
    expect(message('no-such-code', {}, 'en')).toBe('no-such-code');
    expect(hint('date-unreadable', {}, 'zh')).toContain('2024-03-05');
  });
});

it('words after a number are told in the singular where it is one', () => {
  expect(fill('{n} {n|row is|rows are} out', { n: 1 })).toBe('1 row is out');
  expect(fill('{n} {n|row is|rows are} out', { n: '1' })).toBe('1 row is out');
  expect(fill('{n} {n|row is|rows are} out', { n: '1,001' })).toBe('1,001 rows are out');
  expect(fill('{n} {n|row is|rows are} out', { n: 0 })).toBe('0 rows are out');
  expect(fill('{n} {n|row is|rows are} out', {})).toBe('… rows are out');
});

it('no English text speaks of one rows', () => {
  const ones = Object.fromEntries(
    allIssues().flatMap(({ en, hintEn }) => [...params(en), ...params(hintEn)].map((name) => [name, 1])),
  );
  const plural =
    /(?<!than )\b1 (?:more |other |repeated |known )?(?:rows|cells|files|records|columns|values|sheets|parts|members|spreadsheets)\b/;
  expect(
    allIssues().flatMap(({ code, en, hintEn }) =>
      [fill(en, ones), fill(hintEn, ones)].filter((text) => plural.test(text)).map((text) => `${code}: ${text}`),
    ),
  ).toEqual([]);
});
