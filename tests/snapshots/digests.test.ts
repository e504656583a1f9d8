/** Rows are compared where they are written and where they are restored; digests of another engine say nothing to this one. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Session } from '../../core/archive/duck/session.js';
import { canonicalJson } from '../../core/snapshots/manifest/canonical.js';
import { signed } from '../../core/snapshots/manifest/sign.js';
import { snapshotIds } from '../../core/snapshots/chain.js';
import { Place, key } from './place.js';

const run = Object.getOwnPropertyDescriptor(Session.prototype, 'run')?.value as typeof Session.prototype.run;
const plain = { sealing: { recipients: [], recovery: [] } };

let place: Place;
beforeEach(async () => {
  place = await Place.open();
  place.original('x');
  await place.kit.deliver({ rows: ['1', '2', '3'].map((one) => ({ key: one, a: `a${one}`, b: 'b' })) });
});
afterEach(async () => {
  Session.prototype.run = run;
  await place.kit.close();
  place.kit.remove();
});

/** From now on statements that match are run otherwise, as by a bug of the engine or a flipped bit in memory. */
function spoil(which: RegExp, otherwise: (sql: string) => string): void {
  Session.prototype.run = function (sql: string, params) {
    return run.call(this, which.test(sql) ? otherwise(sql) : sql, params);
  };
}

const spoils: [string, RegExp, (sql: string) => string][] = [
  ['a row less', /content_things/, (sql) => sql.replace(/(WHERE seq [^)]*)/, `$1 AND f_a <> 'a2'`)],
  ['another text', /content_things/, (sql) => sql.replace('"f_a"', `replace(f_a, '2', '3') AS f_a`)],
  ['a value less', /content_things/, (sql) => sql.replace('"f_b"', `nullif(f_b, 'b') AS f_b`)],
];

test.each(spoils)('%s in a file just written: there is no snapshot', async (_what, table, otherwise) => {
  spoil(new RegExp(`^COPY[\\s\\S]*${table.source}`), otherwise);
  await expect(place.take()).rejects.toMatchObject({ code: 'snapshot-write-failed' });
  Session.prototype.run = run;
  expect(await snapshotIds(place.store)).toEqual([]);
  expect((await place.take()).kind).toBe('full');
});

const inserts: [string, (sql: string) => string][] = [
  ['a row less', (sql) => `${sql} AND f_a <> 'a2'`],
  ['a row twice', (sql) => sql.replace('SELECT * FROM', 'SELECT * FROM (SELECT unnest([1, 2])) CROSS JOIN')],
  ['another text', (sql) => sql.replace('SELECT *', `SELECT * REPLACE (replace(f_a, '2', '3') AS f_a)`)],
];

test.each(inserts)('%s in a restored table: nothing is put in place', async (_what, otherwise) => {
  const { id } = await place.take();
  const to = join(place.kit.folder, 'restored');
  spoil(/^INSERT INTO archive\.log\."content_things"/, otherwise);
  await expect(place.restore(id, to)).rejects.toMatchObject({ code: expect.stringMatching(/restore-differs|engine/) });
  Session.prototype.run = run;
  await place.restore(id, to);
});

/** Says other things in the body of an unsealed snapshot, and vouches for it. */
function retell(id: string, change: (text: string) => string): void {
  const path = join(place.root, id, 'manifest.json');
  const { hmac: _, ...manifest } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown> & { hmac: string };
  const at = (name: string) => join(place.root, 'objects', name.slice(0, 2), name);
  const body = change(readFileSync(at(manifest['body'] as string), 'utf8'));
  const name = createHash('sha256').update(body).digest('hex');
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), body);
  const others = (manifest['objects'] as { name: string }[]).filter((one) => one.name !== manifest['body']);
  const { keyId: _k, ...rest } = manifest;
  const objects = [...others, { name, sizeBytes: Buffer.byteLength(body), local: false }];
  const told = { ...rest, body: name, objects: objects.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
  writeFileSync(path, canonicalJson(signed(told, key)));
}

test('a digest that the rows do not have is found; one of another engine is not compared', async () => {
  const { id } = await place.take('full', plain);
  const wrong = (text: string) => text.replace(/"digest":"[0-9a-f]{32}"/g, `"digest":"${'12'.repeat(16)}"`);
  retell(id, wrong);
  const to = join(place.kit.folder, 'restored');
  await expect(place.restore(id, to)).rejects.toMatchObject({ code: 'restore-differs' });
  retell(id, (text) => text.replace(/"engine":"[^"]*"/, '"engine":"v0.0.1"'));
  await place.restore(id, to);
  retell(id, (text) => text.replace('"rows":3', '"rows":4'));
  await expect(place.restore(id, join(place.kit.folder, 'again'))).rejects.toMatchObject({ code: 'restore-differs' });
});
