import { basename, extname } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { count, shown } from '../../print.js';
import { type CommandSpec, type Options, text } from '../command.js';
import { type Context, say } from '../context.js';
import type { InferredFile } from '../infer-file.js';
import { needFile } from '../need-file.js';
import { refusalError } from '../refusal.js';
import { settingsOf } from '../settings.js';

/** The name asked for, else the file's own words, else `my_data`. */
async function nameFor(file: string, asked: string | undefined): Promise<string> {
  if (asked !== undefined && !/^[a-z][a-z0-9_]{0,47}$/.test(asked))
    throw new NamedError('bad-name', `"${shown(asked)}" is no name for a dataset.`, {
      hint: 'Lower-case letters, digits and _, a letter first, 48 at most.',
      exit: 'usage',
    });
  const [{ snakeCase }, { builtinDatasets }] = await Promise.all([
    import('../../../core/mapping/infer/names.js'),
    import('../../../schemas/datasets/builtin.js'),
  ]);
  const name = asked ?? (snakeCase(basename(file, extname(file))) || 'my_data');
  const isBuiltin = asked === undefined && builtinDatasets.some((one) => one.name === name);
  return isBuiltin ? `my_${name}` : name;
}

function tell(context: Context, found: InferredFile, snippet: string): void {
  if (found.builtin !== null)
    context.err(
      say(
        context,
        `The built-in dataset ${found.builtin} takes this file as it is; a dataset of your own is only needed for more columns.`,
        `内置数据集 ${found.builtin} 可以直接接收这个文件；只有需要更多列时才要自建数据集。`,
      ),
    );
  if (found.otherTables > 0)
    context.err(
      say(
        context,
        `The largest of ${count(found.otherTables + 1)} tables was looked at; --sheet chooses another.`,
        `已查看 ${count(found.otherTables + 1)} 个表中最大的一个；用 --sheet 选择其他表。`,
      ),
    );
  if (Object.keys(found.dataset.fields).length === 0)
    return context.err(
      say(
        context,
        'No column has a name that a field could be called by: write the names of the columns above the first row of data, and run it again.',
        '没有可用作字段的列名：请在第一行数据上方写上列名，然后重新运行。',
      ),
    );
  context.err(
    say(
      context,
      'Paste into sheetkeep.config.ts and change what you know better:',
      '粘贴到 sheetkeep.config.ts，并按实际情况修改：',
    ),
  );
  context.out(snippet);
}

async function run(context: Context, file: string, options: Options): Promise<number> {
  needFile(context, file);
  const config = await settingsOf(context);
  const name = await nameFor(file, text(options, 'dataset'));
  const { inferFile } = await import('../infer-file.js');
  const found = await inferFile(file, text(options, 'sheet') ?? null, config, context.signal);
  // It has no option for the encoding.
  if (!found.ok) throw refusalError({ ...found, encodings: [] }, basename(file), context.lang);
  const { snippetOf } = await import('../../../core/mapping/infer/snippet.js');
  const label = found.sheet === null || /^sheet\d*$/i.test(found.sheet) ? basename(file, extname(file)) : found.sheet;
  const snippet = snippetOf(name, label, found, context.lang);
  const { columns, rows, sheet, builtin } = found;
  const datasets = { [name]: { label, ...found.dataset } };
  if (context.json) context.out(JSON.stringify({ datasets, columns, rows, sheet, builtin, snippet }));
  else tell(context, found, snippet);
  return 0;
}

export const schemaInfer: CommandSpec = {
  syntax: 'infer <file>',
  summary: 'propose a dataset for the columns of a file, to paste into the settings; needs no workspace',
  options: [
    { flags: '-d, --dataset <name>', help: 'name of the dataset (default: from the file name)' },
    { flags: '--sheet <sheet>', help: "a sheet's name or its 0-based number (default: the largest table)" },
  ],
  examples: ['schema infer equipment.xlsx', 'schema infer 设备台账.xlsx --dataset equipment --json'],
  exits: [[4, 'the file cannot be read; the reason is named']],
  run: (context, [file], options) => run(context, file as string, options),
};
