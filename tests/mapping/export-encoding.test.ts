import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseTelling } from '../../activities/export-encoding.js';
import { parseFile } from '../../core/parsing/parse.js';
import { encoded } from '../legacy-bytes.js';
import { limits, tempFolder } from '../parsing/parsing.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/presets/${name}`, import.meta.url));

const read = (path: string) =>
  parseTelling({ path, fileName: 'a.csv', outDir: tempFolder(), hints: {}, limits }, (task) => parseFile(task));

describe('where no encoding is declared', () => {
  test.each(['alipay-statement.csv', 'alipay-statement-older.csv', 'alipay-merchant-ledger.csv'])(
    '%s tells it by its header',
    async (name) => {
      expect(await read(fixture(name))).toMatchObject({ ok: true, encoding: 'gb18030' });
    },
  );

  test('a list of no known export is asked about', async () => {
    const path = join(tempFolder(), 'list.csv');
    writeFileSync(path, encoded('gb18030', '编号,客户名称,联系人,备注\n001,苏州明远贸易,张伟,常客\n'));
    expect(await read(path)).toMatchObject({ ok: false, code: 'encoding-unknown' });
  });
});
