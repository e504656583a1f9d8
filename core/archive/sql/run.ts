/** Asks a published copy: one statement in a child process that can only read that file, within time and memory. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { NamedError } from '../../../schemas/errors.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import type { ExitName } from '../../../schemas/errors.js';
import { compiledModule } from '../compiled.js';
import { engineFailure, memoryFailure, notPublished, stoppedFailure, timeoutFailure } from './failures.js';
import type { SqlAnswer, SqlDone, SqlErrorCode, SqlFailure, SqlFormat, SqlTask } from './protocol.js';

export interface SqlRequest {
  /** The published DuckDB file. */
  file: string;
  /** Its file of histories, whose tables are found as if they were in the first; default: none. */
  history?: string;
  /** One statement that reads. */
  sql: string;
  format: SqlFormat;
  /** Of what stands beside the rows in a table; default English. */
  lang?: Lang;
  /** Where the rows go, as UTF-8; not ended. Its back-pressure holds the child back. */
  out: Writable;
  /** Rows written at most; default: all. */
  maxRows?: number;
  /** Default 512. */
  memoryMb?: number;
  /** Default 2. */
  threads?: number;
  /** From the start of the statement; default 60,000. */
  timeoutMs?: number;
  /** Stops the statement. */
  signal?: AbortSignal;
}

/** What the child may need beyond the statement's own time: to start, and to look up when interrupted. */
const graceMs = 5_000;

/**
 * Runs the statement and streams its rows to `out`.
 * @throws NamedError `not-published`, `sql-error`, `sql-timeout`, `sql-memory` or `sql-stopped`. Rows may already be written then.
 */
export async function runSql(request: SqlRequest): Promise<SqlDone> {
  await access(request.file).catch(() => fail(notPublished()));
  const task = taskOf(request);
  const child = fork(compiledModule('./child.js', import.meta.url), [], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    env: { TZ: 'UTC' },
    execArgv: ['--max-old-space-size=256'],
    ...(request.signal ? { signal: request.signal, killSignal: 'SIGKILL' as const } : {}),
  });
  const leash = new Leash(child, task.timeoutMs + graceMs);
  try {
    const answer = await converse(child, task, request.out, leash);
    return answer.ok ? answer.done : fail(answer.failure);
  } finally {
    leash.loosen();
    child.kill('SIGKILL');
  }
}

/** Kills a child that gives no sign of life for `ms`. */
class Leash {
  #timer: NodeJS.Timeout | undefined;
  #child: ChildProcess;
  #ms: number;

  constructor(child: ChildProcess, ms: number) {
    this.#child = child;
    this.#ms = ms;
    this.tighten();
  }

  tighten(): void {
    this.loosen();
    this.#timer = setTimeout(() => this.#child.kill('SIGKILL'), this.#ms);
  }

  /** While the reader of the rows is awaited. */
  loosen(): void {
    clearTimeout(this.#timer);
  }
}

function taskOf(request: SqlRequest): SqlTask {
  return {
    file: request.file,
    history: request.history ?? null,
    sql: request.sql,
    format: request.format,
    lang: request.lang ?? 'en',
    maxRows: request.maxRows ?? null,
    memoryMb: request.memoryMb ?? 512,
    threads: request.threads ?? 2,
    timeoutMs: request.timeoutMs ?? 60_000,
  };
}

function fail(failure: SqlFailure): never {
  const exits: Partial<Record<SqlErrorCode, ExitName>> = { 'sql-error': 'usage', 'sql-stopped': 'stopped' };
  throw new NamedError(failure.code, failure.message, { hint: failure.hint, exit: exits[failure.code] ?? 'refused' });
}

/** Sends the task, copies stdout, waits for the answer; a child that ends without one is answered for. */
async function converse(child: ChildProcess, task: SqlTask, out: Writable, leash: Leash): Promise<SqlAnswer> {
  const startedAt = performance.now();
  let answer: SqlAnswer | null = null;
  child.on('message', (message: unknown) => {
    if (message === 'ready') child.send(task);
    else answer = message as SqlAnswer;
  });
  const gone = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('close', (_code, signal) => resolve(signal));
    child.on('error', reject);
  });
  const [signal] = await Promise.all([gone, copy(child, out, leash)]);
  if (!answer && !out.writable) return { ok: false, failure: stoppedFailure() };
  return answer ?? { ok: false, failure: missingAnswer(task, signal, performance.now() - startedAt) };
}

async function copy(child: ChildProcess, out: Writable, leash: Leash): Promise<void> {
  const stop = (): void => void child.kill('SIGKILL');
  out.once('close', stop);
  try {
    for await (const bytes of child.stdout as Readable) {
      if (!out.writable) return stop();
      leash.loosen();
      if (!out.write(bytes)) await Promise.race([once(out, 'drain'), once(out, 'close')]);
      leash.tighten();
    }
  } finally {
    out.off('close', stop);
  }
}

function missingAnswer(task: SqlTask, signal: NodeJS.Signals | null, tookMs: number): SqlFailure {
  if (signal === 'SIGKILL' && tookMs >= task.timeoutMs) return timeoutFailure(task.timeoutMs);
  if (signal === 'SIGKILL' || signal === 'SIGABRT') return memoryFailure(task.memoryMb);
  return engineFailure('The process of the statement ended without an answer.', task.memoryMb);
}
