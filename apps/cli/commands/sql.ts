import { NamedError } from '../../../schemas/errors.js';
import { type CommandSpec, text } from '../command.js';
import { ensurePublished } from '../published.js';

const mostSeconds = 86_400;

/** Throws `usage`. */
export function timeoutMs(seconds: string): number {
  const number = Number(seconds);
  if (/^\d+$/.test(seconds) && number > 0 && number <= mostSeconds) return number * 1000;
  throw new NamedError('usage', `--timeout takes seconds, 1 to ${mostSeconds}.`, { exit: 'usage' });
}

export const sql: CommandSpec = {
  syntax: 'sql <query>',
  archive: true,
  summary: 'ask the published copy: read-only, in a process of its own, with time and memory limits',
  options: [
    {
      flags: '-f, --format <format>',
      help: 'how the answer is printed',
      choices: ['table', 'csv', 'ndjson'],
      default: 'table',
    },
    { flags: '--role <role>', help: 'ask the files of this role', default: 'analyst' },
    { flags: '--timeout <seconds>', help: 'give up after so long (default: the workspace setting)' },
  ],
  examples: ['sql "select country, count(*) from customers group by all"', 'sql "from dictionary" --format csv'],
  exits: [
    [4, 'the query ran out of time or memory'],
    [6, 'nothing is published yet'],
  ],
  async run(context, [query], options) {
    const { runSql } = await import('../../../core/archive/sql/run.js');
    const asked = text(options, 'timeout');
    const askedMs = asked === undefined ? undefined : timeoutMs(asked);
    const { file, history, config } = await ensurePublished(context, text(options, 'role') ?? 'analyst');
    await runSql({
      file,
      ...(history === undefined ? {} : { history }),
      sql: query as string,
      format: context.json ? 'json' : (text(options, 'format') as 'table' | 'csv' | 'ndjson'),
      lang: context.lang,
      memoryMb: config.memory.sqlMb,
      timeoutMs: askedMs ?? config.sql.timeoutMs,
      maxRows: config.sql.maxRows,
      out: process.stdout,
      signal: context.signal,
    });
    return 0;
  },
};
