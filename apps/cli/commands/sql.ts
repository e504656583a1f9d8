import { type CommandSpec, text } from '../command.js';
import { ensurePublished } from '../published.js';

export const sql: CommandSpec = {
  syntax: 'sql <query>',
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
    [4, 'the query was refused or ran out of time or memory'],
    [6, 'nothing is published yet'],
  ],
  async run(context, [query], options) {
    const { runSql } = await import('../../../core/archive/sql/run.js');
    const { file, history, config } = await ensurePublished(context, text(options, 'role') ?? 'analyst');
    const asked = text(options, 'timeout');
    await runSql({
      file,
      ...(history === undefined ? {} : { history }),
      sql: query as string,
      format: context.json ? 'json' : (text(options, 'format') as 'table' | 'csv' | 'ndjson'),
      lang: context.lang,
      memoryMb: config.memory.sqlMb,
      timeoutMs: asked === undefined ? config.sql.timeoutMs : Number(asked) * 1000,
      maxRows: config.sql.maxRows,
      out: process.stdout,
      signal: context.signal,
    });
    return 0;
  },
};
