/** Makes the copies that analysts open. */
import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { seesAll } from '../../../schemas/config/resolve-roles.js';
import type { RoleConfig } from '../../../schemas/config/types.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import { NamedError } from '../../../schemas/errors.js';
import type { Duck } from '../duck.js';
import type { HighWater } from '../high-water.js';
import { fingerprintOf } from './fingerprint.js';
import { planOf, WholeNeeded, wholeReason } from './plan.js';
import { pseudonymKey } from './pseudonym.js';
import type { PseudonymKey } from './pseudonym.js';
import { prepareFolder, replaceFiles } from './replace.js';
import type { MadeBy, Published, WholeReason } from './state.js';
import { historyFile, publishedState, stateOfFiles, writeState } from './state.js';
import { writeCopies } from './write.js';

export interface PublishRequest {
  /** The file that analysts open, `published/analyst.duckdb`; its history stands beside. */
  out: string;
  datasets: DatasetDef[];
  /** What its readers see; default: all. */
  role?: RoleConfig;
  /** The workspace's, for pseudonyms; needed where the role sees some. */
  secret?: Uint8Array;
  /** Make the files from nothing, whatever stands there. */
  whole?: boolean;
  signal?: AbortSignal;
}

/** One publishing at a time per file: each builds on what the one before it left. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Publishes the archive of this moment: what changed since the last time into copies of the files, or everything into
 * new ones. Readers of the old files keep them; on any error they stay in place. Reads on a connection of its own: writes go on
 * meanwhile.
 */
export async function publish(duck: Duck, request: PublishRequest): Promise<Published> {
  const before = turns.get(request.out) ?? Promise.resolve();
  const turn = before.then(() => publishNow(duck, request));
  const settled = turn.catch(() => undefined);
  turns.set(request.out, settled);
  try {
    return await turn;
  } finally {
    if (turns.get(request.out) === settled) turns.delete(request.out);
  }
}

async function publishNow(duck: Duck, request: PublishRequest): Promise<Published> {
  const startedAt = performance.now();
  await prepareFolder(dirname(request.out));
  const role = request.role ?? seesAll(request.datasets);
  const key = pseudonymKeyOf(request, role);
  const made = { fingerprint: fingerprintOf(request.datasets, role), keyId: key?.id ?? null };
  const job = { made, role, key, startedAt };
  const state = request.whole === true ? null : await stateOfFiles(request.out);
  if (state === null) return write(duck, request, { ...job, base: null, whole: await firstReason(request) });
  const plan = await duck.read((s) => planOf(s, state, made), request.signal);
  if (plan.kind === 'whole') return write(duck, request, { ...job, base: null, whole: plan.reason });
  if (plan.kind === 'unchanged') return renew(request.out, state, plan.reach);
  try {
    return await write(duck, request, { ...job, base: state, whole: null });
  } catch (thrown) {
    if (isFinal(thrown, request.signal)) throw thrown;
    const whole = thrown instanceof WholeNeeded ? thrown.reason : 'damaged';
    return write(duck, request, { ...job, base: null, whole });
  }
}

const firstReason = async ({ out, whole }: PublishRequest): Promise<WholeReason> => {
  if (whole === true) return 'asked';
  return (await publishedState(out)) === null ? 'first' : 'damaged';
};

/** Trying again with new files would come to the same, or is not wanted. */
function isFinal(thrown: unknown, signal: AbortSignal | undefined): boolean {
  const code = (thrown as { code?: unknown } | null)?.code;
  const codes = ['stopped', 'disk-full', 'engine-memory', 'archive-closed', 'ENOSPC', 'EDQUOT'];
  return signal?.aborted === true || (typeof code === 'string' && codes.includes(code));
}

/** The files show all that analysts can see: only how far they reach is told anew. */
async function renew(out: string, state: Published, reach: HighWater): Promise<Published> {
  const { lastSeq, tx, auditHash } = reach;
  if (lastSeq === state.lastSeq) return state;
  const renewed = { ...state, lastSeq, tx, auditHash };
  await writeState(out, renewed);
  return renewed;
}

/** null = the role sees nothing masked. Throws `pseudonym-key-missing`. */
function pseudonymKeyOf({ secret }: PublishRequest, role: RoleConfig): PseudonymKey | null {
  if (!role.datasets.some(({ fields }) => Object.values(fields).includes('mask'))) return null;
  if (secret) return pseudonymKey(secret, role.name);
  throw new NamedError('pseudonym-key-missing', `the role ${role.name} sees pseudonyms, and there is no key for them`, {
    exit: 'missingPart',
  });
}

interface Writing {
  made: MadeBy;
  role: RoleConfig;
  key: PseudonymKey | null;
  startedAt: number;
  /** What the files to build on show; null = new ones. */
  base: Published | null;
  whole: WholeReason | null;
}

async function write(duck: Duck, request: PublishRequest, writing: Writing): Promise<Published> {
  const { out, datasets, signal } = request;
  const { base, made, role, key, whole, startedAt } = writing;
  const publishedAt = new Date().toISOString();
  // The history first: whoever finds new rows in the other file finds their versions.
  const files = role.history ? [historyFile(out), out] : [out];
  const reach = await replaceFiles(files, base !== null, (temps) =>
    duck.read(
      (s) =>
        writeCopies(s, {
          main: temps.at(-1) ?? '',
          history: role.history ? (temps[0] ?? '') : null,
          since: base?.lastSeq ?? null,
          datasets,
          role,
          key,
          publishedAt,
          check: async (inside) => {
            const reason = base && (await wholeReason(inside, base, made));
            if (reason) throw new WholeNeeded(reason);
          },
        }),
      signal,
    ),
  );
  if (!role.history) await rm(historyFile(out), { force: true });
  const { size: sizeBytes } = await stat(out);
  const historyBytes = role.history ? (await stat(historyFile(out))).size : null;
  const published: Published = {
    publishedAt,
    lastSeq: reach.lastSeq,
    sizeBytes,
    tookMs: Math.round(performance.now() - startedAt),
    historyBytes,
    tx: reach.tx,
    auditHash: reach.auditHash,
    ...made,
    wholeBytes: base?.wholeBytes ?? sizeBytes + (historyBytes ?? 0),
    whole,
  };
  await writeState(out, published);
  return published;
}
