/** How a file was read, in words: for receipts and for `check`. */
import { message } from '../../../schemas/issues/catalogue.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { delimiterName } from '../../../schemas/reading-questions.js';
import { taggedDelivery } from '../../../schemas/receipt.js';
import type { FoundReading, FoundTable } from '../../../schemas/reading.js';
import { unsure } from '../../../schemas/staging.js';
import type { Sureness } from '../../../schemas/staging.js';
import { counted, word, wordOr } from './words.js';
import type { Word } from './words.js';

const byWords: Record<Sureness['by'], Word> = {
  bom: 'byBom',
  valid: 'byValid',
  'nul-bytes': 'byBytes',
  declared: 'byDeclared',
  evidence: 'byEvidence',
  decided: 'byDecided',
  remembered: 'byRemembered',
};

/** `按内容判断，90%`; a finding that is certain tells no share. */
function surenessText({ by, confidence }: Sureness, lang: Lang): string {
  const share = confidence >= 0.995 ? [] : [`${Math.round(confidence * 100)}%`];
  const doubt = confidence < unsure ? [word(lang, 'pleaseCheck')] : [];
  return [word(lang, byWords[by]), ...share, ...doubt].join(word(lang, 'clause'));
}

const inBrackets = (text: string, note: string, lang: Lang): string => word(lang, 'bracketed', text, note);

export function encodingText({ encoding, sureness }: FoundReading, lang: Lang): string | null {
  if (encoding === null) return null;
  return sureness.encoding ? inBrackets(encoding, surenessText(sureness.encoding, lang), lang) : encoding;
}

export function dialectText({ dialect, sureness }: FoundReading, lang: Lang): string | null {
  if (dialect === null) return null;
  const quotes = dialect.quote === null ? word(lang, 'noQuotes') : word(lang, 'quotes', dialect.quote);
  const text = [delimiterName(dialect.delimiter, lang), quotes].join(word(lang, 'clause'));
  const found = sureness.dialect;
  if (found === null) return text;
  const rival = found.rival === null ? [] : [word(lang, 'orElse', delimiterName(found.rival, lang))];
  return inBrackets(text, [surenessText(found, lang), ...rival].join(word(lang, 'clause')), lang);
}

/** `上海：表头第 3–4 行，数据第 5–120 行，共 116 行` */
export function tableText(table: FoundTable, lang: Lang): string {
  const { sheet, from, to, headerRows, firstRow, lastRow, rows, header } = table;
  const name = sheet === null ? '' : `${sheet}!${from}–${to}${word(lang, 'colon')}`;
  const head = headerRows.length === 0 ? word(lang, 'noHeaderRow') : word(lang, 'headerRow', range(headerRows));
  const told =
    header.confidence < unsure || header.by === 'decided' || header.by === 'remembered'
      ? inBrackets(head, surenessText(header, lang), lang)
      : head;
  const data = rows === 0 ? word(lang, 'noRows') : word(lang, 'dataRows', range([firstRow, lastRow]), counted(rows));
  return `${name}${told}${word(lang, 'clause')}${data}`;
}

function range(rows: readonly number[]): string {
  const [first, last] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  return first === last ? String(first) : `${first}–${last}`;
}

/** Tables that were found and not taken, and sheets in which none was looked for, each with the reason; those of a receipt itself are no news. */
export function notTakenTexts({ tables, sheetsLeftOut }: FoundReading, lang: Lang): string[] {
  const found = tables.flatMap(({ notTaken, ...table }) =>
    notTaken === null || notTaken === 'own-sheet'
      ? []
      : [inBrackets(tableText({ ...table, notTaken }, lang), wordOr(lang, notTaken), lang)],
  );
  return [
    ...found,
    ...sheetsLeftOut
      .filter(({ sheet }) => taggedDelivery(sheet, []) === null)
      .map(({ sheet, code, params = {} }) => inBrackets(sheet, message(code, params, lang), lang)),
  ];
}

/** `10 合计行、3 空行` */
export const skippedText = (skipped: readonly { reason: string; count: number }[], lang: Lang): string =>
  skipped
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => `${counted(count)} ${wordOr(lang, reason === 'duplicate' ? 'repeats' : reason, count)}`)
    .join(word(lang, 'list'));
