/** What the commands themselves say of a wrong use (code `usage`), in Chinese. */
type Form = readonly [said: RegExp, chinese: (...found: string[]) => string];

/** What whole numbers are asked for. */
const numbers = new Map([
  ['A record', '记录编号'],
  ['A batch', '批次编号'],
  ['The limit', '--limit'],
]);

const forms: readonly Form[] = [
  [/^--data takes n\/t/, () => '--data 的值应为 n/t，且 1 ≤ n ≤ t，如 1/7'],
  [
    /^Give --to for a new workspace/,
    () => '请给出 --to（新的工作区）、--dataset（记录放回归档库），或两者（只恢复该数据集）',
  ],
  [/^--record goes with --dataset/, () => '--record 须与 --dataset 一起使用'],
  [
    /^--field, --with-undone and --no-snapshot go with/,
    () => '--field、--with-undone、--no-snapshot 只用于放回归档库：须有 --dataset，不能有 --to',
  ],
  [/^--identity and --without-key go with --to/, () => '--identity 和 --without-key 须与 --to 一起使用'],
  [/^--timeout takes seconds, 1 to (\d+)/, (most = '') => `--timeout 的值应为秒数，1 到 ${most}`],
  [/^Say what is decided/, () => '请说明决定什么：见 --help'],
  [/^--identity takes the file/, () => '--identity 的值应为存有恢复密钥的文件'],
  [/^--scenario takes (.+)\.$/, (names = '') => `--scenario 的值应为 ${names} 之一`],
  [
    /^The files of (.+) may be of any dataset/,
    (source = '') => `${source} 的文件可以属于任何数据集：请用 --dataset 说明`,
  ],
  [/^Rows are decided by the example/, () => '行的决定要以一个文件为例：请加上 --like FILE'],
  [/^There is no rule (\d+); "(.+)" tells/, (rule = '', command = '') => `没有第 ${rule} 条规则：编号见 “${command}”`],
  [/^Nothing was decided about (\S+)\.$/, (word = '') => `没有关于 ${word} 的决定`],
  [/^The first time must be before/, () => '第一个时间必须早于第二个'],
  [/^The last time has not come yet/, () => '第二个时间还没有到：只能补跑已经过去的各次'],
  [
    /^That may be (\d+) runs: give a span of at most (\d+)/,
    (runs = '', most = '') => `可能有 ${runs} 次：请缩短时间段，最多 ${most} 次`,
  ],
  [/^(.+) must be a whole number/, (what = '') => `${numbers.get(what) ?? what} 必须是整数`],
  [/^--header-row takes/, () => '--header-row 的值应为行号、行号范围（如 3-4）或 none'],
  [/^--marks goes with/, () => '--marks 须与 --format ndjson 一起使用'],
  [/^--code-page goes with/, () => '--code-page 须与 --format csv 一起使用'],
  [/^--heading-rows takes/, () => '--heading-rows 的值应为行号（如 4,5）或 none'],
  [/^--fill-down takes/, () => '--fill-down 的值应为列（如 A,B；文本文件用 1,2）'],
  [/^(\S+) takes a row number/, (flag = '') => `${flag} 的值应为行号`],
];

/** null: none of ours. */
export function usageInChinese(message: string): string | null {
  for (const [said, chinese] of forms) {
    const found = said.exec(message);
    if (found) return `用法错误：${chinese(...found.slice(1))}`;
  }
  return null;
}
