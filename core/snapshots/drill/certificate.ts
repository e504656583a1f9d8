/** A page to print and file: what a passed drill proved. Both languages stand on it; it holds ids and counts only. */
import type { DrillRow } from '../ledger.js';
import type { ComparedKind } from './detail.js';
import { comparedKinds } from './detail.js';

const kinds: Record<ComparedKind, string> = {
  rows: 'tables of the log by number of rows · 日志各表行数',
  digest: 'tables of the log by digest of every row · 日志各表逐行摘要',
  columns: 'tables of the log by their columns · 日志各表结构',
  records: 'datasets by number of records · 各数据集记录数',
  sum: 'exact sums of money fields · 金额字段合计',
  audit: 'head of the audit chain · 审计链末端',
  derived: 'derived tables by digest · 推导表摘要',
  sampled: 'records, drawn by chance, read once more out of the log · 随机抽取、从日志重新读取的记录',
  originals: 'originals, drawn by chance, read and judged once more · 随机抽取、重新读取并校验的原件',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const row = (label: string, value: string): string => `<tr><th>${label}</th><td>${escaped(value)}</td></tr>`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const whole = (n: number): string => n.toLocaleString('en-US');

const style = `body{font:15px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:48rem;margin:3rem auto;padding:0 1rem}
h1{font-size:1.6rem;border-bottom:3px double;padding-bottom:.5rem}table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}th{width:50%;font-weight:normal;background:#f4f4f4}
.sign{margin-top:4rem;display:flex;gap:3rem}.sign div{flex:1;border-top:1px solid;padding-top:.3rem}@media print{body{margin:0 auto}}`;

/** `drill`: one that passed, with its facts. */
export function certificateHtml(drill: DrillRow, workspace: string, product: string): string {
  const { facts } = drill;
  const records = (facts?.records ?? []).map(({ dataset, records: n }) => row(escaped(dataset), whole(n)));
  const compared = comparedKinds.map((kind) => row(kinds[kind], whole(facts?.compared[kind] ?? 0)));
  const head = [
    row('Snapshot · 快照', drill.snapshot),
    row('Drill · 演练', drill.id),
    row('Held at (UTC) · 演练时间（UTC）', drill.at),
    row('Result · 结果', 'pass · 合格'),
    row('Time to restore · 恢复用时', seconds(facts?.restoreMs ?? 0)),
    row('With all comparisons · 含全部比对', seconds(drill.tookMs)),
    row('Rows restored · 恢复行数', whole(facts?.rows ?? 0)),
    row('Workspace · 工作区', workspace),
    row('Program · 程序', `Sheetkeep ${product}`),
  ];
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>恢复演练合格证 · Restore drill certificate</title><style>${style}</style>
<h1>恢复演练合格证 · Restore drill certificate</h1>
<p>The snapshot below was restored into an empty place by a process of its own and compared with the archive in use. Nothing differed.</p>
<p>下列快照已由独立进程恢复到空白位置，并与在用档案库逐项比对，无任何差异。</p>
<table>${head.join('')}</table>
<h2>Records · 记录</h2><table>${records.join('')}</table>
<h2>Compared · 比对项</h2><table>${compared.join('')}</table>
<div class="sign"><div>Seen by · 审阅</div><div>Date · 日期</div></div>
</html>
`;
}
