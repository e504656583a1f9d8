import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, type Up, startUp } from './program.js';

const desk = new Desk();
let keeper: Up | undefined;
beforeAll(async () => {
  await desk.init();
  desk.configure(`{
    datasets: {
      members: {
        label: { en: 'Members', zh: '会员' },
        fields: {
          member_no: { type: 'identifier', identifier: true, aliases: ['Member no.'] },
          name: { type: 'name', required: true },
          since: { type: 'date' },
        },
      },
    },
    sources: { club: { dataset: 'members', complete: true }, shop: { dataset: 'customers' } },
  }`);
  keeper = await startUp(desk.root);
});
afterAll(async () => {
  await keeper?.stop();
  desk.remove();
});

const send = (name: string, text: string | Uint8Array, source: string) =>
  desk.ingest(desk.file(name, text), '--source', source);

test('the same rows arrive again: as the same bytes, under another name, in another order, after an undo', async () => {
  const rows = ['external_id,name,city', 'S1,Ann,Oslo', 'S2,Bob,Rome', 'S3,Cid,Bonn'];
  const text = rows.join('\n');
  const first = await send('shop.csv', text, 'shop');
  expect(first).toMatchObject({ status: 'committed', new: 3 });
  expect(await send('shop.csv', text, 'shop')).toMatchObject({ status: 'duplicate', batch: null, rows: 0 });
  expect(await send('shop (1).csv', text, 'shop')).toMatchObject({ status: 'duplicate', sameAs: 'shop.csv' });
  const [head = '', ...body] = rows;
  const reordered = await send('reordered.csv', [head, ...body.toReversed()].join('\n'), 'shop');
  expect(reordered).toMatchObject({ status: 'committed', new: 0, changed: 0, unchanged: 3 });
  const changed = await send('changed.csv', text.replace('Rome', 'Milan'), 'shop');
  expect(changed).toMatchObject({ new: 0, changed: 1, unchanged: 2 });
  expect(await desk.sql("SELECT version, city FROM history_customers WHERE external_id = 'S2' ORDER BY 1")).toEqual([
    { version: 1, city: 'Rome' },
    { version: 2, city: 'Milan' },
  ]);
  for (const { batch } of [changed, reordered, first]) await desk.json('undo', batch ?? '');
  expect(await send('shop.csv', text, 'shop')).toMatchObject({ status: 'committed', new: 3 });
});

test('the same key with different rows: both are rejected, never by position', async () => {
  const text = 'external_id,name\nT1,Ann\nT1,Ana\nT2,Bob\n';
  expect(await send('twice.csv', text, 'shop')).toMatchObject({ rows: 3, new: 1, rejected: 2 });
});

