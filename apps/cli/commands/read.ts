import { basename } from 'node:path';
import { type CommandSpec, type Options, text } from '../command.js';
import type { Context } from '../context.js';
import { refusalError } from '../refusal.js';
import { writeAll } from '../write.js';

async function open(file: string, options: Options) {
  const [{ openRead }, { parseFile }, { parseConfig }] = await Promise.all([
    import('../../../core/parsing/read.js'),
    import('../../../core/parsing/parse.js'),
    import('../../../schemas/config.js'),
  ]);
  const sheet = text(options, 'sheet');
  const encoding = text(options, 'encoding');
  const hints = {
    legacyEncoding: 'gb18030',
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding }),
  };
  return openRead({ path: file, hints, limits: parseConfig({}).parse, parse: parseFile });
}

async function print(context: Context, file: string, options: Options): Promise<number> {
  const read = await open(file, options);
  if (!read.ok) throw refusalError(read, basename(file), context.lang);
  try {
    if (context.json) context.out(JSON.stringify(read.report));
    else await writeAll(process.stdout, text(options, 'format') === 'csv' ? read.csv() : read.ndjson());
    return 0;
  } finally {
    read.close();
  }
}

export const read: CommandSpec = {
  syntax: 'read <file>',
  summary: 'show what Sheetkeep sees in a file; needs no workspace',
  options: [
    { flags: '--sheet <sheet>', help: "a sheet's name or its 0-based number (default: all)" },
    {
      flags: '--format <format>',
      help: 'ndjson: a line per table, then a line per row; csv: the largest or chosen table',
      choices: ['ndjson', 'csv'],
      default: 'ndjson',
    },
    {
      flags: '--encoding <name>',
      help: 'the text encoding, where the file does not tell it (default: found from the bytes)',
    },
  ],
  examples: [
    'read customers.xlsx',
    'read export.csv --format csv > clean.csv',
    'read customers.xlsx --sheet 北京 --json',
  ],
  exits: [[4, 'the file cannot be read; the reason is named']],
  run: (context, [file], options) => print(context, file as string, options),
};
