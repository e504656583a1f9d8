/** Judging a packed file without a workspace: each spreadsheet in it as `check` judges a file, in the order in which they are taken. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type MemberPlace, placeMembers } from '../../core/mapping/packed.js';
import { type Guard, guarded } from '../../core/parsing/parse-guarded.js';
import { nothingIn } from '../../core/parsing/packed/unpack.js';
import type { Unpacked } from '../../schemas/packed.js';
import type { Refused } from '../../schemas/staging.js';
import { type CheckInput, type Checked, checkFile, ofDataset } from './check-file.js';

export interface CheckedMember {
  member: string;
  /** null = refused, left out or only kept. */
  checked: Checked | null;
  /** Catalogue code; null = it was checked. */
  reason: string | null;
  params: NonNullable<Refused['params']>;
}

type CheckedPacked = { ok: true; members: CheckedMember[] };

export const checkPacked = (input: CheckInput): Promise<CheckedPacked | Refused> =>
  guarded(input.config.parse, (guard) => checkWithin(input, guard), input.signal);

async function checkWithin(input: CheckInput, guard: Guard): Promise<CheckedPacked | Refused> {
  const outDir = await mkdtemp(join(tmpdir(), 'sheetkeep-check-'));
  try {
    const { path, source, config } = input;
    const names = source.legacyEncoding === null ? {} : { legacyEncoding: source.legacyEncoding };
    const task = { path, fileName: basename(path), outDir, limits: config.parse, depth: 0, ...names };
    const unpacked = await guard.unpack(task);
    if (!unpacked.ok) return unpacked;
    const nothing = nothingIn(unpacked);
    if (nothing !== null) return { ok: false, code: nothing };
    return { ok: true, members: await checkMembers(input, unpacked, guard) };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

async function checkMembers(input: CheckInput, { members, leftOut }: Unpacked, guard: Guard): Promise<CheckedMember[]> {
  const { datasets } = input.config;
  const siblings = members.map(({ name, path }) => ({ name, ref: path }));
  const places = placeMembers(members, datasets);
  const placed = members.map((member, at) => ({ member, place: places[at] as MemberPlace }));
  const told: CheckedMember[] = [];
  for (const { member, place } of placed.toSorted((a, b) => a.place.rank - b.place.rank)) {
    const { name, path } = member;
    const dataset = datasets.find((one) => one.name === place.dataset) ?? input.dataset;
    const asked = { ...ofDataset(input, dataset), path, fileName: name, members: siblings };
    if (place.kept === null) told.push(ofMember(name, await checkFile(asked, guard)));
    else told.push({ member: name, checked: null, reason: place.kept, params: {} });
  }
  return [...told, ...leftOut.map(({ name, code }) => ({ member: name, checked: null, reason: code, params: {} }))];
}

const ofMember = (member: string, outcome: Checked | Refused): CheckedMember =>
  outcome.ok
    ? { member, checked: outcome, reason: null, params: {} }
    : { member, checked: null, reason: outcome.code, params: outcome.params ?? {} };