test('a complete source: what is missing is gone, a sudden loss waits for a person', async () => {
  const members = (count: number) =>
    ['Member no.,name,since', ...Array.from({ length: count }, (_, n) => `00${n},Member ${n},2024-01-0${n + 1}`)].join(
      '\n',
    );
  expect(await send('club.csv', members(8), 'club')).toMatchObject({ new: 8 });
  const fewer = await send('club2.csv', members(7), 'club');
  expect(fewer).toMatchObject({
    unchanged: 7,
    gone: 1,
    receipt: expect.stringContaining('_unchanged7_gone1.xlsx') as string,
  });
  expect(await desk.sql('SELECT member_no, since FROM members WHERE gone')).toEqual([
    { member_no: '007', since: '2024-01-08' },
  ]);

  const unreadable = members(7).replace('2024-01-03', 'some day');
  expect(await send('club-typo.csv', unreadable, 'club')).toMatchObject({ unchanged: 6, rejected: 1 });
  expect(await desk.sql('SELECT member_no FROM members WHERE gone')).toEqual([{ member_no: '007' }]);

  const held = await desk.json<{
    deliveries: { delivery: string; status: string; reason: { code: string; message: string } }[];
  }>('ingest', desk.file('club3.csv', members(2)), '--source', 'club');
  expect(held).toMatchObject({ code: 4, json: { deliveries: [{ status: 'held', reason: { code: 'sudden-loss' } }] } });
  expect(await desk.sql('SELECT count(*) AS n FROM members WHERE gone')).toEqual([{ n: 1 }]);
  const delivery = held.json.deliveries[0]?.delivery ?? '';
  expect(held.json.deliveries[0]?.reason.message).toContain('more than the allowed share of');
  expect(JSON.stringify(held.json.deliveries[0]?.reason)).not.toMatch(/\{[a-z]+\}/i);
  const again = await send('club3 (1).csv', members(2), 'club');
  expect(again).toMatchObject({ status: 'held' });
  const asked = await desk.run('ingest', desk.file('club3 (2).csv', members(2)), '--source', 'club', '--lang', 'zh');
  expect(asked).toMatchObject({
    code: 4,
    stdout: expect.stringMatching(/^‖ club3 \(2\)\.csv\s+[\p{Script=Han}]/u) as string,
  });
  expect(asked.stdout).not.toContain('allowed share');
  await desk.json('snapshot', 'take');
  const objects = join(desk.root, 'snapshots', 'objects');
  renameSync(objects, `${objects}-away`);
  // No snapshot can be built there; were the objects only gone, a full one would be.
  writeFileSync(objects, '');
  const refused = await desk.json('approve', delivery);
  expect(refused).toMatchObject({ code: 4, json: { error: { code: 'snapshot-before-failed' } } });
  expect(await desk.sql('SELECT count(*) AS n FROM members WHERE gone')).toEqual([{ n: 1 }]);
  rmSync(objects);
  renameSync(`${objects}-away`, objects);
  const approved = await desk.json('approve', delivery);
  const alike = { status: 'duplicate', sameAs: 'club3.csv' };
  expect(approved).toMatchObject({
    code: 0,
    json: {
      deliveries: [{ status: 'committed', unchanged: 2, gone: 5 }, { ...alike, delivery: again.delivery }, alike],
    },
  });
  const taken = (await desk.json<{ snapshots: { id: string }[] }>('snapshot', 'list')).json.snapshots;
  expect(taken.at(-1)?.id).toBe(approved.json['snapshotBefore']);
  expect(await desk.sql('SELECT count(*) AS n FROM members WHERE gone')).toEqual([{ n: 6 }]);
  const { stdout: status } = await desk.run('status');
  expect(status).toMatch(/club2\.csv +taken in, 1 gone /);
  expect(status).toMatch(/club3\.csv +taken in, 5 gone /);
  expect(await desk.json('approve', delivery)).toMatchObject({ code: 4, json: { error: { code: 'not-held' } } });
  expect(await desk.json('approve', 'd0')).toMatchObject({ code: 4, json: { error: { code: 'delivery-unknown' } } });
});

test('killed in the middle, the keeper drives what it had landed at its next start, once', async () => {
  const inbox = join(desk.root, 'inbox', 'shop');
  const days = () => readdirSync(join(desk.root, 'done'), { recursive: true, encoding: 'utf8' });
  const moved = () => days().find((name) => name.endsWith('small.csv')) ?? '';
  writeFileSync(join(inbox, 'small.csv'), 'external_id,name\nY1,Ann\n');
  const small = await keeper?.delivered('small.csv');
  await expect.poll(moved).not.toBe('');
  const lines = Array.from({ length: 20_000 }, (_, n) => `Z${n},Customer ${n},c${n}@example.com`);
  writeFileSync(join(inbox, 'large.csv'), ['external_id,name,email', ...lines].join('\n'));
  const isStaged = () => readdirSync(join(desk.root, 'staging')).some((name) => name.startsWith('d'));
  while (!isStaged()) await setTimeout(5);
  await keeper?.kill();
  // As if it had been killed between the two renames that move a file to done/.
  renameSync(join(desk.root, 'done', moved()), join(inbox, `.sheetkeep-${small?.delivery ?? ''}`));
  keeper = await startUp(desk.root);
  await expect.poll(moved).not.toBe('');
  expect(await keeper.delivered('large.csv')).toMatchObject({ status: 'committed', new: 20_000 });
  expect(
    await desk.sql("SELECT count(*) AS n, count(DISTINCT batch) AS batches FROM customers WHERE external_id LIKE 'Z%'"),
  ).toEqual([{ n: 20_000, batches: 1 }]);
});
