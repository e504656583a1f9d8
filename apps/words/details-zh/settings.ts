/** What is wrong in the settings, line by line: `  path: what is expected`. */
import type { Form } from './form.js';

const types: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组设置',
  record: '一组设置',
  undefined: '空',
  null: 'null',
  NaN: '非数字',
};
const typeOf = (name: string): string => (Object.hasOwn(types, name) ? (types[name] ?? name) : name);

/** `no dataset order`: what of. */
const nouns: Readonly<Record<string, string>> = {
  dataset: '数据集',
  'dataset that the role sees:': '该角色可见的数据集',
  field: '字段',
  'field that the role sees:': '该角色可见的字段',
  store: '存储位置',
  role: '角色',
};

const meant = (near: string | undefined): string => (near === undefined ? '' : `；是否指 ${near}？`);
const compared: Readonly<Record<string, string>> = { '>=': '不小于', '>': '大于', '<=': '不大于', '<': '小于' };
const units: Readonly<Record<string, string>> = {
  characters: ' 个字符',
  items: ' 项',
  character: ' 个字符',
  item: ' 项',
};
const bound = (sign = '', n = '', unit = ''): string => `应${compared[sign] ?? sign} ${n}${units[unit] ?? ''}`;

export const expectedForms: readonly Form[] = [
  [/^no such setting; known are (.+)$/, (known = '') => `没有这个设置；可用的有 ${known}`],
  [/^no such setting; did you mean (.+)\?$/, (near = '') => `没有这个设置；是否指 ${near}？`],
  [
    /^no (dataset that the role sees:|field that the role sees:|dataset|field|store|role) (.*?)(?:; did you mean (.+)\?)?$/,
    (what = '', name = '', near?: string) => `没有${nouns[what] ?? what} ${name}${meant(near)}`,
  ],
  [/^one of (.+)$/, (all = '') => `应为以下之一：${all}`],
  [/^a folder apart from that of (.+)$/, (other = '') => `应与 ${other} 的文件夹互不包含`],
  [/^either at or everyMinutes$/, () => 'at 与 everyMinutes 必须且只能给出一个'],
  [/^at, beside days or monthDays$/, () => '给出 days 或 monthDays 时还需要 at'],
  [/^days or monthDays, not both$/, () => 'days 与 monthDays 不能同时给出'],
  [/^true, while a store is not a folder$/, () => '有存储位置不是文件夹时必须为 true'],
  [/^none with seal: false$/, () => 'seal 为 false 时不能给出'],
  [/^something to keep$/, () => '至少要保留一个'],
  [/^another name: files without a source have this one$/, () => '请换名称：没有来源的文件用这个名称'],
  [/^another name: the history of another role has this one$/, () => '请换名称：另一个角色的历史文件用了它'],
  [
    /^another name: this is the workspace’s own folder snapshots\/$/,
    () => '请换名称：这是工作区自己的 snapshots/ 文件夹',
  ],
  [/^endpoint and bucket only with kind s3$/, () => '只有 kind 为 s3 时才能给出 endpoint 和 bucket'],
  [/^only with kind folder$/, () => '只有 kind 为 folder 时才能给出'],
  [/^a folder$/, () => '应给出文件夹'],
  [/^the address of the service$/, () => '应给出服务的地址'],
  [/^the name of a bucket$/, () => '应给出存储桶的名称'],
  [/^the name is taken by a table of Sheetkeep itself$/, () => '该名称已被 Sheetkeep 自己的表使用'],
  [/^the name is taken by a column of Sheetkeep itself$/, () => '该名称已被 Sheetkeep 自己的列使用'],
  [/^at least one field, such as (.+)$/, (such = '') => `至少要有一个字段，如 ${such}`],
  [/^two fields have the same id$/, () => '有两个字段的 id 相同'],
  [/^one identifier at most$/, () => '最多只能有一个标识字段（identifier）'],
  [/^values, or open: true$/, () => '应给出 values，或 open: true'],
  [/^values only with type enum$/, () => '只有 type 为 enum 时才能给出 values'],
  [/^a field of a known dataset$/, () => '应为已有数据集的字段'],
  [/^a dataset that the role sees$/, () => '应为该角色可见的数据集'],
  [
    /^a name in snake_case: lower-case letters, digits and _, a letter first$/,
    () => '名称应由小写字母、数字和 _ 组成，以字母开头',
  ],
  [/^an absolute path$/, () => '应为绝对路径'],
  [/^a time of day such as (.+)$/, (as = '') => `应为一天中的时间，如 ${as}`],
  [/^a recipient of age: age1… of 62 characters$/, () => '应为 age 公钥：age1…，共 62 个字符'],
  [/^an address without a path$/, () => '应为不带路径的地址'],
  [
    /^a bucket name: 3 to 63 lower-case letters, digits, - and \.?$/,
    () => '存储桶名称：3 至 63 个小写字母、数字、- 和 .',
  ],
  [/^empty, or ending with \/$/, () => '应为空，或以 / 结尾'],
  [/^the beginning of names of environment variables, such as (.+)$/, (as = '') => `应为环境变量名的开头，如 ${as}`],
  [
    /^a folder below the workspace, with forward slashes, such as (.+)$/,
    (as = '') => `应为工作区内的文件夹，用正斜杠，如 ${as}`,
  ],
  [/^an IANA time zone such as (.+) or (.+)$/, (as = '', or = '') => `应为 IANA 时区，如 ${as} 或 ${or}`],
  [
    /^a country code of two capital letters such as (.+) or (.+)$/,
    (as = '', or = '') => `应为两个大写字母的国家代码，如 ${as} 或 ${or}`,
  ],
  [/^an encoding such as (.+)$/, (as = '') => `应为编码名称，如 ${as}`],
  [/^a character that parts cells, such as ; or a tab$/, () => '应为一个分隔字符，如 ; 或制表符'],
  [/^a currency code of three capital letters such as (.+)$/, (as = '') => `应为三个大写字母的货币代码，如 ${as}`],
  [/^a field that the role sees as it is$/, () => '应为该角色原样可见的字段'],
  [
    /^a field without personal data: its values become names of folders$/,
    () => '应为不含个人信息的字段：它的值会成为文件夹名',
  ],
  [/^year, month or day for a date$/, () => '日期应为 year、month 或 day'],
  [/^a field of type (.+)$/, (type = '') => `字段类型应为 ${type}`],
  [/^value, for a field that is no date$/, () => '不是日期的字段应为 value'],
  // Of the library that checks settings.
  [
    /^Invalid input: expected (\S+), received (\S+)$/,
    (want = '', got = '') => `应为${typeOf(want)}，实际为${typeOf(got)}`,
  ],
  [/^Invalid input: expected (.+)$/, (want = '') => `应为 ${want}`],
  [/^Invalid option: expected one of (.+)$/, (all = '') => `应为以下之一：${all.replaceAll('|', ' ')}`],
  [/^Too (?:small|big): expected (?:\S+) to (?:be|have) ([<>]=?)(\S+?)(?: (characters?|items?))?$/, bound],
  [/^Invalid string: must match pattern (.+)$/, (pattern = '') => `应符合 ${pattern}`],
  [/^Invalid URL$/, () => '应为网址'],
  [/^Invalid (?:input|key in record)$/, () => '不符合要求'],
];

function expectedInChinese(expected: string): string {
  for (const [form, chinese] of expectedForms) {
    const found = form.exec(expected)?.slice(1);
    if (found && chinese) return chinese(...found);
  }
  return expected;
}

/** Lines of `problemText`; paths stay. */
export const problemsInChinese = (lines: string): string =>
  lines.replaceAll(/^ {2}(\S+|\(settings\)): (.+)$/gm, (_, path: string, expected: string) => {
    const at = path === '(settings)' ? '（整个设置）' : path;
    return `  ${at}：${expectedInChinese(expected)}`;
  });
