/** How deliveries are told to people: one line each, five outcomes, the next step. */
import { relative } from 'node:path';
import type { DeliveryAnswer } from '../keeper/answers.js';
import { type Context, type Lang, say } from './context.js';
import { columns, count, counted, shown } from '../print.js';
import { typed, type AskedWorkspace } from './typed.js';

const marks: Record<DeliveryAnswer['status'], string> = {
  committed: '✓',
  duplicate: '=',
  refused: '!',
  'needs-mapping': '?',
  held: '‖',
  failed: '✗',
};

/** Its answers were taken, but what asked still asks. */
const asksMore = ({ reason }: DeliveryAnswer): boolean => reason?.code === 'answers-open';

const markOf = (d: DeliveryAnswer): string => marks[asksMore(d) ? 'needs-mapping' : d.status];

const statusWords: Record<string, readonly [en: string, zh: string]> = {
  committed: ['taken in', '已入库'],
  duplicate: ['known already', '重复'],
  refused: ['refused', '已拒收'],
  'needs-mapping': ['asks a question', '待确认'],
  held: ['waits for a decision', '待批准'],
  failed: ['failed', '处理失败'],
  open: ['under way', '处理中'],
};

/** What became of a delivery, for people; a word of a newer version tells itself. */
export function statusWord(status: string, lang: Lang): string {
  const [en, zh] = statusWords[status] ?? [status, status];
  return say({ lang }, en, zh);
}

/** Rows that something later overrules; of a complete source what its list no longer has. */
function besideText({ gone = 0, overruled = 0 }: Pick<DeliveryAnswer, 'gone' | 'overruled'>, lang: Lang): string {
  const told = [
    overruled > 0 &&
      say({ lang }, `${counted(overruled, 'row')} older than what is known`, `${count(overruled)} 行早于已有内容`),
    gone > 0 && say({ lang }, `${counted(gone, 'record')} gone at the source`, `来源已无 ${count(gone)} 条`),
  ];
  return told.filter(Boolean).join(say({ lang }, ', ', '，'));
}

function committedCells(d: DeliveryAnswer, lang: Lang): string[] {
  const words = { lang };
  const part = (n: number, en: string, zh: string) => (n === 0 ? '' : `${count(n)} ${say(words, en, zh)}`);
  return [
    say(words, counted(d.rows, 'row'), `${count(d.rows)} 行`),
    part(d.new, 'new', '新增'),
    part(d.changed, 'changed', '更新'),
    part(d.unchanged, 'unchanged', '未变'),
    part(d.rejected, 'to fix', '退回'),
    part(d.skipped + d.duplicates, 'skipped', '跳过'),
    // One that an answer let go on was timed by nobody.
    d.ms === 0 ? '' : `${(d.ms / 1000).toFixed(1)} s`,
    besideText(d, lang),
  ];
}

/** As seen from the current folder, where it lies below it. */
export function receiptPath({ receipt }: Pick<DeliveryAnswer, 'receipt'>): string {
  if (receipt === null) return '';
  const near = relative(process.cwd(), receipt);
  return shown(near.startsWith('..') ? receipt : near, 300);
}

/** Rows were taken; everything else is told as a sentence. */
const hasCounts = (d: DeliveryAnswer): boolean => d.status === 'committed' && (d.batch !== null || isPacked(d));

/** Its counts are those of its members, which are told beside it. */
const isPacked = (d: DeliveryAnswer): boolean => d.members.length > 0;

function sentence(d: DeliveryAnswer, lang: Lang): string {
  const words = { lang };
  if (d.status === 'duplicate') {
    const same = d.sameAs === null ? say(words, 'an earlier file', '先前的文件') : shown(d.sameAs);
    return say(words, `the same content as ${same}: nothing to do`, `内容与 ${same} 相同，无需处理`);
  }
  const reason = d.reason === null ? d.status : [d.reason.message, d.reason.hint].join(say(words, ' ', '')).trim();
  if (d.status === 'refused') return say(words, `refused: ${reason}`, `已拒收：${reason}`);
  if (d.status === 'needs-mapping' && !isPacked(d)) {
    const isReading = d.reason?.code === 'reading-unsure';
    return say(
      words,
      `needs an answer: open ${receiptPath(d)}, sheet ${isReading ? 'Tables' : 'Columns'}`,
      `${isReading ? '需要确认读法' : '需要确认列对应'}：请打开 ${receiptPath(d)} 的“${isReading ? '表格确认' : '列对应确认'}”表`,
    );
  }
  return reason;
}

