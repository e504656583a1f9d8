import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { shown, counted } from '../../print.js';
import { type CommandSpec, type Options, text } from '../command.js';
import { type Context, say } from '../context.js';
import { namedDataset } from '../../named.js';
import { settingsOf } from '../settings.js';

/** Writes a new file; one that is there stays as it is. */
async function writeNew(path: string, bytes: Uint8Array, context: Context): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new NamedError(
        'file-exists',
        `${shown(basename(path))}: ${say(context, 'is there already', '文件已存在')}`,
        {
          hint: say(
            context,
            'Name another file with --to, or move this one away.',
            '请用 --to 指定另一个文件名，或先移走这个文件。',
          ),
          cause: error,
        },
      );
    throw new NamedError(
      'not-written',
      `${shown(basename(path))}: ${say(context, 'cannot be written', '无法写入')} (${code ?? ''})`,
      {
        hint: say(
          context,
          'Name a file in a folder you may write to with --to.',
          '请用 --to 指定一个可写文件夹中的文件。',
        ),
        cause: error,
      },
    );
  }
}

async function run(context: Context, name: string, options: Options): Promise<number> {
  const dataset = namedDataset(await settingsOf(context), name);
  const { blankWorkbook, preparedRows } = await import('../../../core/mapping/template/template.js');
  const { lang } = context;
  const path = resolve(text(options, 'to') ?? `${dataset.label[lang]}${say(context, ' template', '模板')}.xlsx`);
  await writeNew(path, await blankWorkbook(dataset, lang), context);
  const fields = dataset.fields.length;
  if (context.json) context.out(JSON.stringify({ file: path, dataset: name, lang, fields, preparedRows }));
  else
    context.out(
      say(
        context,
        `${path}: ${counted(fields, 'column')}, checks for ${preparedRows} rows`,
        `${path}：${fields} 列，已为 ${preparedRows} 行准备好下拉列表和校验`,
      ),
    );
  return 0;
}

export const template: CommandSpec = {
  syntax: 'template <dataset>',
  summary: 'write the blank workbook of a dataset to hand out: drop-down lists, numbers as text, notes on every column',
  options: [
    { flags: '--to <file>', help: 'where to write it (default: named after the dataset, in the current folder)' },
  ],
  examples: ['template customers', 'template orders --lang zh --to 订单模板.xlsx'],
  exits: [[4, 'the file is there already or cannot be written']],
  run: (context, [dataset], options) => run(context, dataset as string, options),
};
