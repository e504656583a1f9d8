/** Amounts written as they are spoken: 3万2 is 3.2万, 3万2千 too, 5块5 and 5元5角 are 5.5元. */

type Mark = '.' | ',';

/** A last digit without a unit counts tenths of the unit before it; 3万2元 may be 30002 as well. */
const tenths = /^(.*\d)\s*([百佰千仟万萬亿億])\s*([1-9])$/;
/** The unit next below says the same: 3万2千. */
const lower: readonly [unit: string, below: string][] = [
  ['[万萬]', '[千仟]'],
  ['[亿億]', '[千仟][万萬]'],
];
const thousands = lower.map(
  ([unit, below]) => new RegExp(`^(.*\\d)\\s*(${unit})\\s*([1-9])\\s*${below}(?=$|元|块|圆)`),
);
/** Four digits behind 万 are the rest of the number: 3万2000. */
const rest = /^(.*\d)\s*([万萬])\s*(\d{4})(?=$|元|块|圆)/;
const cents = /^(.*\d)\s*([元块圆])\s*([1-9])\s*角?(?:([1-9])分)?$/;
const forms = [...thousands, rest, tenths];

/** The same amount as one number with one unit; what is none of these as it stands. `mark`: how the column writes decimals. */
export function writtenAmount(text: string, mark: Mark): string {
  if (!/[百佰千仟万萬亿億元块圆]/.test(text)) return text;
  for (const form of forms) {
    const [all, whole, unit, part] = form.exec(text) ?? [];
    if (all !== undefined && isWhole(whole)) return `${whole}${mark}${part}${unit}${text.slice(all.length)}`;
  }
  const [, whole, yuan, tenth, hundredth = ''] = cents.exec(text) ?? [];
  return yuan !== undefined && isWhole(whole) ? `${whole}${mark}${tenth}${hundredth}${yuan}` : text;
}

/** Digits and nothing else behind what may stand before a number: 1.5万2 is no amount. */
const isWhole = (text: string | undefined): boolean => /^[^\d.,]*\d+$/.test(text ?? '');