/** Where the rows to fix of a delivery are, and what to do with them; null = there are none. */
export function toFixLine(d: DeliveryAnswer, lang: Lang, path = receiptPath(d)): string | null {
  if (d.rejected === 0 || d.receipt === null || isPacked(d)) return null;
  return say(
    { lang },
    `To fix: ${path} — correct the coloured cells, drop it into the inbox.`,
    `退回：${path} — 改正着色的单元格，再放回收件箱。`,
  );
}

/** The JSON of the contract first; more keys after. */
export const deliveryJson = ({ ms: _ms, file, ...d }: DeliveryAnswer) => ({ ...d, file });

/** With the commands that its next steps name as they are typed here. */
export function asTyped(d: DeliveryAnswer, asked: AskedWorkspace): DeliveryAnswer {
  const here = <T extends { hint: string }>(told: T): T => ({ ...told, hint: typed(told.hint, asked) });
  return { ...d, reason: d.reason && here(d.reason), leftOut: d.leftOut.map(here) };
}

/** One that came while a keeper serves, and its next step. */
export function tellDelivery(
  context: Pick<Context, 'json' | 'lang' | 'out' | 'workspaceAsked'>,
  answer: DeliveryAnswer,
): void {
  const { json, lang, out } = context;
  const d = asTyped(answer, context);
  if (json) return out(JSON.stringify(d));
  out(deliveryLines([d], lang));
  const toFix = toFixLine(d, lang);
  if (toFix !== null) out(`  ${toFix}`);
}

/** Lines for several deliveries, aligned; what was not committed is told as a sentence. */
export function deliveryLines(deliveries: readonly DeliveryAnswer[], lang: Lang): string {
  const name = (d: DeliveryAnswer) => `${d.parent === null ? '' : '  '}${markOf(d)} ${shown(d.file, 40)}`;
  const table = deliveries.map((d) => [name(d), ...(hasCounts(d) ? committedCells(d, lang) : [])]);
  const aligned = columns(padRows(table), [1, 2, 3, 4, 5, 6, 7]).split('\n');
  return deliveries
    .map((d, i) =>
      hasCounts(d) ? (aligned[i] ?? '') : `${(columns([[name(d)]]) + ' ').padEnd(2)} ${sentence(d, lang)}`,
    )
    .join('\n');
}

function padRows(table: readonly string[][]): string[][] {
  const width = Math.max(...table.map((row) => row.length));
  return table.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
}

/** What was left out of a packed file and may be missed. */
export const leftOutLines = ({ leftOut }: DeliveryAnswer): string[] =>
  leftOut
    .filter(({ level }) => level === 'warning')
    .map(({ member, message, hint }) => `  ! ${shown(member, 40)}  ${message} ${hint}`);

/** `rows = accepted + to fix + skipped`, over all deliveries. */
export function equationLine(all: readonly DeliveryAnswer[], lang: Lang): string {
  const deliveries = all.filter((d) => !isPacked(d));
  const total = (pickOne: (d: DeliveryAnswer) => number) => deliveries.reduce((before, d) => before + pickOne(d), 0);
  const sum = (pickOne: (d: DeliveryAnswer) => number) => count(total(pickOne));
  const skipped = sum((d) => d.skipped + d.duplicates);
  return say(
    { lang },
    `${counted(
      total((d) => d.rows),
      'row',
    )} = ${sum((d) => d.accepted)} accepted + ${sum((d) => d.rejected)} to fix + ${skipped} skipped`,
    `${sum((d) => d.rows)} 行 = ${sum((d) => d.accepted)} 接受 + ${sum((d) => d.rejected)} 退回 + ${skipped} 跳过`,
  );
}

/** 3 when rows are to fix, a person is asked or something in a ZIP may be missed, 4 when something was refused or held, else 0. */
export function deliveriesExit(deliveries: readonly DeliveryAnswer[]): number {
  if (deliveries.some((d) => d.status === 'failed')) return 1;
  if (deliveries.some((d) => d.status === 'refused' || d.status === 'held')) return 4;
  if (
    deliveries.some((d) => d.rejected > 0 || d.status === 'needs-mapping' || asksMore(d) || leftOutLines(d).length > 0)
  )
    return 3;
  return 0;
}
