/**
 * The child process of one statement: receives a `SqlTask`, writes the result to stdout, sends one `SqlAnswer` and
 * ends. It ends by itself when its parent goes, when its memory passes the limit, and when the time is up.
 */
import { once } from 'node:events';
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { engineFailure, memoryFailure, timeoutFailure } from './failures.js';
import { rowWriter } from './formats.js';
import type { SqlAnswer, SqlColumn, SqlDone, SqlFailure, SqlTask } from './protocol.js';
import { confirmWhole, NotReading, openSandbox, streamStatement } from './sandbox.js';
import { converters } from './values.js';

/** Node itself, the engine's code and what the engine does not count. */
const ownMemoryMb = 350;
const flushChars = 64 * 1024;

/** The reader of the rows is slower than the statement: such time is not the statement's. */
let waitingForReader = false;

async function write(text: string): Promise<void> {
  if (text === '' || process.stdout.write(text)) return;
  waitingForReader = true;
  await once(process.stdout, 'drain');
  waitingForReader = false;
}

function columnsOf(result: DuckDBResult): SqlColumn[] {
  return result.deduplicatedColumnNames().map((name, i) => ({ name, type: String(result.columnType(i)) }));
}

async function writeRows(connection: DuckDBConnection, task: SqlTask): Promise<SqlDone> {
  const result = await streamStatement(connection, task.sql);
  const columns = columnsOf(result);
  const writer = rowWriter(task.format, columns, task.lang);
  const convert = converters(result);
  let rows = 0;
  let text = '';
  let truncated = false;
  reading: for await (const chunk of result.yieldRowsJson()) {
    for (const row of chunk) {
      truncated = rows === task.maxRows;
      if (truncated) break reading;
      rows += 1;
      text += writer.row(row.map((value, i) => convert[i]?.(value) ?? value));
      if (text.length < flushChars) continue;
      await write(text);
      text = '';
    }
  }
  if (!truncated) await confirmWhole(connection, task.sql);
  await write(text + writer.end({ rows, truncated }));
  return { columns, rows, truncated };
}

/** Sends the answer after stdout is drained, then ends. The engine is not closed: it may be in the middle of a query. */
async function finish(answer: SqlAnswer): Promise<never> {
  await new Promise<void>((resolve) => process.stdout.end(() => resolve()));
  await new Promise((resolve) => process.send?.(answer, resolve));
  process.exit(answer.ok ? 0 : 1);
}

function failureOf(error: unknown, task: SqlTask): SqlFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof NotReading) {
    return { code: 'sql-error', message, hint: 'Give one SELECT, WITH, FROM, DESCRIBE, SUMMARIZE or EXPLAIN.' };
  }
  return engineFailure(message, task.memoryMb);
}

/** Calls `stop` when the statement has used up its time or its memory. */
function watchLimits(task: SqlTask, stop: (failure: SqlFailure) => void): void {
  const limitBytes = (task.memoryMb * 1.25 + ownMemoryMb) * 1024 * 1024;
  let last = performance.now();
  let usedMs = 0;
  const look = (): void => {
    const now = performance.now();
    if (!waitingForReader) usedMs += now - last;
    last = now;
    if (usedMs >= task.timeoutMs) stop(timeoutFailure(task.timeoutMs));
    else if (process.memoryUsage.rss() > limitBytes) stop(memoryFailure(task.memoryMb));
  };
  setInterval(look, Math.min(50, task.timeoutMs)).unref();
}

async function run(task: SqlTask): Promise<SqlAnswer> {
  let stopped: SqlFailure | null = null;
  const { connection } = await openSandbox(task.file, task.history, task);
  watchLimits(task, (failure) => {
    if (stopped) return;
    stopped = failure;
    connection.interrupt();
    // Not every operator looks up when interrupted.
    setTimeout(() => void finish({ ok: false, failure }), 500).unref();
  });
  try {
    return { ok: true, done: await writeRows(connection, task) };
  } catch (error) {
    return { ok: false, failure: stopped ?? failureOf(error, task) };
  }
}

process.on('disconnect', () => process.exit(1));
process.stdout.on('error', () => process.exit(1));
process.once('message', (task: SqlTask) => {
  run(task)
    .catch((error: unknown): SqlAnswer => ({ ok: false, failure: failureOf(error, task) }))
    .then(finish)
    .catch(() => process.exit(1));
});
process.send?.('ready');
