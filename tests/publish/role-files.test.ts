/** The files of roles: when they are made anew, and when they go. */
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { publishRoles, roleFile } from '../../core/archive/publish/roles.js';
import { historyFile } from '../../core/archive/publish/state.js';
import { customers, datasets } from './datasets.js';
import { contentOf } from './reading.js';
import { SmallLog } from './small-log.js';
import { secret, rolesOf, publishFor, name, phone, deliverAll, shanghai } from './role-kit.js';

let log: SmallLog;
beforeEach(async () => {
  log = await SmallLog.open();
});
afterEach(() => log.close());

test('after a removal the files of every role are made anew, without what was removed', async () => {
  await deliverAll(log);
  const folder = dirname(log.out);
  const { roles } = rolesOf({ sales: {}, other: { datasets: ['customers'] } });
  await publishRoles(log.duck, { folder, roles, datasets, secret });
  await log.remove(await log.recordOf('crm', customers, 'A1'));
  const done = await publishRoles(log.duck, { folder, roles, datasets, secret });
  expect(done.map(({ whole }) => whole)).toEqual(['removal', 'removal', 'removal']);
  const bytes = await Promise.all(
    roles
      .flatMap((role) => [roleFile(folder, role.name), historyFile(roleFile(folder, role.name))])
      .map((one) => readFile(one)),
  );
  expect(bytes.some((each) => each.includes(name) || each.includes(phone))).toBe(false);
});

test('another mask, another key or another rule makes the files anew', async () => {
  await deliverAll(log);
  await publishFor(log, { contact: 'mask' });
  expect((await publishFor(log, { contact: 'hide' })).whole).toBe('settings');
  expect((await publishFor(log, { contact: 'mask' })).whole).toBe('settings');
  expect((await publishFor(log, { contact: 'mask' }, { secret: Buffer.alloc(32, 8) })).whole).toBe('settings');
  await publishFor(log, shanghai);
  expect((await publishFor(log, { rows: { customers: { city: ['北京'] } } })).whole).toBe('settings');
});

test('without history there is no such file, and the key of pseudonyms has to be there', async () => {
  await deliverAll(log);
  await publishFor(log, {});
  expect((await stat(historyFile(log.file('sales')))).isFile()).toBe(true);
  await publishFor(log, { history: false });
  expect((await readdir(dirname(log.out))).sort()).toEqual(['sales.duckdb', 'sales.json']);
  const { secret: _, ...request } = {
    out: log.file('x'),
    datasets,
    role: rolesOf({ x: { contact: 'mask' } }).role('x'),
    secret,
  };
  await expect(publish(log.duck, request)).rejects.toMatchObject({ code: 'pseudonym-key-missing' });
});

test('files that a killed publisher left of a role that is no more are removed, too', async () => {
  const folder = dirname(log.out);
  const request = { folder, datasets, secret };
  const { roles } = rolesOf({ sales: {} });
  const signal = AbortSignal.abort();
  await expect(publishRoles(log.duck, { ...request, roles, only: 'sales', signal })).rejects.toThrow(/stopped|abort/i);
  // What a kill between the two renames leaves: the history is there, its state is not written.
  await writeFile(historyFile(roleFile(folder, 'sales')), 'SENTINEL');
  await publishRoles(log.duck, { ...request, roles: rolesOf({}).roles });
  expect((await readdir(folder)).filter((name) => name.startsWith('sales'))).toEqual([]);
});

test('all roles are published, each its own; files of a role that is no more go', async () => {
  await deliverAll(log);
  const folder = dirname(log.out);
  const { roles } = rolesOf({ sales: { contact: 'mask' }, gone: { datasets: ['orders'] } });
  const first = await publishRoles(log.duck, { folder, roles, datasets, secret });
  expect(first.map(({ role, written }) => [role, written])).toEqual([
    ['analyst', true],
    ['sales', true],
    ['gone', true],
  ]);
  const fewer = rolesOf({ sales: { contact: 'mask' } }).roles;
  const second = await publishRoles(log.duck, { folder, roles: fewer, datasets, secret });
  expect(second.map(({ written }) => written)).toEqual([false, false]);
  expect((await readdir(folder)).filter((one) => one.startsWith('gone'))).toEqual([]);
  const other = publishRoles(log.duck, { folder, roles: fewer, datasets, secret, only: 'saels' });
  await expect(other).rejects.toMatchObject({ code: 'unknown-role', hint: 'Did you mean sales?' });
  expect(await contentOf(roleFile(folder, 'analyst'))).not.toEqual(await contentOf(roleFile(folder, 'sales')));
});
