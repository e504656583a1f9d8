/** Names what went wrong with a statement, for the one who wrote it. */
import type { SqlFailure } from './protocol.js';

const tables = 'Tables and columns: select * from dictionary';

/** Engine messages about a value quote it; a value may be a person's. */
const aboutValues = /^(Conversion|Invalid Input|Out of Range|Constraint|Invalid|Cast) Error/;

const hints: [RegExp, string][] = [
  [/^(Catalog|Binder) Error/, tables],
  [/(^|: )Parser Error/, 'Check the statement near the place that the message names.'],
  [
    /external access|file system operations|Permission Error|disabled/i,
    `Only the published tables can be read. ${tables}`,
  ],
  [aboutValues, 'TRY_CAST gives NULL where a value does not fit the type.'],
];

export function timeoutFailure(timeoutMs: number): SqlFailure {
  return {
    code: 'sql-timeout',
    message: `The statement ran longer than ${timeoutMs} ms and was stopped.`,
    hint: 'Ask for fewer rows or columns, or allow more time: --timeout SECONDS for this query, sql.timeoutMs in sheetkeep.config.ts for all.',
  };
}

export function memoryFailure(memoryMb: number): SqlFailure {
  return {
    code: 'sql-memory',
    message: `The statement needed more than ${memoryMb} MB of memory and was stopped.`,
    hint: 'Ask for fewer columns or smaller groups, or raise memory.sqlMb in sheetkeep.config.ts.',
  };
}

export function stoppedFailure(): SqlFailure {
  return { code: 'sql-stopped', message: 'The reader of the rows went away before the last one.', hint: '' };
}

export function notPublished(): SqlFailure {
  return {
    code: 'not-published',
    message: 'There is no published copy to ask.',
    hint: 'Ingest a file first, or publish again: sheetkeep ingest FILE',
  };
}

export function engineFailure(message: string, memoryMb: number): SqlFailure {
  if (/^(Out of Memory|OutOfMemory)/i.test(message)) return memoryFailure(memoryMb);
  const shown = aboutValues.test(message) ? (message.split('\n')[0] ?? '').replace(/'[^']*'|"[^"]*"/g, "'…'") : message;
  const hint = hints.find(([pattern]) => pattern.test(message))?.[1] ?? tables;
  return { code: 'sql-error', message: shown.trim(), hint };
}
