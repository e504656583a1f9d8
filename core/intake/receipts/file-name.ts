/** Names of receipt workbooks: the sent name and its outcome. */
import { wellFormed } from './cell-text.js';
import type { Counts, DeliveryStatus } from '../../../schemas/outcomes.js';

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

const statusWords: Record<Exclude<DeliveryStatus, 'committed'>, string> = {
  duplicate: 'duplicate',
  refused: 'refused',
  'needs-mapping': 'needs-mapping',
  held: 'held',
  failed: 'failed',
};

/** `new1150_changed31_tofix9`; zero counts are left out. */
export function outcomeWords(status: DeliveryStatus, counts: Counts): string {
  if (status !== 'committed') return statusWords[status];
  const told: [string, number][] = [
    ['new', counts.new],
    ['changed', counts.changed],
    ['tofix', counts.rejected],
  ];
  const words = told.filter(([, count]) => count > 0).map(([word, count]) => `${word}${count}`);
  return words.length > 0 ? words.join('_') : `unchanged${counts.unchanged}`;
}

/** `客户名单-上海_receipt_new1150_changed31_tofix9.xlsx`; `mark` tells receipts of one name apart. */
export function receiptName(
  fileName: string,
  { status, counts, reason }: { status: DeliveryStatus; counts: Counts; reason?: string | null },
  mark = '',
): string {
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(fileName)?.[0] ?? '';
  const words = reason === 'answers-taken' ? 'answered' : outcomeWords(status, counts);
  const tail = `_receipt_${words}${mark}.xlsx`;
  const stem = fileName.slice(0, fileName.length - extension.length);
  return safeName(stem, mostBytes - Buffer.byteLength(tail)) + tail;
}
