import { basename } from 'node:path';
import { CodePage, codePages } from '../../../core/exports/code-pages.js';
import type { ReadMember } from '../../../core/parsing/read-packed.js';
import type { ReadFile, ReadReport } from '../../../core/parsing/read.js';
import { exitCodes, NamedError } from '../../../schemas/errors.js';
import { type CommandSpec, type Options, text } from '../command.js';
import { type Context, say } from '../context.js';
import { cellPlace } from '../places.js';
import { needFile } from '../need-file.js';
import { delimiterOption, encodingOption, tableOptions, wordsOf } from '../reading-options.js';
import { shown } from '../../print.js';
import { refusalError } from '../refusal.js';
import { writeAll } from '../write.js';

async function open(file: string, options: Options, signal: AbortSignal) {
  const [{ openRead }, { guarded }, { defaultParseLimits }] = await Promise.all([
    import('../../../core/parsing/read.js'),
    import('../../../core/parsing/parse-guarded.js'),
    import('../../../schemas/parse-limits.js'),
  ]);
  const sheet = text(options, 'sheet');
  const words = wordsOf(options, null);
  const member = text(options, 'member');
  const hints = {
    legacyEncoding: 'evidence',
    ...(sheet === undefined ? {} : { sheet }),
    ...(words && { words }),
  };
  const form = text(options, 'format') === 'csv' ? 'csv' : 'ndjson';
  const as = text(options, 'as') === 'shown' ? 'shown' : 'stored';
  const marks = options['marks'] === true;
  const asked = { marks, ...(member !== undefined && { member }) };
  const limits = defaultParseLimits;
  return guarded(limits, (guard) => openRead({ path: file, hints, limits, form, as, ...asked, ...guard }), signal);
}

/** The report with the catalogue's words for each issue, and for each member that was not read. */
async function told(report: ReadReport, { lang }: Context) {
  const { hint, message } = await import('../../../schemas/issues/catalogue.js');
  const words: Words = (code, params) => ({
    message: message(code, params, lang),
    hint: hint(code, params, lang),
  });
  const issues = report.issues.map(({ params, ...issue }) => {
    const { row, column } = issue;
    return {
      ...issue,
      ...words(issue.code, { ...(row !== undefined && { row }), ...(column !== undefined && { column }), ...params }),
    };
  });
  if (!report.members) return { ...report, issues };
  return { ...report, issues, members: report.members.map((member) => toldMember(member, words)) };
}

type Words = (code: string, params: Record<string, string | number>) => { message: string; hint: string };

const toldMember = ({ reason, params = {}, ...member }: ReadMember, words: Words) => ({
  ...member,
  reason: reason === null ? null : { code: reason, ...words(reason, params) },
});

/** Rows go to stdout; what of a ZIP file is no row is told beside them. */
async function tellMembers(context: Context, { members = [] }: Pick<ReadReport, 'members'>): Promise<void> {
  const { hint, message } = await import('../../../schemas/issues/catalogue.js');
  for (const { member, reason, params = {} } of members) {
    if (reason === null) continue;
    const why = `${message(reason, params, context.lang)} ${hint(reason, params, context.lang)}`;
    context.err(`${shown(member)}: ${why.trimEnd()}`);
  }
}

/** So many are told beside the rows; all of them stand in the object of `--json`. */
const mostIssues = 20;

/** Rows go to stdout, as they are; what is to be known of the file and its rows is told beside them. */
async function tellIssues(context: Context, report: ReadReport): Promise<void> {
  const left = report.issues.length - mostIssues;
  const { issues } = await told({ ...report, issues: report.issues.slice(0, mostIssues) }, context);
  for (const { member, sheet = null, row = null, column = null, message, hint } of issues) {
    const place = [member === undefined ? '' : shown(member), cellPlace(context, { sheet, row, column })];
    const where = place.filter((part) => part !== '').join(' · ');
    context.err(`! ${where === '' ? '' : say(context, `${where}: `, `${where}：`)}${message} ${hint}`.trimEnd());
  }
  if (left > 0)
    context.err(say(context, `! ${left} more: --json lists them all`, `! 另有 ${left} 条，用 --json 可全部列出`));
}

