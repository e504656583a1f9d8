/** Judging a ZIP file without a workspace: each spreadsheet in it as `check` judges a file, in the order in which they are taken. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type MemberPlace, placeMembers } from '../../core/mapping/packed.js';
import { nothingIn, unpackFile } from '../../core/parsing/packed/unpack.js';
import type { Unpacked } from '../../schemas/packed.js';
import type { Refused } from '../../schemas/staging.js';
import { type CheckInput, type Checked, checkFile } from './check-file.js';

export interface CheckedMember {
  member: string;
  /** null = refused, left out or only kept. */
  checked: Checked | null;
  /** Catalogue code; null = it was checked. */
  reason: string | null;
  params: NonNullable<Refused['params']>;
}

export async function checkPacked(input: CheckInput): Promise<{ ok: true; members: CheckedMember[] } | Refused> {
  const outDir = await mkdtemp(join(tmpdir(), 'sheetkeep-check-'));
  try {
    const { path, source, config } = input;
    const names = source.legacyEncoding === null ? {} : { legacyEncoding: source.legacyEncoding };
    const task = { path, fileName: basename(path), outDir, limits: config.parse, depth: 0, ...names };
    const unpacked = await unpackFile(task);
    if (!unpacked.ok) return unpacked;
    const nothing = nothingIn(unpacked);
    if (nothing !== null) return { ok: false, code: nothing };
    return { ok: true, members: await checkMembers(input, unpacked) };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

async function checkMembers(input: CheckInput, { members, leftOut }: Unpacked): Promise<CheckedMember[]> {
  const { datasets } = input.config;
  const siblings = members.map(({ name, path }) => ({ name, ref: path }));
  const places = placeMembers(members, datasets);
  const placed = members.map((member, at) => ({ member, place: places[at] as MemberPlace }));
  const told: CheckedMember[] = [];
  for (const { member, place } of placed.toSorted((a, b) => a.place.rank - b.place.rank)) {
    const { name, path } = member;
    const dataset = datasets.find((one) => one.name === place.dataset) ?? input.dataset;
    const asked = { ...input, path, fileName: name, members: siblings, dataset };
    if (place.kept === null) told.push(ofMember(name, await checkFile(asked)));
    else told.push({ member: name, checked: null, reason: place.kept, params: {} });
  }
  return [...told, ...leftOut.map(({ name, code }) => ({ member: name, checked: null, reason: code, params: {} }))];
}

const ofMember = (member: string, outcome: Checked | Refused): CheckedMember =>
  outcome.ok
    ? { member, checked: outcome, reason: null, params: {} }
    : { member, checked: null, reason: outcome.code, params: outcome.params ?? {} };
