/** Each way a snapshot can be harmed, for each kind of file in it, is told by the name of the file. */
import {
  appendFileSync,
  chmodSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSnapshots } from '../../core/snapshots/check.js';
import { canonicalJson } from '../../core/snapshots/manifest.js';
import type { Manifest } from '../../core/snapshots/manifest.js';
import { recordedSnapshots } from '../../core/snapshots/ledger.js';
import { restoreSnapshot } from '../../core/snapshots/restore.js';
import { Place, auditFault, key } from './place.js';

let place: Place;
let full: Manifest;
let increment: Manifest;
let recorded: string[];
const copies: string[] = [];

beforeAll(async () => {
  place = await Place.open();
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }], rejected: 1, skipped: 1 });
  full = await place.take();
  await place.kit.deliver({ rows: [{ key: '2', a: 'y' }] });
  increment = await place.take();
  recorded = await place.kit.duck.read(recordedSnapshots);
});
afterAll(async () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  await place.kit.end();
});

/** A seeded number below `n`: the same harm in every run. */
const seeded = (seed: number, n: number): number => (Math.imul(seed + 1, 2654435761) % n) >>> 0;

function flip(path: string, seed: number): void {
  const bytes = readFileSync(path);
  const at = seeded(seed, bytes.length) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (seed % 8));
  rewrite(path, bytes);
}

function rewrite(path: string, bytes: Uint8Array | string): void {
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
}

const segment = (manifest: Manifest, table: string): string =>
  `${manifest.id}/${manifest.files.find((file) => file.table === table)?.name ?? ''}`;
const object = () => `objects/${full.originals[0]?.sha256.slice(0, 2)}/${full.originals[0]?.sha256}`;
const manifestOf = (manifest: Manifest) => `${manifest.id}/manifest.json`;

function edit(root: string, manifest: Manifest, change: (one: Manifest) => unknown): void {
  rewrite(join(root, manifestOf(manifest)), canonicalJson(change(structuredClone(manifest))));
}

interface Harm {
  name: string;
  /** Answers the file that must be named. */
  file: () => string;
  fault: string;
  do: (root: string, path: string) => void;
}

const files: readonly (readonly [string, () => string])[] = [
  ['a segment of contents', () => segment(full, 'content_things')],
  ['a segment of the audit', () => segment(increment, 'audit')],
  ['the settings', () => `${full.id}/sheetkeep.config.ts`],
  ['an original', object],
];

const harms: Harm[] = [
  ...files.flatMap(([kind, file], i): Harm[] => [
    { name: `a flipped bit in ${kind}`, file, fault: 'damaged', do: (_, path) => flip(path, i) },
    { name: `${kind} cut`, file, fault: 'damaged', do: (_, path) => (chmodSync(path, 0o644), truncateSync(path, 0)) },
    { name: `${kind} gone`, file, fault: 'missing', do: (_, path) => rmSync(path) },
    {
      name: `bytes behind ${kind}`,
      file,
      fault: 'damaged',
      do: (_, path) => (chmodSync(path, 0o644), appendFileSync(path, 'x')),
    },
  ]),
  {
    name: 'two segments swapped',
    file: () => segment(full, 'records'),
    fault: 'swapped',
    do: (root, path) => {
      const other = join(root, segment(full, 'sightings'));
      renameSync(path, `${path}.x`);
      renameSync(other, path);
      renameSync(`${path}.x`, other);
    },
  },
  {
    name: 'a file too many in a snapshot',
    file: () => `${full.id}/segments/records-9.parquet`,
    fault: 'extra',
    do: (root, path) => cpSync(join(root, segment(full, 'records')), path),
  },
  {
    name: 'an object nobody names',
    file: () => `objects/00/${'0'.repeat(64)}`,
    fault: 'extra',
    do: (root, path) => cpSync(join(root, object()), path),
  },
  { name: 'a foreign file', file: () => 'notes.txt', fault: 'foreign', do: (_, path) => writeFileSync(path, 'x') },
  { name: 'the manifest gone', file: () => manifestOf(full), fault: 'manifest-missing', do: (_, path) => rmSync(path) },
  {
    name: 'the manifest cut',
    file: () => manifestOf(increment),
    fault: 'manifest-unreadable',
    do: (_, path) => (chmodSync(path, 0o644), truncateSync(path, 100)),
  },
  {
    name: 'a count edited in the manifest',
    file: () => manifestOf(full),
    fault: 'not-authentic',
    do: (root) => edit(root, full, (one) => ({ ...one, highWater: { ...one.highWater, tx: one.highWater.tx + 1 } })),
  },
  {
    name: 'a file taken out of manifest and folder',
    file: () => manifestOf(full),
    fault: 'not-authentic',
    do: (root) => edit(root, full, (one) => ({ ...one, files: one.files.slice(1) })),
  },
  {
    name: 'the manifest of another snapshot',
    file: () => manifestOf(increment),
    fault: 'renamed',
    do: (root, path) => rewrite(path, readFileSync(join(root, manifestOf(full)))),
  },
  {
    name: 'a newer format',
    file: () => manifestOf(full),
    fault: 'format-newer',
    do: (root) => edit(root, full, (one) => ({ ...one, format: 2 })),
  },
  {
    name: 'the parent gone',
    file: () => manifestOf(increment),
    fault: 'parent-unusable',
    do: (root) => rmSync(join(root, full.id), { recursive: true }),
  },
  {
    name: 'the newest gone, an old one shown as the newest',
    file: () => manifestOf(increment),
    fault: 'snapshot-missing',
    do: (root) => rmSync(join(root, increment.id), { recursive: true }),
  },
];

test.each(harms)('$name', async ({ file, fault, do: harm }) => {
  const folder = mkdtempSync(join(tmpdir(), 'harm-'));
  copies.push(folder);
  const root = join(folder, 'snapshots');
  cpSync(place.root, root, { recursive: true });
  const path = join(root, file());
  harm(root, path);
  const found = await checkSnapshots({ root, key, recorded });
  expect(found.ok).toBe(false);
  expect(found.faults).toContainEqual(expect.objectContaining({ file: file(), fault }));
  const touches = found.faults.some(({ snapshot }) => snapshot !== null);
  if (!touches) return;
  const to = join(folder, 'to');
  const restore = restoreSnapshot({
    root,
    key,
    id: increment.id,
    to,
    identity: null,
    memoryLimitMb: 200,
    threads: 1,
    verifyAudit: auditFault,
  });
  await expect(restore).rejects.toMatchObject({
    code: expect.stringMatching(/^snapshot-(damaged|unknown)$/) as string,
  });
});

test('slices together read every byte, and each file once', async () => {
  const whole = await checkSnapshots({ root: place.root, key });
  const parts = await Promise.all([1, 2, 3].map((n) => checkSnapshots({ root: place.root, key, slice: { n, t: 3 } })));
  expect(parts.reduce((sum, { bytesRead }) => sum + bytesRead, 0)).toBe(whole.bytesRead);
  expect(parts.reduce((sum, { filesRead }) => sum + filesRead, 0)).toBe(whole.filesRead);
});