/** CSV has room for one table. */
function tellOthers(context: Context, { tables }: ReadReport, options: Options): void {
  if (text(options, 'format') !== 'csv' || text(options, 'as') === 'shown' || tables.length < 2) return;
  context.err(
    say(
      context,
      `! Of ${tables.length} tables the largest is written; --sheet and --member choose, and without --format csv all are shown.`,
      `! 共 ${tables.length} 个表，只写出最大的一个；可用 --sheet、--member 选择，去掉 --format csv 则全部显示。`,
    ),
  );
}

/** In UTF-8, or as an older program wants it: what that code page lacks is told, and the exit code says so. */
async function write(context: Context, read: ReadFile, codePage: string | undefined): Promise<number> {
  if (codePage === undefined) {
    await writeAll(process.stdout, read.pieces());
    return 0;
  }
  const page = new CodePage(codePage);
  await writeAll(process.stdout, page.encoded(read.pieces()));
  if (page.lost === 0) return 0;
  const lost = `${page.lost} ${page.lost === 1 ? 'character is' : 'characters are'}`;
  context.err(
    `! ${say(
      context,
      `${lost} not in ${codePage}: _ stands for ${page.lost === 1 ? 'it' : 'them'}. Without --code-page all characters are kept.`,
      `${codePage} 中没有其中 ${page.lost} 个字符，已写为 _。去掉 --code-page 可保留所有字符。`,
    )}`,
  );
  return exitCodes.withIssues;
}

const needsForm = (options: Options): void => {
  if (options['marks'] === true && text(options, 'format') === 'csv')
    throw new NamedError('usage', '--marks goes with --format ndjson', { exit: 'usage' });
  if (text(options, 'codePage') !== undefined && text(options, 'format') !== 'csv')
    throw new NamedError('usage', '--code-page goes with --format csv', { exit: 'usage' });
};

async function print(context: Context, file: string, options: Options): Promise<number> {
  needsForm(options);
  needFile(context, file);
  const read = await open(file, options, context.signal);
  if (!read.ok) {
    await tellMembers(context, read);
    throw refusalError(read, basename(file), context.lang);
  }
  try {
    if (context.json) context.out(JSON.stringify(await told(read.report, context)));
    else {
      await tellMembers(context, read.report);
      await tellIssues(context, read.report);
      tellOthers(context, read.report, options);
      return await write(context, read, text(options, 'codePage'));
    }
    return 0;
  } finally {
    read.close();
    const { readersGone } = await import('../../../core/parsing/parse-guarded.js');
    await readersGone();
  }
}

export const read: CommandSpec = {
  syntax: 'read <file>',
  summary: 'show what Sheetkeep sees in a file; needs no workspace',
  options: [
    { flags: '--sheet <sheet>', help: "a sheet's name or its 0-based number (default: all)" },
    { flags: '--member <name>', help: 'of a ZIP file: the spreadsheet in it to read (default: all)' },
    {
      flags: '--as <as>',
      help: 'stored: the tables found, every stored digit, dates as ISO; shown: one sheet as it stands, cells as Excel displays them',
      choices: ['stored', 'shown'],
      default: 'stored',
    },
    {
      flags: '--format <format>',
      help: 'ndjson: a line per table, then a line per row; csv: the largest or chosen table',
      choices: ['ndjson', 'csv'],
      default: 'ndjson',
    },
    {
      flags: '--marks',
      help: 'with ndjson, behind the rows of each table: what their texts do not tell (hidden, struck, percent, filled …), and the rows left out with the reason',
    },
    {
      flags: '--code-page <name>',
      help: 'with csv: write in the code page of an older program, as Excel does; _ stands for what it lacks (default: UTF-8)',
      choices: codePages,
    },
    encodingOption,
    delimiterOption,
    ...tableOptions,
  ],
  examples: [
    'read customers.xlsx',
    'read export.csv --format csv > clean.csv',
    'read report.xlsx --sheet 0 --as shown --format csv',
    'read 客户.xlsx --format csv --code-page gbk > 客户.csv',
    'read customers.xlsx --sheet 北京 --json',
    'read customers.xlsx --marks',
    'read list.xlsx --header-row 3-4 --last-row 120',
    'read export.zip --member contacts.csv --format csv',
  ],
  exits: [
    [3, 'written, but the code page asked for lacks some characters'],
    [4, 'the file cannot be read; the reason is named'],
  ],
  run: (context, [file], options) => print(context, file as string, options),
};
