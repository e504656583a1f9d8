/** Names of receipt workbooks: the sent name and its outcome. */
import { wellFormed } from './cell-text.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { type Counts, type DeliveryStatus, isAnswers } from '../../../schemas/outcomes.js';

/** File systems take 255 bytes; room is left for a temp name, a number and what synced folders add. */
const mostBytes = 180;
const unsafe = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name without path, control and reserved characters, cut at `bytes` of UTF-8 between characters. */
export function safeName(name: string, bytes: number): string {
  const base = wellFormed(name.replace(/^.*[/\\]/su, ''))
    .normalize('NFC')
    .replace(unsafe, '_');
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(base)) {
    if (Buffer.byteLength(kept + segment) > bytes) break;
    kept += segment;
  }
  const trimmed = kept.replace(/^[.\s~$]+/u, '').replace(/[.\s]+$/u, '');
  return trimmed === '' || reserved.test(trimmed) ? `_${trimmed}` : trimmed;
}

type Words = readonly [en: string, zh: string];

const outcomes: Record<Exclude<DeliveryStatus, 'committed'>, Words> = {
  duplicate: ['duplicate', '重复'],
  refused: ['refused', '已拒收'],
  'needs-mapping': ['needs-mapping', '待确认'],
  held: ['held', '待批准'],
  failed: ['failed', '处理失败'],
};

interface Named {
  fileName: string;
  lang: Lang;
  status: DeliveryStatus;
  counts: Counts;
  gone?: number;
  reason?: string | null;
}

/** `new1150_changed31_tofix9`, `新增1150_更新31_退回9`; zero counts are left out. `gone` comes behind what became of the rows. */
function outcomeWords({ status, counts, gone = 0 }: Named, word: (words: Words) => string): string {
  if (status !== 'committed') return word(outcomes[status]);
  const told: [string, number][] = [
    [word(['new', '新增']), counts.new],
    [word(['changed', '更新']), counts.changed],
    [word(['tofix', '退回']), counts.rejected],
  ];
  const words = told.filter(([, count]) => count > 0).map(([name, count]) => `${name}${count}`);
  const rows = words.length > 0 ? words : [`${word(['unchanged', '未变'])}${counts.unchanged}`];
  return [...rows, ...(gone > 0 ? [`${word(['gone', '来源已无'])}${gone}`] : [])].join('_');
}

/**
 * `customers_receipt_new1150_changed31_tofix9.xlsx`, `客户名单-上海_回执_新增1150_更新31_退回9.xlsx`, in the language of the
 * receipt; `mark` tells receipts of one name apart.
 */
export function receiptName(named: Named, mark = ''): string {
  const { fileName, lang, reason } = named;
  const word = ([en, zh]: Words): string => (lang === 'zh' ? zh : en);
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(fileName)?.[0] ?? '';
  const words = isAnswers(reason) ? word(['answered', '已回答']) : outcomeWords(named, word);
  const tail = `_${word(['receipt', '回执'])}_${words}${mark}.xlsx`;
  const stem = fileName.slice(0, fileName.length - extension.length);
  return safeName(stem, mostBytes - Buffer.byteLength(tail)) + tail;
}
