/** Currencies as cells write them. */

/** ISO 4217 codes in use. */
export const currencyCodes: readonly string[] = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY ' +
  'COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS ' +
  'INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP ' +
  'MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR ' +
  'SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV ' +
  'WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
).split(' ');

/** Spellings beside the code itself, in upper case. */
export const currencySpellings: Record<string, string[]> = {
  CNY: ['RMB', '人民币', '人民币元', 'CN¥', 'RMB¥', '元人民币', 'RENMINBI', 'YUAN', 'CNH'],
  USD: ['US$', '美元', '美金', 'US DOLLAR', 'US DOLLARS', 'DOLLAR', 'DOLLARS', '$US'],
  EUR: ['€', '欧元', 'EURO', 'EUROS'],
  GBP: ['£', '英镑', 'POUND', 'POUNDS', 'STERLING'],
  HKD: ['HK$', '港币', '港元', '港幣'],
  MOP: ['MOP$', '澳门元', '澳门币'],
  TWD: ['NT$', '新台币', '台币', '新臺幣', 'NTD'],
  JPY: ['JP¥', '日元', '日圆', '円', 'YEN'],
  KRW: ['₩', '韩元', '韩币', 'WON'],
  SGD: ['S$', 'SG$', '新加坡元', '新币', '新加坡币'],
  AUD: ['A$', 'AU$', '澳元', '澳大利亚元', '澳币'],
  CAD: ['C$', 'CA$', '加元', '加拿大元', '加币'],
  NZD: ['NZ$', '新西兰元', '纽币'],
  CHF: ['瑞士法郎', 'SFR', 'SFR.', 'FR.'],
  INR: ['₹', '卢比', '印度卢比', 'RUPEE', 'RUPEES'],
  RUB: ['₽', '卢布', 'РУБ', 'РУБ.'],
  CZK: ['KČ'],
  RON: ['LEI'],
  THB: ['฿', '泰铢'],
  VND: ['₫', '越南盾'],
  MYR: ['RM', '林吉特', '马币', '马来西亚林吉特'],
  IDR: ['RP', '印尼盾', '印尼卢比'],
  PHP: ['₱', '菲律宾比索'],
  BRL: ['R$', '雷亚尔', '巴西雷亚尔'],
  MXN: ['MX$', '墨西哥比索'],
  TRY: ['₺', '土耳其里拉'],
  ILS: ['₪'],
  UAH: ['₴'],
  KZT: ['₸'],
  NGN: ['₦'],
  PLN: ['ZŁ', '兹罗提'],
  SEK: ['瑞典克朗'],
  NOK: ['挪威克朗'],
  DKK: ['丹麦克朗'],
  AED: ['迪拉姆', '阿联酋迪拉姆'],
  SAR: ['沙特里亚尔'],
  ZAR: ['南非兰特', '兰特'],
};

/** Signs that more than one currency uses; the first is meant where nothing else tells. */
export const sharedSigns: Record<string, string[]> = {
  '¥': ['CNY', 'JPY'],
  '￥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD', 'JPY', 'USD', 'SGD', 'MOP'],
  圆: ['CNY', 'JPY'],
  KR: ['SEK', 'NOK', 'DKK', 'ISK'],
  'KR.': ['DKK', 'SEK', 'NOK', 'ISK'],
  RS: ['INR', 'PKR', 'LKR', 'NPR', 'MUR'],
  'RS.': ['INR', 'PKR', 'LKR', 'NPR', 'MUR'],
  块: ['CNY'],
  块钱: ['CNY'],
  元整: ['CNY'],
  $: ['USD', 'CAD', 'AUD', 'HKD', 'TWD', 'SGD', 'NZD', 'MXN', 'MOP', 'CLP', 'COP', 'ARS'],
};

const bySpelling = new Map<string, string>([
  ...currencyCodes.map((code) => [code, code] as const),
  ...Object.entries(currencySpellings).flatMap(([code, all]) => all.map((spelling) => [spelling, code] as const)),
]);

/** The currency a spelling means, or the candidates of a shared sign; null = no currency. */
export function currencyOf(spelling: string): { code: string; certain: boolean; candidates: string[] } | null {
  const upper = spelling.toUpperCase();
  const code = bySpelling.get(upper);
  if (code !== undefined) return { code, certain: true, candidates: [code] };
  const candidates = sharedSigns[upper];
  return candidates?.[0] === undefined ? null : { code: candidates[0], certain: candidates.length === 1, candidates };
}

const byLength = [...bySpelling.keys(), ...Object.keys(sharedSigns)].sort((a, b) => b.length - a.length);

/** Spellings by their first or last UTF-16 unit, longest first. */
function byEdge(position: 0 | -1): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const spelling of byLength) {
    const edge = spelling.at(position) ?? '';
    found.set(edge, [...(found.get(edge) ?? []), spelling]);
  }
  return found;
}

const byStart = byEdge(0);
const byEnd = byEdge(-1);

/** The currency spelling a text (upper case) begins or ends with; null = none. */
export function currencyAt(text: string, where: 'start' | 'end'): string | null {
  if (where === 'start') return byStart.get(text.at(0) ?? '')?.find((spelling) => text.startsWith(spelling)) ?? null;
  return byEnd.get(text.at(-1) ?? '')?.find((spelling) => text.endsWith(spelling)) ?? null;
}
