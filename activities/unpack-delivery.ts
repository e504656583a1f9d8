/** A ZIP or gzip file: its spreadsheets land as originals and deliveries of their own. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { depthOf, isUnpacked, landMembers, type NewMember } from '../core/archive/log/members.js';
import type { Delivery } from '../core/archive/log/deliveries.js';
import { originalRef } from '../core/archive/objects.js';
import { placeMembers, type MemberPlace } from '../core/mapping/packed.js';
import { sniff } from '../core/parsing/sniff.js';
import { issueLevel } from '../schemas/issues/catalogue.js';
import type { PackedMember, UnpackOutcome, Unpacked } from '../schemas/packed.js';
import type { ParseStep } from '../schemas/steps.js';
import { sourceOf } from './delivery.js';
import type { ActivityDeps } from './deps.js';
import { ofTheFile } from './file-limits.js';
import { readProven, throwUnreadable } from './original.js';
import { stagingFolder, writeStaged } from './staged.js';
import type { StepContext } from './step.js';

/** Whether the landed original is a file that holds others. */
export function isPacked({ store }: ActivityDeps, { ref, fileName }: Delivery): boolean {
  try {
    return ['zip', 'gzip'].includes(sniff(store.resolve(ref), fileName).kind);
  } catch (thrown) {
    return throwUnreadable(thrown);
  }
}

/** Unpacks and lands the members; a file that was unpacked before, by a run that was killed, goes on with what landed then. */
export async function unpackDelivery(deps: ActivityDeps, arrival: Delivery, context: StepContext): Promise<ParseStep> {
  if (await deps.duck.read((s) => isUnpacked(s, arrival.delivery))) return { kind: 'packed' };
  context.progress({ step: 'unpack' });
  const unpacked = await readProven(deps, arrival, context.signal, (signal) => unpack(deps, arrival, signal));
  if (!unpacked.ok) {
    await writeStaged(deps, arrival.delivery, 'refusal', unpacked);
    return { kind: 'refused', reason: unpacked.code };
  }
  await land(deps, arrival, unpacked);
  await rm(membersFolder(deps, arrival), { recursive: true, force: true });
  return { kind: 'packed' };
}

const membersFolder = (deps: ActivityDeps, { delivery }: Delivery): string =>
  join(stagingFolder(deps, delivery), 'members');

async function unpack(deps: ActivityDeps, arrival: Delivery, signal: AbortSignal): Promise<UnpackOutcome> {
  const outDir = membersFolder(deps, arrival);
  await rm(outDir, { recursive: true, force: true });
  const { legacyEncoding } = sourceOf(deps.config, arrival.source);
  const depth = await deps.duck.read((s) => depthOf(s, arrival.delivery));
  const task = {
    path: deps.store.resolve(arrival.ref),
    fileName: arrival.fileName,
    outDir,
    limits: deps.config.parse,
    depth,
    ...(legacyEncoding === null ? {} : { legacyEncoding }),
  };
  return ofTheFile(() => deps.pool.run('unpack', task, { signal }));
}

/** The bytes first, each under its hash; then all arrivals at once, in the order in which they are taken. */
async function land(deps: ActivityDeps, arrival: Delivery, { members, leftOut }: Unpacked): Promise<void> {
  const places = placeMembers(members, deps.config.datasets);
  const placed = members.map((member, at) => ({ member, place: places[at] as MemberPlace }));
  const stored: NewMember[] = [];
  for (const { member, place } of placed.toSorted((a, b) => a.place.rank - b.place.rank))
    stored.push(await store(deps, member, place));
  const left = leftOut.map(({ name, code }) => ({ name, code, level: issueLevel(code) }));
  await deps.duck.write((s) => landMembers(s, arrival, stored, left));
}

async function store(deps: ActivityDeps, member: PackedMember, { dataset, kept }: MemberPlace): Promise<NewMember> {
  const { name, path, sha256, sizeBytes, modifiedAt } = member;
  const { ref } = await deps.store.put(path, originalRef(sha256), { hashed: { sha256, sizeBytes } });
  return { name, sha256, sizeBytes, ref, sourceTime: modifiedAt, dataset, kept };
}
