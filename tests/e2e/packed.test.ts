import { existsSync, readdirSync } from 'node:fs';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { encoded } from '../legacy-bytes.js';
import { Desk, run, runJson, startUp, type Delivered, type Up } from './program.js';

interface Packed extends Delivered {
  parent: string | null;
  members: string[];
  leftOut: { member: string; code: string; hint: string }[];
}

const desk = new Desk();
beforeAll(() => desk.init('--lang', 'zh'));
afterAll(() => desk.remove());

const north = '客户编号,客户名称,手机\nN1,苏州明远,13800138000\nN2,成都锦程,13900139000\n';
const south = '客户编号,客户名称,手机\nS1,广州恒达,13700137000\n';
const parts = [
  { name: '', nameBytes: encoded('gbk', '分公司/华北.csv'), data: encoded('gbk', north) },
  { name: '', nameBytes: encoded('gbk', '分公司/华南.csv'), data: south },
  { name: 'readme.txt', data: 'hello' },
  { name: '__MACOSX/._x', data: 'x' },
  { name: 'secret.csv', data: 'x', encrypted: true },
];

test('ingest takes a ZIP apart: the ZIP first, then what came of each member', async () => {
  const path = desk.file('各分公司.zip', zipOf(parts));
  const { code, json } = await desk.json<{ deliveries: Packed[] }>('ingest', path, '--dataset', 'customers');
  expect(code).toBe(3);
  const [zip, ...members] = json.deliveries;
  expect(zip).toMatchObject({ file: '各分公司.zip', status: 'committed', batch: null, rows: 3, new: 3, parent: null });
  expect(zip?.members).toEqual(members.map(({ delivery }) => delivery));
  expect(zip?.leftOut.map(({ member, code: why }) => [member, why])).toEqual([
    ['readme.txt', 'member-not-a-spreadsheet'],
    ['__MACOSX/._x', 'member-system-file'],
    ['secret.csv', 'member-encrypted'],
  ]);
  expect(members).toMatchObject([
    { file: '分公司/华北.csv', parent: zip?.delivery, status: 'committed', rows: 2 },
    { file: '分公司/华南.csv', parent: zip?.delivery, status: 'committed', rows: 1 },
  ]);
  for (const { receipt } of json.deliveries) expect(existsSync(receipt ?? '')).toBe(true);
  expect(await desk.sql('select name from customers order by name')).toHaveLength(3);
  expect(await desk.sql("select file_name, parent from deliveries where via = 'member' order by file_name")).toEqual([
    { file_name: '分公司/华北.csv', parent: zip?.delivery },
    { file_name: '分公司/华南.csv', parent: zip?.delivery },
  ]);
});

test('check judges each spreadsheet in it, and sums up; nothing is written', async () => {
  const path = desk.file('各分公司.zip', zipOf(parts));
  const args = ['check', path, '--dataset', 'customers', '--workspace', desk.root];
  const { code, json } = await runJson<{
    rows: number;
    members: { member: string; rows: number; reason: { code: string } | null }[];
  }>(args);
  expect(code).toBe(3);
  expect(json).toMatchObject({ rows: 3, accepted: 3, rejected: 0, issues: [] });
  expect(json.members.map(({ member, rows, reason }) => [member, rows, reason?.code])).toEqual([
    ['分公司/华北.csv', 2, undefined],
    ['分公司/华南.csv', 1, undefined],
    ['readme.txt', 0, 'member-not-a-spreadsheet'],
    ['__MACOSX/._x', 0, 'member-system-file'],
    ['secret.csv', 0, 'member-encrypted'],
  ]);
  const { stdout } = await run(args);
  expect(stdout).toMatch(/^分公司\/华北\.csv → customers\n2 行/);
});

describe('with a running keeper', () => {
  let up: Up;
  beforeAll(async () => {
    up = await startUp(desk.root);
  });
  afterAll(() => up.stop());

  test('a ZIP dropped into an inbox: the ZIP and each member are told; the inbox is empty', async () => {
    const path = desk.file('更多.zip', zipOf([parts[0]!, { name: 'new.csv', data: south.replace('S1', 'S2') }]));
    copyFileSync(path, join(desk.root, 'inbox', '客户', '更多.zip'));
    expect(await up.delivered('new.csv')).toMatchObject({ status: 'committed', new: 1 });
    expect(await up.delivered('更多.zip')).toMatchObject({
      status: 'committed',
      rows: 1,
      reason: { code: 'unpacked' },
    });
    expect(await up.delivered('分公司/华北.csv')).toMatchObject({ status: 'duplicate' });
    expect(readdirSync(join(desk.root, 'inbox', '客户'))).toEqual([]);
  });

  test('text for people: the members below their ZIP, what may be missed with its hint', async () => {
    const path = desk.file('again.zip', zipOf(parts));
    const { stdout, code } = await run(['ingest', path, '--dataset', 'customers', '--workspace', desk.root]);
    expect(code).toBe(3);
    const [zip, first] = stdout.split('\n');
    expect(zip).toMatch(/^= again\.zip/);
    expect(first).toMatch(/^ {2}= 分公司\/华北\.csv/);
    expect(stdout).toMatch(/! secret\.csv .*不设密码/);
  });

  test('a hostile ZIP is refused by name', async () => {
    const path = desk.file('climb.zip', zipOf([{ name: '../../etc/a.csv', data: 'a,b\n' }]));
    const { code, json } = await desk.json<{ deliveries: Packed[] }>('ingest', path, '--dataset', 'customers');
    expect(code).toBe(4);
    expect(json.deliveries).toMatchObject([{ status: 'refused', reason: { code: 'zip-climbing-name' }, members: [] }]);
    expect(json.deliveries[0]?.reason?.hint).not.toBe('');
  });
});
