/** Takes a phone cell apart: label, extension, number. */

/** Words before a number: 电话：, Tel., Mobile. */
const label =
  /^(?:(?:电话|手机|手机号码?|联系电话|座机|固话|固定电话|传真|電話|電話番号|手機|行動電話|携帯|携帯電話)(?:\s*[.:]\s*|\s*(?=[+(\d]))|(?:tel|telephone|phone|mobile|mob|cell|fax|[tmpw])\s*[.:]\s*)/i;
/** Extension after the number; a hyphen only after a Chinese land line with area code. */
const extension = /^(.*\d\)?)\s*(?:,?\s*(?:转|分[机機]号?|内线|extension|ext|;ext=|x|#)\s*[.:]?\s*)(\d{1,7})$/i;
const hyphenExtension = /^(\(?0\d{2,3}\)?[- ]?[2-8]\d{6,7})-(\d{1,6})$/;

export interface PhoneParts {
  number: string;
  extension: string | null;
  repairs: string[];
}

export function phoneParts(text: string): PhoneParts {
  const repairs: string[] = [];
  let rest = text.replace(label, '');
  if (rest !== text) repairs.push('label-removed');
  const found = extension.exec(rest) ?? hyphenExtension.exec(rest);
  const ext = found?.[2] ?? null;
  if (found?.[1] !== undefined) rest = found[1];
  const whole = rest.replace(/^(\+?\d{7,15})\.0+$/, '$1');
  if (whole !== rest) repairs.push('decimal-zero');
  return { number: whole.trim(), extension: ext, repairs };
}
