/** Each way a snapshot can be harmed, for each kind of file in it, is told by the name of the file. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Head } from '../../core/snapshots/manifest/model.js';
import { recordedSnapshots } from '../../core/snapshots/ledger.js';
import { workspaceStore } from '../../core/snapshots/stores/open.js';
import type { NamedError } from '../../schemas/errors.js';
import { Place } from './place.js';
import { flip, rewrite, manifestOf, edit, instead, unreadable, hasUnreadable } from './harming.js';

let place: Place;
let full: Head;
let increment: Head;
let recorded: string[];
/** Keys of files of each kind. */
let segments: {
  contents: string;
  records: string;
  laterRecords: string;
  sightings: string;
  audit: string;
  settings: string;
  original: string;
};
const copies: string[] = [];

beforeAll(async () => {
  place = await Place.open();
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }], rejected: 1, skipped: 1 });
  full = await place.take();
  await place.kit.deliver({ rows: [{ key: '2', a: 'y' }] });
  increment = await place.take();
  recorded = await place.kit.duck.read((s) => recordedSnapshots(s));
  segments = {
    contents: await place.segment(full, 'content_things'),
    records: await place.segment(full, 'records'),
    sightings: await place.segment(full, 'sightings'),
    laterRecords: await place.segment(increment, 'records'),
    audit: await place.segment(increment, 'audit'),
    settings: await place.segment(full, null),
    original: (await place.body(full)).originals[0]?.key ?? '',
  };
});
afterAll(async () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  await place.kit.end();
});

const bodyOf = ({ body }: Head) => (typeof body === 'string' ? body : '');

interface Harm {
  name: string;
  /** Answers the file that must be named. */
  file: () => string;
  fault: string;
  do: (root: string, path: string) => void;
  /** It has to be told, and does not stand in the way. */
  restores?: true;
}

const files: readonly (readonly [string, () => string])[] = [
  ['a segment of contents', () => segments.contents],
  ['a segment of the audit', () => segments.audit],
  ['the settings', () => segments.settings],
  ['an original', () => segments.original],
  ['a body', () => bodyOf(increment)],
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
    file: () => segments.records,
    fault: 'swapped',
    do: (root, path) => {
      const other = join(root, segments.sightings);
      renameSync(path, `${path}.x`);
      renameSync(other, path);
      renameSync(`${path}.x`, other);
    },
  },
  {
    name: 'a file too many in a snapshot',
    file: () => `${full.id}/segments/records-9.parquet`,
    fault: 'extra',
    do: (root, path) => cpSync(join(root, segments.records), path),
  },
  {
    name: 'an object nobody names',
    file: () => `objects/00/${'0'.repeat(64)}`,
    fault: 'extra',
    do: (root, path) => cpSync(join(root, segments.original), path),
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
    do: (root) => edit(root, full, (one) => ({ ...one, rows: full.rows + 1 })),
  },
  {
    name: 'an object taken out of the manifest',
    file: () => manifestOf(full),
    fault: 'not-authentic',
    do: (root) =>
      edit(root, full, (one) => ({
        ...one,
        objects: (one['objects'] as { name: string }[]).filter(({ name }) => bodyOf(full).endsWith(name)),
      })),
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
    do: (root) => edit(root, full, (one) => ({ ...one, format: 5 })),
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

const renamed = '29991231T000000000Z-00000000';

harms.push(
  {
    name: 'a segment of another snapshot, of the same table',
    file: () => segments.records,
    fault: 'swapped',
    do: (root, path) => rewrite(path, readFileSync(join(root, segments.laterRecords))),
  },
  {
    name: 'a flipped bit in a sealed header',
    file: () => segments.contents,
    fault: 'damaged',
    do: (_, path) => {
      const bytes = readFileSync(path);
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      rewrite(path, bytes);
    },
  },
  {
    name: 'a segment once more under another name',
    file: () => segments.records.replace(/.$/, 'x'),
    fault: 'extra',
    do: (root, path) => cpSync(join(root, segments.records), path),
  },
  {
    name: 'an old snapshot under the name of a newest one',
    file: () => `${renamed}/manifest.json`,
    fault: 'renamed',
    do: (root) => renameSync(join(root, full.id), join(root, renamed)),
  },
  {
    name: 'a snapshot in small letters',
    file: () => manifestOf(increment),
    fault: 'snapshot-missing',
    do: (root) => renameSync(join(root, increment.id), join(root, increment.id.toLowerCase())),
  },
  {
    name: 'an object in capital letters',
    file: () => segments.original,
    fault: 'missing',
    do: (_, path) => renameSync(path, join(dirname(path), basename(path).toUpperCase())),
  },
  {
    name: 'a link to the same bytes elsewhere',
    file: () => segments.original,
    fault: 'linked',
    restores: true,
    do: (root, path) => {
      renameSync(path, join(dirname(root), 'elsewhere'));
      symlinkSync(join(dirname(root), 'elsewhere'), path);
    },
  },
  {
    name: 'a link to nothing',
    file: () => segments.audit,
    fault: 'missing',
    do: (_, path) => instead(path, () => symlinkSync('nowhere', path)),
  },
  {
    name: 'a link to itself',
    file: () => segments.settings,
    fault: 'missing',
    do: (_, path) => instead(path, () => symlinkSync(basename(path), path)),
  },
  {
    name: 'a folder in the place of a file',
    file: () => segments.contents,
    fault: 'missing',
    do: (_, path) => instead(path, () => mkdirSync(path)),
  },
  {
    name: 'a pipe in the place of a file',
    file: () => bodyOf(full),
    fault: 'missing',
    do: (_, path) => instead(path, () => execFileSync('mkfifo', [path])),
  },
  {
    name: 'an object that cannot be read',
    file: () => segments.contents,
    fault: hasUnreadable ? 'unreadable' : 'missing',
    do: (_, path) => instead(path, () => symlinkSync(unreadable, path)),
  },
  {
    name: 'a manifest that cannot be read',
    file: () => manifestOf(full),
    fault: hasUnreadable ? 'manifest-unreadable' : 'manifest-missing',
    do: (_, path) => instead(path, () => symlinkSync(unreadable, path)),
  },
);

test.each(harms)('$name', async ({ file, fault, restores, do: harm }) => {
  const folder = mkdtempSync(join(tmpdir(), 'harm-'));
  copies.push(folder);
  const root = join(folder, 'snapshots');
  cpSync(place.root, root, { recursive: true });
  const path = join(root, file());
  harm(root, path);
  const store = workspaceStore(root);
  const found = await place.check({ store, recorded: () => Promise.resolve(recorded) });
  expect(found.ok).toBe(false);
  expect(found.faults).toContainEqual(expect.objectContaining({ store: 'workspace', file: file(), fault }));
  const touches = found.faults.some(({ snapshot }) => snapshot !== null);
  if (!touches) return;
  const to = join(folder, 'to');
  const outcome = await place.restore(increment.id, to, { store }).then(
    () => 'restored',
    (thrown: NamedError) => thrown.code,
  );
  expect(outcome).toMatch(restores ? /^restored$/ : /^snapshot-(damaged|unknown)$/);
  expect(existsSync(to)).toBe(restores === true);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});
