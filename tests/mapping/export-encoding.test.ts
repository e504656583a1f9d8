import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseTelling } from '../../activities/export-encoding.js';
import { parseFile } from '../../core/parsing/parse.js';
import { encoded } from '../legacy-bytes.js';
import type { ParseHints } from '../../schemas/staging.js';
import { unsure } from '../../schemas/staging.js';
import { limits, tempFolder } from '../parsing/parsing.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/presets/${name}`, import.meta.url));

const read = (path: string, hints: ParseHints = {}) =>
  parseTelling({ path, fileName: 'a.csv', outDir: tempFolder(), hints, limits }, (task) => parseFile(task));

function written(label: string, text: string): string {
  const path = join(tempFolder(), 'list.csv');
  writeFileSync(path, encoded(label, text));
  return path;
}

describe('where no encoding is declared', () => {
  test.each(['alipay-statement.csv', 'alipay-statement-older.csv', 'alipay-merchant-ledger.csv'])(
    '%s tells it by its header',
    async (name) => {
      expect(await read(fixture(name))).toMatchObject({ ok: true, encoding: 'gb18030' });
    },
  );

  test('a list of no known export is asked about', async () => {
    const path = written('gb18030', '编号,客户名称,联系人,备注\n001,苏州明远贸易,张伟,常客\n');
    expect(await read(path)).toMatchObject({ ok: false, code: 'encoding-unknown' });
  });
});

const salesforce = (...names: string[]): string =>
  ['Id,IsDeleted,Name,BillingCity,OwnerId,CreatedDate,LastModifiedDate,SystemModstamp']
    .concat(names.map((name, at) => `0015g0000${at},0,${name},Rome,0055g,2024-01-02,2024-01-02,2024-01-02`))
    .join('\n');

describe('an export with headers in English', () => {
  test.each([{}, { legacyEncoding: 'gb18030' }])(
    'is in Windows-1252 where its letters are Western ones (%j)',
    async (hints) => {
      for (const names of [
        ['Müller GmbH', 'Société Générale'],
        ['Straße'],
        ['Zoë’s Café – “Été”', 'Köln'],
        ['Compañía São Conceição'],
        ['Jyväskylä Töölö', '€ 5 “Best”'],
        [
          'Søren Jørgensen',
          'Møller & Bøe',
          'Università Roma',
          'Lunedì più',
          'Hélène Mère',
          'Où sûr',
          'Ève, È vero, caffè e tè',
        ],
        ['São João', 'Limões', 'Guimarães', 'Peña', 'Núñez', 'Kœnig ¾ l'],
      ]) {
        const file = await read(written('windows-1252', salesforce(...names)), hints);
        expect(file).toMatchObject({ ok: true, encoding: 'windows-1252', sureness: { encoding: { by: 'evidence' } } });
        expect(file).not.toHaveProperty('encodings');
      }
    },
  );

  test.each([
    ['gb18030', ['苏州明远贸易有限公司', '成都锦程科技']],
    ['gb18030', ['镕']],
    ['big5', ['臺北市許功蓋']],
    ['windows-1250', ['Łódź', 'Kraków', 'Gdańsk']],
    ['windows-1250', ['Plzeň, Dvořákova', 'Žižkov', 'České Budějovice']],
    ['windows-1250', ['Jiří', 'Zdeněk']],
    ['windows-1250', ['Kovačić']],
    ['windows-1250', ['Erdős', 'Jenő']],
    ['windows-1250', ['Novák Kučera']],
    ['windows-1250', ['Černý', 'Zieliński']],
    ['windows-1250', ['Ruženka Koľková']],
    ['windows-1250', ['Michał Kaźmierczak']],
    ['windows-1251', ['Москва']],
    ['windows-1254', ['İstanbul Ağaoğlu', 'Şişli']],
  ])('%s: %s is asked about', async (label, names) => {
    const file = await read(written(label, salesforce(...names)));
    expect(file).toMatchObject({ code: 'encoding-unknown' });
    const shown = file.encodings?.find((one) => one.label === label)?.sample ?? '';
    expect(shown).toContain(names[0]);
  });

  test.each(['outlook-contacts-de.csv', 'outlook-contacts-fr.csv', 'outlook-contacts-es.csv'])(
    '%s as Outlook writes it is in Windows-1252',
    async (name) => {
      const path = written('windows-1252', readFileSync(fixture(name), 'utf8'));
      for (const hints of [{}, { legacyEncoding: 'gb18030' }])
        expect(await read(path, hints)).toMatchObject({ ok: true, encoding: 'windows-1252' });
    },
  );

  test('of Chinese text the encodings of Europe are offered as one', async () => {
    const text = '编号,客户名称,联系人,备注\n001,苏州明远贸易有限公司,张伟,常客\n002,上海中华科技有限公司,王芳,常客\n';
    const file = await read(written('gb18030', text));
    const labels = file.encodings?.map(({ label }) => label) ?? [];
    expect(labels[0]).toBe('gb18030');
    expect(labels).toEqual(expect.not.arrayContaining(['windows-1250', 'windows-1254']));
  });

  test('encodings in which it reads alike are offered once', async () => {
    const file = await read(written('windows-1252', 'Kundennummer,Firma\n1,Müller GmbH\n'));
    expect(file.encodings?.map(({ label }) => label)).not.toContain('windows-1250');
    expect(file.encodings?.map(({ label }) => label)).toContain('windows-1252');
  });

  test('a list that no export is like is asked about', async () => {
    const path = written('windows-1252', 'Kundennummer,Firma\n1,Müller GmbH\n');
    expect(await read(path)).toMatchObject({ code: 'encoding-unknown' });
  });
});

describe('a declared Windows-1252', () => {
  const confidence = async (label: string, text: string): Promise<number> => {
    const file = await read(written(label, text), { legacyEncoding: 'windows-1252' });
    return (file.ok && file.sureness.encoding?.confidence) || 0;
  };

  test('is sure of its own text, not of Chinese', async () => {
    expect(await confidence('windows-1252', 'Nr,Firma\n1,Müller\n')).toBeGreaterThan(unsure);
    expect(await confidence('windows-1252', 'Nr,Empresa\n1,Compañía\n2,Conceição\n')).toBeGreaterThan(unsure);
    expect(await confidence('gb18030', 'Nr,Name\n1,张伟\n')).toBeLessThan(unsure);
  });
});
