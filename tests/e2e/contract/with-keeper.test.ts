import { mkdirSync, chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, isAbsolute } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, run, runJson, startUp } from '../program.js';
import type { Delivered, Up } from '../program.js';
import { people } from './people.js';
import type { Told } from './people.js';

describe('with a running keeper', () => {
  const desk = new Desk();
  let keeper: Up | undefined;
  let first: Delivered;
  beforeAll(async () => {
    await desk.init();
    keeper = await startUp(desk.root);
    first = await desk.ingest(desk.file('people.csv', people), '--dataset', 'customers');
  });
  afterAll(async () => {
    await keeper?.stop();
    desk.remove();
  });

  test('ingest tells batch, counts and the receipt workbook', () => {
    expect(first).toMatchObject({
      status: 'committed',
      rows: 6,
      accepted: 3,
      new: 3,
      changed: 0,
      unchanged: 0,
      rejected: 1,
      duplicates: 1,
      skipped: 1,
    });
    expect(first.batch).toMatch(/^\d+$/);
    expect(isAbsolute(first.receipt ?? '')).toBe(true);
    expect(existsSync(first.receipt ?? '')).toBe(true);
  });

  test('the exit code of ingest says what happened', async () => {
    const clean = desk.file('clean.csv', 'external_id,name\nK1,Kim\n');
    expect(await desk.json('ingest', clean, '--dataset', 'customers')).toMatchObject({
      code: 0,
      json: { deliveries: [{ status: 'committed' }] },
    });
    expect(await desk.json('ingest', clean, '--dataset', 'customers')).toMatchObject({
      code: 0,
      json: { deliveries: [{ status: 'duplicate', batch: null }] },
    });
    const bad = desk.file('bad.csv', 'external_id,name,email\nK2,Kit,no\n');
    const dark = desk.file('dark.xlsx', 'PK\u0003\u0004');
    const both = await desk.json<{ deliveries: Delivered[] }>('ingest', bad, dark, '--dataset', 'customers');
    expect(both.code).toBe(4);
    expect(both.json.deliveries.map(({ status, rejected }) => [status, rejected])).toEqual([
      ['committed', 1],
      ['refused', 0],
    ]);
    expect(existsSync(both.json.deliveries[1]?.receipt ?? '')).toBe(true);
    expect((await desk.json('ingest', bad.replace('bad', 'gone'), '--dataset', 'customers')).code).toBe(2);
    expect((await desk.json('ingest', clean, '--dataset', 'nothing')).code).toBe(2);
    expect((await desk.json('ingest', clean, '--source', 'nothing')).code).toBe(2);
  });

  test('status tells keeper, queues, sources and the last deliveries', async () => {
    const { code, json } = await desk.json('status');
    expect(code).toBe(0);
    expect(json).toMatchObject({
      keeper: { running: true, pid: keeper?.pid },
      queues: { waiting: 0 },
      lastSnapshot: null,
      lastDrill: null,
    });
    expect((json['sources'] as { source: string }[]).map(({ source }) => source)).toContain('customers');
    expect(json['deliveries']).toContainEqual(
      expect.objectContaining({
        delivery: first.delivery,
        batch: first.batch,
        file: 'people.csv',
        status: 'committed',
      }),
    );
    const text = await desk.run('status');
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(new RegExp(`people\\.csv +taken in +6 +3 +1 +${first.batch}\n`));
    expect((await desk.run('status', '--lang', 'zh')).stdout).toMatch(/people\.csv +已入库/);
  });

  test('status names the files that wait, and why', async () => {
    const folder = join(desk.root, 'inbox', 'customers');
    writeFileSync(join(folder, 'cut.xlsx'), 'PK\u0003\u0004 and no more');
    writeFileSync(join(folder, '~$open.xlsx'), 'x');
    writeFileSync(join(folder, 'open.xlsx'), 'x');
    type Status = { queues: { waiting: number }; waiting: { source: string; file: string; reason: string }[] };
    const find = async () => (await desk.json<Status>('status')).json;
    // Between two looks a file that holds still waits for its turn.
    const passing = new Set(['moving', 'turn']);
    const isTold = ({ waiting }: Status) => waiting.length === 2 && !waiting.some(({ reason }) => passing.has(reason));
    let told = await find();
    while (!isTold(told)) told = await find();
    expect(told.queues.waiting).toBe(2);
    expect(Object.fromEntries(told.waiting.map(({ file, reason }) => [file, reason]))).toEqual({
      'cut.xlsx': 'not-whole',
      'open.xlsx': 'open',
    });
    expect((await desk.run('status', '--lang', 'zh')).stdout).toMatch(/cut\.xlsx：文件不完整/);
    for (const name of ['cut.xlsx', '~$open.xlsx', 'open.xlsx']) rmSync(join(folder, name));
  });

  test('status names what is no file and is left alone', async () => {
    const folder = join(desk.root, 'inbox', 'customers', '2024');
    mkdirSync(folder);
    type Status = { leftAlone: { source: string; file: string; reason: string }[] };
    const find = async () => (await desk.json<Status>('status')).json.leftAlone;
    while ((await find()).length === 0);
    expect(await find()).toEqual([{ source: 'customers', file: '2024', reason: 'folder' }]);
    expect((await desk.run('status')).stdout).toContain('customers: 2024 is a folder and is left alone');
    rmSync(folder, { recursive: true });
  });

  test('analysts see the tables and columns of the contract', async () => {
    const tables = (await desk.sql<{ name: string }>('SELECT table_name AS name FROM information_schema.tables')).map(
      ({ name }) => name,
    );
    const datasets = ['customers', 'contacts', 'orders', 'interactions', 'campaigns', 'opportunities', 'feedback'];
    const others = ['records', 'aliases', 'rejected', 'deliveries', 'batches', 'issues', 'meta', 'dictionary'];
    expect(tables).toEqual(
      expect.arrayContaining([...datasets, ...datasets.map((name) => `history_${name}`), ...others]),
    );
    const columns = await desk.sql<{ name: string; type: string }>(
      "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = 'customers' ORDER BY ordinal_position",
    );
    const system = ['id', 'customer_id', 'extra', 'source', 'delivery', 'sheet', 'row', 'changed_at'];
    const fields =
      'external_id name contact_name email phone wechat company credit_code id_number bank_account country province city district address postcode birthday signup_date last_contact industry customer_type status owner credit_limit currency website tags notes'.split(
        ' ',
      );
    expect(columns.map(({ name }) => name)).toEqual(expect.arrayContaining([...system, ...fields]));
    const [ann] = await desk.sql(
      "SELECT id = customer_id AS own, external_id, phone, signup_date, credit_limit, extra, source, delivery, sheet, row FROM customers WHERE external_id = 'C1'",
    );
    expect(ann).toEqual({
      own: true,
      external_id: 'C1',
      phone: '+14155552671',
      signup_date: '2024-03-05',
      credit_limit: '1234567890123.5000',
      extra: '{"shoe size":"38"}',
      source: 'customers',
      delivery: first.delivery,
      sheet: null,
      row: 2,
    });
    const history = await desk.sql<{ name: string }>(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'history_customers'",
    );
    expect(history.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['id', 'version', 'valid_from', 'valid_to', 'batch']),
    );
    expect(
      await desk.sql(
        "SELECT field, label_en, label_zh FROM dictionary WHERE dataset = 'customers' AND field = 'phone'",
      ),
    ).toHaveLength(1);
  });

  test('sql: formats, one JSON object, and nothing but reading', async () => {
    const ask =
      "SELECT external_id, 9007199254740993 AS big, 1.50::DECIMAL(9,2) AS money FROM customers WHERE external_id = 'C1'";
    expect((await desk.run('sql', ask, '--format', 'csv')).stdout).toBe(
      'external_id,big,money\nC1,9007199254740993,1.50\n',
    );
    expect(await desk.sql(ask)).toEqual([{ external_id: 'C1', big: '9007199254740993', money: '1.50' }]);
    const { code, json } = await desk.json('sql', ask);
    expect({ code, rows: json['rows'] }).toEqual({
      code: 0,
      rows: [{ external_id: 'C1', big: '9007199254740993', money: '1.50' }],
    });
    for (const query of [
      'DELETE FROM customers',
      "SELECT * FROM read_text('/etc/hostname')",
      "COPY customers TO 'x.csv'",
      'SELECT nothing FROM nowhere',
    ])
      expect(await desk.json<Told>('sql', query)).toMatchObject({
        code: expect.toBeOneOf([2, 4]) as number,
        json: { ok: false },
      });
  });

  test('explain and history go from the thing to its cells', async () => {
    const [{ id }] = (await desk.sql<{ id: string }>("SELECT id FROM customers WHERE external_id = 'C1'")) as [
      { id: string },
    ];
    const explained = await desk.json('explain', 'customers', String(id), 'phone');
    expect(explained).toMatchObject({
      code: 0,
      json: {
        dataset: 'customers',
        fields: [
          {
            field: 'phone',
            value: '+14155552671',
            winner: { row: 2, column: '4', raw: '+1 415 555 2671', delivery: first.delivery },
          },
        ],
      },
    });
    const history = await desk.json('history', 'customers', String(id));
    expect(history).toMatchObject({ code: 0, json: { versions: [{ version: 1, batch: first.batch, validTo: null }] } });
    const none = await desk.run('history', 'customers', String(id), '--limit', '0');
    expect(none).toMatchObject({ code: 0, stdout: '', stderr: '1 older, not shown: name a greater --limit\n' });
    for (const args of [
      ['explain', 'customers', '999999'],
      ['history', 'customers', '999999'],
    ])
      expect(await desk.json<Told>(...args)).toMatchObject({ code: 2, json: { error: { code: 'thing-unknown' } } });
    for (const args of [
      ['explain', 'nothing', '1'],
      ['history', 'customers', 'x'],
    ])
      expect(await desk.json<Told>(...args)).toMatchObject({ code: 2, json: { ok: false } });
  });

  test('undo: a plan changes nothing, undo takes back, again is no more', async () => {
    const changed = people.replace('ann@example.com', 'ann.lee@example.com');
    const from = new Date().toISOString();
    const second = await desk.ingest(desk.file('people2.csv', changed), '--dataset', 'customers');
    expect(second).toMatchObject({ new: 0, changed: 1, unchanged: 2 });
    const to = new Date().toISOString();
    const diff = await desk.json('diff', '--from', from, '--to', to);
    expect(diff).toMatchObject({
      code: 0,
      json: { count: 1, differences: [{ kind: 'changed', dataset: 'customers' }] },
    });
    const none = await run(['diff', '--from', '2020-01-01', '--to', '2020-01-02'], { cwd: desk.root });
    expect([none.code, none.stdout]).toEqual([0, 'no differences\n']);
    expect(await desk.json('history', 'customers', 'C1')).toMatchObject({
      code: 2,
      json: { error: { code: 'thing-unknown', hint: expect.stringContaining('column id') as unknown } },
    });
    const plan = await desk.json('undo', second.batch ?? '', '--plan');
    expect(plan).toMatchObject({ code: 0, json: { batch: second.batch, removed: 0, reverted: 1 } });
    expect(await desk.sql("SELECT email FROM customers WHERE external_id = 'C1'")).toEqual([
      { email: 'ann.lee@example.com' },
    ]);
    expect(await desk.json('undo', second.batch ?? '')).toMatchObject({
      code: 0,
      json: { batch: second.batch, removed: 0, reverted: 1 },
    });
    expect(await desk.sql("SELECT email FROM customers WHERE external_id = 'C1'")).toEqual([
      { email: 'ann@example.com' },
    ]);
    const again = await desk.json('undo', second.batch ?? '');
    expect(again).toMatchObject({ code: 0, json: { removed: 0, reverted: 0, alreadyUndone: true } });
    const text = await desk.run('undo', second.batch ?? '');
    expect(text).toMatchObject({ code: 0, stdout: `batch ${second.batch} was taken back before: nothing to do\n` });
    expect((await desk.json('undo', '999999')).code).toBe(2);
    expect((await desk.json('undo', 'x')).code).toBe(2);
  });

  test('audit and reconcile', async () => {
    expect(await desk.json('audit', 'verify')).toMatchObject({ code: 0, json: { ok: true } });
    const { json } = await desk.json<{ entries: { seq: number; at: string; actor: string; action: string }[] }>(
      'audit',
      'list',
      '--action',
      'commit',
    );
    expect(json.entries.length).toBeGreaterThan(0);
    expect(json.entries.every(({ at }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at))).toBe(true);
    const some = await desk.run('audit', 'list', '--limit', '1');
    expect(some.stdout.trim().split('\n')).toHaveLength(1);
    expect(some.stderr).toMatch(/^\d+ older, not shown: name a greater --limit$/m);
    const none = await desk.run('audit', 'list', '--action', 'erase', '--lang', 'zh');
    expect([none.stdout, none.stderr]).toEqual(['', '没有记录\n']);
    for (const wrong of [
      ['--limit', 'many'],
      ['--since', 'yesterday'],
    ])
      expect(await desk.json<Told>('audit', 'list', ...wrong)).toMatchObject({ code: 2, json: { ok: false } });
    expect(await desk.json('reconcile')).toMatchObject({ code: 0, json: { started: 0 } });
  });

  test('a second keeper is refused and names the first; the token guards the socket', async () => {
    const second = await runJson<Told>(['up', '--workspace', desk.root]);
    expect(second).toMatchObject({ code: 4, json: { ok: false, error: { code: 'keeper-running' } } });
    expect(second.json.error.message).toContain(String(keeper?.pid));
    expect((await desk.run('up')).stderr).toMatch(/process \d+, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^.]*$/m);
    const token = join(desk.root, 'run', 'token');
    chmodSync(token, 0o600);
    expect((await desk.json('status')).code).toBe(0);
  });
});
