/** Spoils a sound cell the way people do: by habit (repairable) or by mistake (to be rejected). */
import type { Random } from './random.js';

type Spoiler = (text: string, random: Random) => string;

const fullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const spoilers: Record<string, Spoiler[]> = {
  email: [
    (text) => ` ${text}`,
    (text) => text.replace('@', '＠'),
    (text) => text.replace('@', ' at '),
    (text) => text.slice(0, text.indexOf('@') + 1),
  ],
  phone: [
    (text) => `${text.slice(0, 3)} ${text.slice(3, 7)} ${text.slice(7)}`,
    fullWidth,
    (text) => text.slice(0, 8),
    () => '待补',
  ],
  country: [() => '中国', () => 'Atlantis'],
  signup_date: [
    (text) => text.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
    (text) => text.replaceAll('-', '.'),
    (text) => `${text.slice(0, 4)}-02-30`,
    () => '明天',
  ],
  credit_limit: [
    (text) => `￥${text.replace(/(\d)(\d{3})\./, '$1,$2.')}`,
    fullWidth,
    () => '面议',
    (text) => text.replace('.', ',.'),
  ],
};

const padded: Spoiler[] = [(text) => `${text} `, (text) => `\u00a0${text}`, (text) => `${text}\u200b`];

/** The cell of column `header`, spoilt; columns of free text are padded with blanks that cannot be seen. */
export function spoil(header: string, text: string, random: Random): string {
  return random.pick(spoilers[header] ?? padded)(text, random);
}
