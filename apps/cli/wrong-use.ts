/** What commander says of a wrong use, in the reader's language. */
import { type GlobalOptions, type Lang, languageOf } from './context.js';

/** Commander's English words (its lib/command.js) and ours; `$1` … are what it names. */
const chinese: readonly (readonly [RegExp, string])[] = [
  [/missing required argument '([^']*)'/, '缺少参数 $1'],
  [/option '([^']*)' argument missing/, '选项 $1 后面缺少值'],
  [/required option '([^']*)' not specified/, '缺少必需的选项 $1'],
  [/option '([^']*)' cannot be used with option '([^']*)'/, '选项 $1 不能与 $2 同时使用'],
  [
    /option '([^']*)' argument '([^']*)' is invalid\. Allowed choices are ([^\n]*)\./,
    '选项 $1 的值 $2 无效，可用的值：$3',
  ],
  [/unknown option '([^']*)'/, '没有选项 $1'],
  [/unknown command '([^']*)'/, '没有命令 $1'],
  [
    /too many arguments for '([^']*)'\. Expected (\d+) arguments? but got (\d+)\./,
    '命令 $1 的参数过多：应为 $2 个，实为 $3 个',
  ],
  [/too many arguments\. Expected (\d+) arguments? but got (\d+)\./, '参数过多：应为 $1 个，实为 $2 个'],
  [/\(Did you mean one of ([^\n]*)\?\)/, '（是否想用 $1？）'],
  [/\(Did you mean ([^\n]*)\?\)/, '（是否想用 $1？）'],
  [/\(see sheetkeep --help\)/, '（用法见 sheetkeep --help）'],
  [/^error: /, '用法错误：'],
];

/** The text as it is where the reader's language is English, or where it is none of commander's. */
export const wrongUse = (text: string, lang: Lang): string =>
  lang === 'en' ? text : chinese.reduce((told, [found, ours]) => told.replace(found, ours), text);

/** The value of an option among the words of a command line that could not be parsed. */
function valueAmong(argv: readonly string[], names: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => names.includes(word));
  if (at >= 0) return argv[at + 1];
  const [name = ''] = names;
  return argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The language asked for in such a command line, else the terminal's. */
export const languageAmong = (argv: readonly string[], env: NodeJS.ProcessEnv): Lang =>
  languageOf(valueAmong(argv, ['--lang']), env);

/** What such a command line says of where and how to speak. */
export function optionsAmong(argv: readonly string[]): GlobalOptions {
  const [workspace, lang] = [valueAmong(argv, ['--workspace', '-w']), valueAmong(argv, ['--lang'])];
  return {
    json: argv.includes('--json'),
    ...(workspace === undefined ? {} : { workspace }),
    ...(lang === undefined ? {} : { lang }),
  };
}
