/** One keeper per workspace: a lock file with the process id and what tells that process from a later one with its id. */
import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { writeNew } from './files.js';

export interface LockHolder {
  pid: number;
  /** Opaque; differs between two processes that had the same id. */
  startedAs: string;
  /** ISO 8601 UTC. */
  at: string;
}

export interface Lock {
  /** Process of a dead run whose lock was taken over; null = there was none. */
  adoptedFrom: number | null;
  release(): void;
}

/** What tells a living process from another with the same id; null when there is none. */
export function processStart(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  try {
    if (process.platform === 'linux') return linuxStart(pid);
    return psStart(pid);
  } catch {
    return null;
  }
}

/** As `ps` tells it, which words the time by locale and zone: the same whoever asks. */
export function psStart(pid: number): string | null {
  const env = { PATH: process.env['PATH'] ?? '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env }).trim() || null;
}

function linuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${fields[19]}`;
}

/** Who holds the lock of a run folder; null = nobody alive. */
export function lockHolder(runDir: string): LockHolder | null {
  const text = readLock(join(runDir, 'lock'));
  const holder = text === null ? null : parse(text);
  return holder && processStart(holder.pid) === holder.startedAs ? holder : null;
}

/** Differs whenever somebody else holds the lock, or its holder gave a sign of life; null = nobody holds it. */
export function signOfLife(runDir: string): string | null {
  const text = readLock(join(runDir, 'lock'));
  const at = statSync(join(runDir, 'lock'), { throwIfNoEntry: false })?.mtimeMs;
  return text === null ? null : `${text} ${at}`;
}

/** A process that held the lock ended without letting it go: what it did last may stand nowhere but in the archive. */
export const isLockLeft = (runDir: string): boolean =>
  readLock(join(runDir, 'lock')) !== null && lockHolder(runDir) === null;

/**
 * Takes the lock of a run folder, or throws `keeper-running` naming the process that holds it.
 * The lock of a dead process is taken over.
 */
export async function acquireLock(runDir: string): Promise<Lock> {
  const path = join(runDir, 'lock');
  const mine = JSON.stringify({
    pid: process.pid,
    startedAs: processStart(process.pid) ?? '',
    at: new Date().toISOString(),
  });
  let adoptedFrom: number | null = null;
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await writeNew(path, mine, 0o600)) return { adoptedFrom, release: letGo(path, mine) };
    const holder = lockHolder(runDir);
    if (holder) throw running(holder);
    const stale = readLock(path);
    if (stale !== null && setAside(path, stale)) adoptedFrom = parse(stale)?.pid ?? null;
  }
  throw new NamedError('keeper-running', 'the lock of the workspace keeps changing hands', { retryable: true });
}

const running = (holder: LockHolder): NamedError =>
  new NamedError('keeper-running', `a keeper is running on this workspace: process ${holder.pid}, since ${holder.at}`, {
    hint: 'Use it (every command goes through it), or stop it first. A command that is at work ends by itself.',
  });

/** Removes a stale lock; puts it back when another process was quicker and this is its fresh one. */
function setAside(path: string, stale: string): boolean {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    const moved = readLock(aside);
    if (moved !== stale) putBack(aside, path);
    return moved === stale;
  } catch {
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}

function putBack(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch (thrown) {
    // Where a third one has the name by now, or the file system has no hard links.
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST' && !existsSync(path)) renameSync(aside, path);
  }
}

const signMs = 5_000;

/** While it is held, the time of the file shows that its process neither hangs nor is stopped. */
function letGo(path: string, mine: string): () => void {
  const signs = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // Removed by hand, or on a disk that went away.
    }
  }, signMs).unref();
  return () => {
    clearInterval(signs);
    release(path, mine);
  };
}

function release(path: string, mine: string): void {
  if (readLock(path) === mine) rmSync(path, { force: true });
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): LockHolder | null {
  try {
    const value = JSON.parse(text) as Partial<LockHolder>;
    return typeof value.pid === 'number' && typeof value.startedAs === 'string' ? (value as LockHolder) : null;
  } catch {
    return null;
  }
}
