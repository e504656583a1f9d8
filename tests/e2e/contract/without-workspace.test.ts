import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, run, runJson } from '../program.js';
import { bytesOf, openBook, workbook } from '../workbooks.js';
import { people } from './people.js';
import type { Told } from './people.js';

describe('without a workspace', () => {
  const desk = new Desk();
  afterAll(() => desk.remove());

  test.each([
    [['no-such-verb'], 'usage'],
    [['check'], 'usage'],
    [['check', 'x.csv'], 'usage'],
    [['sql', 'select 1', '--format', 'xml'], 'usage'],
    [['status'], 'no-workspace'],
    [['sql', 'select 1'], 'no-workspace'],
    [['ingest', 'x.csv'], 'no-such-file'],
    [['up'], 'no-workspace'],
  ])('%j is wrong use: exit 2 and one error object', async (args, code) => {
    const ran = await runJson<Told>(args, { cwd: desk.folder });
    expect(ran.code).toBe(2);
    expect(ran.json).toMatchObject({ ok: false, error: { code } });
    expect(Object.keys(ran.json.error)).toEqual(['code', 'message', 'hint']);
  });

  test('errors without --json go to stderr alone', async () => {
    const ran = await run(['status'], { cwd: desk.folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('sheetkeep init');
  });

  test('help and version end well', async () => {
    for (const args of [['--help'], ['--version'], ['help', 'ingest'], ['ingest', '--help']])
      expect(await run(args)).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    ['broken.xlsx', 'PK\u0003\u0004 and no more'],
    ['empty.csv', ''],
    ['report.pdf', '%PDF-1.7 made of rows'],
  ])('%s is refused by name: read and check exit 4', async (name, text) => {
    const path = desk.file(name, text);
    for (const args of [
      ['read', path],
      ['check', path, '--dataset', 'customers'],
    ]) {
      const { code, json } = await runJson<Told>(args);
      expect({ code, ok: json.ok }).toEqual({ code: 4, ok: false });
      expect(json.error.code).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(json.error.hint).not.toBe('');
    }
  });

  test('a .gz: read and check tell the member; one that cannot be read is refused by its reason', async () => {
    const path = desk.file('people.csv.gz', gzipSync('external_id,name,email\nC1,Ann Lee,ann@example\n'));
    const read = await runJson(['read', path]);
    expect(read.json).toMatchObject({ format: 'csv', encoding: 'utf-8', tables: [{ member: 'people.csv', rows: 1 }] });
    const checked = await runJson(['check', path, '--dataset', 'customers']);
    expect(checked.json).toMatchObject({
      rows: 1,
      rejected: 1,
      encoding: 'utf-8',
      mapping: [{ member: 'people.csv', field: 'external_id' }, {}, {}],
      issues: [{ member: 'people.csv', field: 'email' }],
      members: [{ member: 'people.csv', rows: 1, reason: null }],
    });
    const pdf = desk.file('report.gz', gzipSync('%PDF-1.7 made of rows'));
    for (const args of [
      ['read', pdf],
      ['check', pdf, '--dataset', 'customers'],
    ])
      expect(await runJson<Told>(args)).toMatchObject({ code: 4, json: { ok: false, error: { code: 'pdf' } } });
  });

  test('a file that is not there: wrong use', async () => {
    for (const verb of ['read', 'check']) {
      const args = verb === 'check' ? ['--dataset', 'customers'] : [];
      const { code, json } = await runJson<Told>([verb, join(desk.folder, 'nowhere.csv'), ...args]);
      expect(code).toBe(2);
      expect(json.error.message).toContain('nowhere.csv');
    }
  });

  test('read prints tables and rows, stored text as it is', async () => {
    const bytes = await workbook({
      客户: [
        ['编号', '日期'],
        ['007', new Date(Date.UTC(2024, 2, 5))],
        ['a', null],
      ],
    });
    const path = desk.file('read.xlsx', bytes);
    const ran = await run(['read', path]);
    const lines = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toMatchObject([
      { table: 0, sheet: '客户', headerRows: [1], firstRow: 2, lastRow: 3, columns: expect.anything() as unknown },
      { row: 2, cells: ['007', '2024-03-05'] },
      { row: 3, cells: ['a', null] },
    ]);
    expect(await run(['read', path, '--format', 'csv'])).toMatchObject({
      code: 0,
      stdout: '编号,日期\n007,2024-03-05\na,\n',
    });
    const { json } = await runJson(['read', path]);
    expect(Object.keys(json)).toEqual(['tables', 'format', 'encoding', 'dialect', 'sureness', 'issues']);
    expect(json['tables']).toMatchObject([{ sheet: '客户', headerRows: [1], rows: 2 }]);
  });

  test('a list without names of columns proposes nothing to paste, and what to do is told', async () => {
    const list = 'a1,1,2024-01-01\nb2,2,2024-01-02\nc3,3,2024-01-03\n';
    const ran = await run(['schema', 'infer', desk.file('nameless.csv', list)]);
    expect(ran).toMatchObject({ code: 0, stdout: '' });
    expect(ran.stderr).toContain('write the names of the columns above the first row');
    expect(ran.stderr).not.toContain('Paste');
  });

  test('read tells beside the rows what stands in none of them', async () => {
    const two = [
      ['编号', '名称'],
      ['C1', '甲'],
      ['C2', '乙'],
    ];
    const book = await openBook(
      desk.file('two.xlsx', await workbook({ 北京: two, 上海: [...two, ['C3', '丙']], 旧: two })),
    );
    const hidden = book.getWorksheet('旧');
    if (hidden) hidden.state = 'veryHidden';
    const path = desk.file('three.xlsx', await bytesOf(book));
    const told = '! 旧: The sheet is hidden and was skipped. Show the sheet if it should be read.\n';
    expect(await run(['read', path])).toMatchObject({ code: 0, stderr: told });
    const csv = await run(['read', path, '--format', 'csv', '--lang', 'zh']);
    expect(csv.stdout).toBe('编号,名称\nC1,甲\nC2,乙\nC3,丙\n');
    expect(csv.stderr).toMatch(/^! 旧：该工作表是隐藏的[^]*\n! 共 2 个表，只写出最大的一个/);
    expect((await run(['read', path, '--json'])).stderr).toBe('');
    const ragged = Array.from({ length: 25 }, (_, at) => `C${at},a,b\n`).join('');
    const many = await run(['read', desk.file('ragged.csv', `id,name\n1,a\n2,b\n${'3,c\n'.repeat(40)}${ragged}`)]);
    expect(many.stderr.trimEnd().split('\n').at(-1)).toMatch(/^! \d+ more: --json lists them all$/);
  });

  test('read writes CSV in the code page of an older program; what it lacks is told, and the exit says so', async () => {
    const path = desk.file('list.csv', '客户编号,客户名称\nC1,张三\n');
    const held = await run(['read', path, '--format', 'csv', '--code-page', 'gbk']);
    // The bytes of 张三 in GBK are no UTF-8.
    expect(held).toMatchObject({ code: 0, stderr: '' });
    expect(held.stdout).not.toContain('张三');
    const lacked = await run(['read', path, '--format', 'csv', '--code-page', 'windows-1252']);
    expect(lacked).toMatchObject({ code: 3, stdout: '____,____\nC1,__\n' });
    expect(lacked.stderr).toContain('10 characters are not in windows-1252');
    const rows = await run(['read', path, '--code-page', 'gbk']);
    expect(rows).toMatchObject({ code: 2, stdout: '' });
    expect(rows.stderr).toContain('--format csv');
    expect(await run(['read', path, '--marks', '--format', 'csv'])).toMatchObject({ code: 2, stdout: '' });
  });

  test('a sheet asked of a text file is wrong use, its first one is the file', async () => {
    const path = desk.file('sheets.csv', 'code,name\n007,Anna\n');
    for (const verb of [['read'], ['schema', 'infer']]) {
      const { code, json } = await runJson<Told>([...verb, path, '--sheet', '北京']);
      expect({ code, error: json.error }).toEqual({
        code: 2,
        error: {
          code: 'text-has-no-sheets',
          message: 'sheets.csv: It is a text file (CSV, TSV, TXT): it has no sheets to choose from.',
          hint: expect.stringContaining('without --sheet') as unknown,
        },
      });
    }
    const zh = await run(['read', path, '--sheet', '1', '--lang', 'zh']);
    expect(zh).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('请去掉 --sheet') as unknown });
    expect(await run(['read', path, '--sheet', '0', '--format', 'csv'])).toMatchObject({
      code: 0,
      stdout: 'code,name\n007,Anna\n',
    });
  });

  test('check maps and judges and writes nothing', async () => {
    const path = desk.file('people.csv', people);
    const before = readdirSync(desk.folder).sort();
    const { code, json } = await runJson(['check', path, '--dataset', 'customers'], { cwd: desk.folder });
    expect(json).toMatchObject({ encoding: 'utf-8', sureness: { encoding: { by: 'valid', confidence: 1 } } });
    expect(code).toBe(3);
    expect(json).toMatchObject({ rows: 6, accepted: 3, rejected: 1, duplicates: 1, skipped: 1 });
    expect(json['mapping']).toContainEqual({ column: '3', header: 'email', field: 'email', confidence: 1 });
    expect(json['issues']).toMatchObject([
      { code: 'email-invalid', level: 'error', sheet: null, row: 3, column: '3', field: 'email', value: 'bob@example' },
    ]);
    expect(readdirSync(desk.folder).sort()).toEqual(before);
  });

  test('init makes inbox folders in the language asked for, and refuses a second time', async () => {
    const zh = new Desk('客户库');
    try {
      const { code, json } = await runJson(['init', zh.root, '--lang', 'zh']);
      expect(code).toBe(0);
      expect(json['workspace']).toBe(zh.root);
      expect(existsSync(join(zh.root, 'inbox', '客户'))).toBe(true);
      expect(readFileSync(join(zh.root, 'sheetkeep.config.ts'), 'utf8')).toContain('Asia/Shanghai');
      expect(await runJson(['init', zh.root])).toMatchObject({
        code: 2,
        json: { error: { code: 'workspace-exists' } },
      });
      const checked = await zh.json(
        'check',
        zh.file('gbk.csv', Buffer.from('d0d5c3fb2cb5e7bbb00ad5c5c8fd2c31333830303133383030300a', 'hex')),
        '--dataset',
        'customers',
      );
      expect(checked).toMatchObject({ code: 0, json: { rows: 1, accepted: 1 } });
      expect(checked.json['mapping']).toMatchObject([
        { header: '姓名', field: 'name' },
        { header: '电话', field: 'phone' },
      ]);
    } finally {
      zh.remove();
    }
  });
});
