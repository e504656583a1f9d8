/** Next steps that hold names, in Chinese: the same names in other words. */
const forms: readonly [said: RegExp, chinese: (...found: string[]) => string][] = [
  [
    /^End it \((kill \d+)\) and run this again\./,
    (kill = '') => `请结束该进程（${kill}）后重试。它已接收的内容不会丢失。`,
  ],
  [/^"sheetkeep status" shows the batches/, () => '“sheetkeep status” 列出最近文件的批次；全部批次在表 batches 中。'],
  [/^Did you mean (.+)\?$/, (name = '') => `是不是 ${name}？`],
  [/^(?:Fields|Sources|Datasets|Roles|Schedules): (.+?)\.?$/, (names = '') => `可用的有：${names}。`],
  [/^Tables and columns: (.+)$/, (query = '') => `表和列：${query}`],
  [
    /^Only the published tables can be read\. Tables and columns: (.+)$/,
    (query = '') => `只能读取已发布的表。表和列：${query}`,
  ],
  [/^Give one (SELECT, .+) or (\w+)\.$/, (some = '', last = '') => `请只写一条 ${some} 或 ${last} 语句。`],
  [/^Check the statement near the place/, () => '请检查消息所指位置附近的语句。'],
  [/^TRY_CAST gives NULL/, () => '用 TRY_CAST 可使不符合类型的值变为 NULL。'],
  [/^The settings have no schedules\.$/, () => '设置中没有计划任务（schedules）。'],
  [
    /^Known are (.+)\. A folder needs a path with a slash, as (.+)\.$/,
    (names = '', path = '') => `可用的有：${names}。文件夹请写成带斜杠的路径，如 ${path}。`,
  ],
  [
    /^Set (\S+) and (\S+) where the keeper is started\.$/,
    (id = '', key = '') => `请在启动守护进程的环境中设置 ${id} 和 ${key}。`,
  ],
  [/^Check (\S+) and (\S+), or unset/, (...names) => `请检查 ${names.join(' 和 ')}；不设置它们时使用自带的服务。`],
  [
    /^Connect its disk or network and try again\. See snapshots\.stores/,
    () => '请接通其磁盘或网络后重试，并检查 sheetkeep.config.ts 中的 snapshots.stores。其他位置的快照不受影响。',
  ],
  [
    /^See snapshots\.stores in sheetkeep\.config\.ts\./,
    () => '请检查 sheetkeep.config.ts 中的 snapshots.stores。其他位置的快照不受影响。',
  ],
  [/^The clock of this machine or of the service is wrong/, () => '本机或服务的时钟不准：请校准时间。'],
  [/^Check the keys of the store in the environment/, () => '请检查守护进程环境中该存储的密钥及其权限。'],
  [/^There is no such bucket/, () => '没有这个存储桶：请建立它，或改正 snapshots.stores 中的名称。'],
  [/^Choose an empty folder, or one that holds an export/, () => '请选择空文件夹，或本工作区已导出的文件夹。'],
  [/^Move it away and export again/, () => '请移走它再导出。原有导出保持不变。'],
  [
    /^What was taken goes on: with the running keeper/,
    () =>
      '已接收的文件会继续处理：由正在运行的守护进程，或在下次 “sheetkeep up”、“sheetkeep reconcile” 时。可用 “sheetkeep status” 查看；再次发送同一文件不会重复入档。',
  ],
  [/^See (temporal\/server\.log) in the workspace\.$/, (log = '') => `请查看工作区中的 ${log}。`],
];

/** null: it is of no such form. */
export function hintInChinese(hint: string): string | null {
  for (const [said, chinese] of forms) {
    const found = said.exec(hint);
    if (found) return chinese(...found.slice(1));
  }
  return null;
}
