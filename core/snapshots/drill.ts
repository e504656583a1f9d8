/** A drill: a chain restored in a process of its own, compared with the living archive at the same seq. */
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { compiledModule } from '../archive/compiled.js';
import type { Duck } from '../archive/duck.js';
import type { WorkspacePaths } from '../archive/workspace.js';
import { otherKey, readHead, snapshotIds } from './chain.js';
import { drillFacts } from './drill/detail.js';
import { differences, faultFinding, finding } from './drill/findings.js';
import type { Finding } from './drill/findings.js';
import { undecided } from './drill/reread.js';
import type { Reread, RereadTask } from './drill/reread.js';
import { sampleFindings } from './drill/sample.js';
import type { Sampled } from './drill/sample.js';
import { changedSince, derivedFacts, logFacts } from './facts.js';
import type { Facts, MoneyColumns } from './facts.js';
import { manifestKey } from './layout.js';
import { refuseLostKeys } from './keys/sealing.js';
import { isRecorded, recordDrill } from './ledger.js';
import type { DrillRow } from './ledger.js';
import { inProcess } from './process.js';
import type { Identity } from './age/keys.js';
import type { Head } from './manifest/model.js';
import type { ManifestFault } from './manifest/read.js';
import type { SnapshotKey } from './manifest/sign.js';
import { writeBook } from './removals/book.js';
import { openStore } from './stores/open.js';
import type { StoreSpec } from './stores/open.js';

export interface DrillRequest {
  duck: Duck;
  paths: WorkspacePaths;
  /** Where the snapshot lies. */
  store: StoreSpec;
  key: SnapshotKey;
  identities: readonly Identity[];
  /** Absent: the newest. */
  id?: string;
  money: MoneyColumns;
  /** Reads originals once more; absent: they are not. */
  reread?: RereadTask;
  memoryLimitMb: number;
  threads: number;
  actor: string;
  signal?: AbortSignal;
}

/** What the child is told; the keys go over the channel, never over its command line. */
export interface DrillTask {
  store: StoreSpec;
  id: string;
  key: { id: string; hex: string };
  /** `AGE-SECRET-KEY-1…` */
  identities: string[];
  to: string;
  lastSeq: number;
  /** The book of removals of the living archive. */
  living: string;
  money: MoneyColumns;
  reread: RereadTask | null;
  memoryLimitMb: number;
  threads: number;
}

export type DrillAnswer =
  | { ok: true; restoreMs: number; log: Facts; derived: Facts; sampled: Sampled[]; reread: Reread }
  /** `damaged`: the snapshot itself is at fault. */
  | { ok: false; damaged: boolean; findings: Finding[] };

type Verdict = Pick<DrillRow, 'result' | 'findings' | 'facts'>;

/**
 * Runs and records a drill. What says nothing about the snapshot is thrown and not recorded: `snapshot-unknown`,
 * `seal-keys-lost`, `seal-key-wrong`, `snapshot-key-missing`, a store that cannot be reached, the signal's reason.
 */
export async function runDrill(request: DrillRequest): Promise<DrillRow> {
  const { duck, paths, key } = request;
  const store = openStore(request.store);
  const ids = await snapshotIds(store);
  const snapshot = request.id ?? ids.at(-1);
  if (snapshot === undefined || !ids.includes(snapshot)) {
    throw new NamedError('snapshot-unknown', 'there is no such snapshot', {
      exit: 'usage',
      hint: 'Take one with "sheetkeep snapshot take", or see "sheetkeep snapshot list".',
    });
  }
  const startedAt = performance.now();
  const at = new Date().toISOString();
  const folder = join(paths.tmp, `drill-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true });
    const found = await readHead(store, snapshot, key);
    const isOurs = await duck.read((s) => isRecorded(s, snapshot));
    const verdict = 'fault' in found ? ofManifest(found, isOurs) : await judge(request, found.head, isOurs, folder);
    const tookMs = Math.round(performance.now() - startedAt);
    const row: DrillRow = { id: `drill-${randomBytes(6).toString('hex')}`, snapshot, ...verdict, tookMs, at };
    await duck.write((s) => recordDrill(s, row, request.actor));
    return row;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `isOurs`: the book has it; another one of that name was put in its place. */
function ofManifest({ id, fault }: { id: string; fault: ManifestFault }, isOurs: boolean): Verdict {
  if (fault === 'other-key' && !isOurs) throw otherKey(id);
  const result = fault === 'format-newer' ? 'inconclusive' : 'fail';
  return { result, findings: [faultFinding(fault, manifestKey(id))], facts: null };
}

function taskOf(request: DrillRequest, { id, seq }: Head, folder: string): DrillTask {
  const { store, key, identities, money, memoryLimitMb, threads } = request;
  return {
    store,
    id,
    key: { id: key.id, hex: Buffer.from(key.bytes).toString('hex') },
    identities: identities.map(({ text }) => text),
    to: join(folder, 'restored'),
    lastSeq: seq.to,
    living: join(folder, 'book'),
    money,
    reread: request.reread ?? null,
    memoryLimitMb,
    threads,
  };
}

async function judge(request: DrillRequest, head: Head, isOurs: boolean, folder: string): Promise<Verdict> {
  const { duck, money, signal, identities } = request;
  const lastSeq = head.seq.to;
  const task = taskOf(request, head, folder);
  await duck.read((s) => writeBook(s, task.living));
  const answer = await ask(task, signal).catch((thrown: unknown) => {
    if (identities.length === 0) refuseLostKeys([head]);
    throw thrown;
  });
  if (!answer.ok) return { result: answer.damaged ? 'fail' : 'inconclusive', findings: answer.findings, facts: null };
  const findings = await duck.read(async (s) => {
    await s.run('BEGIN TRANSACTION READ ONLY');
    const log = differences(await logFacts(s, lastSeq, money), answer.log);
    const derived = (await changedSince(s, lastSeq)) ? [] : differences(await derivedFacts(s), answer.derived);
    const sampled = await sampleFindings(s, answer.sampled, lastSeq);
    await s.run('ROLLBACK');
    return [...log, ...derived, ...sampled, ...answer.reread.findings];
  }, signal);
  const facts = drillFacts(answer);
  if (!isOurs && findings.some(({ code }) => code === 'audit-head-differs'))
    return { result: 'inconclusive', findings: [finding('other-history')], facts: null };
  if (findings.length > 0) return { result: 'fail', findings, facts };
  const open = undecided(answer.reread);
  return { result: open.length === 0 ? 'pass' : 'inconclusive', findings: open, facts };
}

/** A process that ends without an answer (killed, out of memory) leaves the drill open. Throws what the process refused. */
async function ask(task: DrillTask, signal: AbortSignal | undefined): Promise<DrillAnswer> {
  const module = compiledModule('./drill-child.js', import.meta.url);
  const outcome = await inProcess<DrillAnswer>(module, task, signal ? { signal } : {});
  if ('answer' in outcome) return outcome.answer;
  if ('failure' in outcome) throw outcome.failure;
  return { ok: false, damaged: false, findings: [finding('process-ended', { by: outcome.ended })] };
}
