/** Chinese numerals of `[DBNum1]` (一二三) and `[DBNum2]` (壹贰叁); `[DBNum3]` is full-width digits. */

const everyday = { digits: '〇一二三四五六七八九', units: ['', '十', '百', '千'], zero: '〇' };
const formal = { digits: '零壹贰叁肆伍陆柒捌玖', units: ['', '拾', '佰', '仟'], zero: '零' };
const groups = ['', '万', '亿', '万亿'];

/** Digit by digit, as in a year or under `0` placeholders. */
export function spelledDigits(text: string, numerals: number): string {
  if (numerals === 0) return text;
  if (numerals === 3) return text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  const { digits } = numerals === 1 ? everyday : formal;
  return text.replace(/\d/g, (digit) => digits[Number(digit)]!);
}

/** A plain decimal as it is read out: 12323 is 一万二千三百二十三. */
export function spelledNumber(text: string, numerals: number): string {
  const match = /^(\d{1,16})(\.\d+)?$/.exec(text);
  if (!match || numerals === 0 || numerals === 3) return spelledDigits(text, numerals);
  const [, whole = '', fraction = ''] = match;
  return spelledWhole(whole, numerals === 1 ? everyday : formal) + spelledDigits(fraction, numerals);
}

function spelledWhole(whole: string, { digits, units, zero }: typeof everyday): string {
  if (/^0+$/.test(whole)) return zero;
  let out = '';
  let gap = false;
  for (let i = 0; i < whole.length; i++) {
    const place = whole.length - 1 - i;
    const digit = Number(whole[i]);
    if (digit === 0) gap = true;
    else {
      out += (gap && out !== '' ? zero : '') + digits[digit]! + units[place % 4]!;
      gap = false;
    }
    const group = whole.slice(Math.max(0, i - 3), i + 1);
    if (place % 4 === 0 && place > 0 && /[1-9]/.test(group)) out += groups[place / 4]!;
  }
  return out;
}
