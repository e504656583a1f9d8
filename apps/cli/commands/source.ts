/** What is decided about how the files of a source are read. */
import { resolve } from 'node:path';
import { delimiterName } from '../../../schemas/reading-questions.js';
import type { ReadingRule } from '../../../schemas/decisions.js';
import type { SourceReading } from '../../keeper/verbs/source.js';
import { callArchive } from '../archive-call.js';
import { type CommandSpec, type Options, text } from '../command.js';
import { type Context, say } from '../context.js';
import { takenBack } from '../../../core/mapping/reading-rules.js';
import { needFile } from '../need-file.js';
import { delimiterOption, encodingOption, tableOptions, wordsOf } from '../reading-options.js';
import { shown } from '../../print.js';
import { NamedError } from '../../../schemas/errors.js';

const datasetOption = { flags: '-d, --dataset <dataset>', help: 'the dataset (default: that of the source)' };

function ruleText(context: Context, { said, text: own, shape }: ReadingRule): string {
  const { sheet, take, headerRows, firstRow, lastRow, headings, fillDown } = said;
  const parts = [
    sheet === null ? '' : shown(sheet),
    take === null ? '' : take ? say(context, 'read', '读取') : say(context, 'left out', '不读取'),
    headerRows === null
      ? ''
      : `${say(context, 'header', '表头')} ${headerRows.join('–') || say(context, 'none', '无')}`,
    firstRow === null ? '' : `${say(context, 'first row', '首行')} ${firstRow}`,
    lastRow === null ? '' : `${say(context, 'last row', '末行')} ${lastRow}`,
    headings === undefined
      ? ''
      : `${say(context, 'heading rows', '分组标题行')} ${headings.join(',') || say(context, 'none', '无')}`,
    fillDown === undefined ? '' : `${say(context, 'filled down', '向下填充')} ${fillDown.join(',')}`,
    own.encoding ?? '',
    own.delimiter === undefined ? '' : delimiterName(own.delimiter, context.lang),
  ].filter((part) => part !== '');
  const known = shape?.header.flat() ?? [];
  const like =
    known.length > 0
      ? known
          .slice(0, 6)
          .map((header) => shown(header, 20))
          .join(' | ')
      : say(context, 'any file', '所有文件');
  return `${parts.join(' · ')}  ← ${like}`;
}

function tell(context: Context, answer: SourceReading): number {
  if (context.json) context.out(JSON.stringify(answer));
  else {
    const version = answer.version === null ? '' : ` (${say(context, 'mapping', '列对应')} ${answer.version})`;
    context.out(`${answer.source} → ${answer.dataset}${version}`);
    answer.rules.forEach((rule, at) => context.out(`${at + 1}  ${ruleText(context, rule)}`));
    if (answer.rules.length === 0)
      context.out(say(context, 'nothing decided: files are read by what they look like', '尚无确认：按文件内容判断'));
  }
  return 0;
}

const place = (source: unknown, options: Options) => ({ source: source as string, dataset: text(options, 'dataset') });

export const sourceShow: CommandSpec = {
  syntax: 'show <source>',
  archive: true,
  summary: 'what is decided about how the files of a source are read',
  options: [datasetOption],
  examples: ['source show customers'],
  run: async (context, [source], options) =>
    tell(context, await callArchive<SourceReading>(context, 'source.show', place(source, options))),
};

async function set(context: Context, source: unknown, options: Options): Promise<number> {
  const like = text(options, 'like');
  if (like !== undefined) needFile(context, like);
  const take = text(options, 'take');
  const words = wordsOf(options, text(options, 'sheet') ?? null, take === undefined ? null : take === 'yes');
  if (words === null) throw new NamedError('usage', 'Say what is decided: see --help.', { exit: 'usage' });
  const args = { ...place(source, options), words, like: like === undefined ? undefined : resolve(like) };
  return tell(context, await callArchive<SourceReading>(context, 'source.set', args));
}

export const sourceSet: CommandSpec = {
  syntax: 'set <source>',
  archive: true,
  summary:
    'decide how files like one are read; it holds for every later file of that shape, and adds to what is decided for it',
  options: [
    { flags: '--like <file>', help: 'a file of the kind that is meant; later ones are known by its header' },
    datasetOption,
    { flags: '--sheet <sheet>', help: 'the sheet that is meant (default: any)' },
    { flags: '--take <take>', help: 'read a sheet that would be left out, or leave it out', choices: ['yes', 'no'] },
    encodingOption,
    delimiterOption,
    ...tableOptions,
  ],
  examples: [
    'source set customers --like list.xlsx --header-row 3-4',
    'source set orders --like march.csv --encoding big5 --delimiter ";"',
    'source set customers --sheet 汇总 --take yes',
    'source set customers --like list.xlsx --heading-rows none --fill-down A',
  ],
  exits: [[4, 'the file cannot be read; the reason is named']],
  run: (context, [source], options) => set(context, source, options),
};

export const sourceForget: CommandSpec = {
  syntax: 'forget <source>',
  archive: true,
  summary: 'forget what is decided: later files are read by what they look like',
  options: [
    datasetOption,
    { flags: '--rule <number>', help: 'only this one, as source show numbers them' },
    {
      flags: '--word <word>',
      help: 'only what this option of source set said; header-row: all that was said of the rows below it, too',
      choices: takenBack,
    },
  ],
  examples: ['source forget customers', 'source forget customers --rule 2 --word fill-down'],
  run: async (context, [source], options) => {
    const rule = text(options, 'rule');
    const args = {
      ...place(source, options),
      rule: rule === undefined ? undefined : Number(rule),
      word: text(options, 'word'),
    };
    return tell(context, await callArchive<SourceReading>(context, 'source.forget', args));
  },
};
