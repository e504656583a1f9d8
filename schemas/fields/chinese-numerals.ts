/** Amounts in Chinese numerals: 壹万贰仟元整, 人民币叁佰元伍角, 一百二十万元, and as they are spoken, 三万二. */
import { canonicalDecimal } from './decimal-text.js';

export interface ChineseNumber {
  decimal: string;
  /** Its words say what it counts in: 万, 百, 元. */
  isWhole: boolean;
  currency: '元' | null;
}

/** Of each numeral the ordinary one. */
const ordinary: Record<string, string> = Object.fromEntries(
  [
    '零〇○',
    '一壹弌',
    '二贰貳弍两兩',
    '三叁叄參弎',
    '四肆',
    '五伍',
    '六陆陸',
    '七柒',
    '八捌',
    '九玖',
    '十拾',
    '百佰',
    '千仟',
    '万萬',
    '亿億',
    '元圆圓块塊',
  ].flatMap((same) => Array.from(same, (char) => [char, same.charAt(0)])),
);
const digits = '一二三四五六七八九';
const digit = `[${digits}]`;
const valueOf = (char: string | undefined): bigint => (char === undefined ? 0n : BigInt(digits.indexOf(char) + 1));

const amount = new RegExp(
  `^(?:人民币|RMB|CNY|¥|￥)?[:：]? ?(负|-)?([零${digits}十百千万亿]*)(元)?(?:零?(${digit})角)?(?:零?(${digit})分)?([整正])?$`,
);
const section = new RegExp(`^零?(?:(${digit})千)?零?(?:(${digit})百)?零?(?:(${digit})?(十))?(零)?(${digit})?$`);
const parts = /^(?:([^亿]+)亿)?(?:([^亿万]+)万)?([^亿万]*)$/;

/** null = no such amount, or one that may be read in two ways. */
export function readChineseNumerals(text: string): ChineseNumber | null {
  const plain = Array.from(text, (char) => ordinary[char] ?? char).join('');
  const [, sign, whole = '', yuan, jiao, fen, end] = amount.exec(plain) ?? [];
  const isAmount = yuan !== undefined || jiao !== undefined || fen !== undefined;
  if ((whole === '' && jiao === undefined && fen === undefined) || (end !== undefined && !isAmount)) return null;
  // 三百五角 is no amount; 五角 is.
  if (yuan === undefined && isAmount && whole !== '') return null;
  if (yuan !== undefined && whole === '') return null;
  const units = wholeOf(whole, !isAmount);
  if (units === null) return null;
  const cents = valueOf(jiao) * 10n + valueOf(fen);
  const decimal = `${sign === undefined ? '' : '-'}${units}.${cents.toString().padStart(2, '0')}`;
  const isWhole = isAmount || /[百千万亿]/.test(whole);
  return {
    decimal: canonicalDecimal(decimal),
    isWhole,
    currency: isAmount || plain.startsWith('人民币') ? '元' : null,
  };
}

/** `spoken`: the last digit may count tenths of what stands before it. */
function wholeOf(text: string, spoken: boolean): bigint | null {
  if (text === '' || text === '零') return 0n;
  const tenth = new RegExp(`([百千万亿])(${digit})$`).exec(text);
  if (tenth) {
    if (!spoken) return null;
    const before = wholeOf(text.slice(0, -1), false);
    return before === null ? null : before + valueOf(tenth[2]) * ((factors[tenth[1] ?? ''] ?? 0n) / 10n);
  }
  const found = parts.exec(text);
  if (!found) return null;
  let sum = 0n;
  for (const [at, factor] of [100_000_000n, 10_000n, 1n].entries()) {
    const part = found[at + 1];
    if (part === undefined || part === '' || part === '零') continue;
    const value = sectionOf(part);
    if (value === null || value === 0n) return null;
    sum += value * factor;
  }
  return sum;
}

const factors: Record<string, bigint> = { 百: 100n, 千: 1000n, 万: 10_000n, 亿: 100_000_000n };

/** Below 10000. */
function sectionOf(text: string): bigint | null {
  const found = section.exec(text);
  if (!found) return null;
  const [, thousands, hundreds, tens, ten, , ones] = found;
  const tensValue = ten === undefined ? 0n : tens === undefined ? 1n : valueOf(tens);
  return valueOf(thousands) * 1000n + valueOf(hundreds) * 100n + tensValue * 10n + valueOf(ones);
}
