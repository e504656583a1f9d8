/** Texts that say how many or how much, as they stand beside a word for total or in a line below a table. */

const many = String.raw`(?:\d[\d,]*|[零〇一二两三四五六七八九十百千万]+)`;
const things = '(?:家|户|条|笔|个|人|件|位|名|单|行|项|张|份|台|套|次)';
const named = '(?:公司|企业|单位|客户|用户|会员|员工|订单|记录|数据|交易|商品)?';
const counted =
  '(?:customers?|clients?|accounts?|contacts?|compan(?:y|ies)|people|persons?|members?|rows?|records?|lines?|entr(?:y|ies)|items?|orders?|transactions?|units?|pcs|invoices?)';

const ofChinese = new RegExp(`^(?:[总合共]?计|共)?[:：]?${many}${things}${named}$`, 'u');
const ofEnglish = new RegExp(
  String.raw`^\d[\d,]*\s*${counted}(?:\s+(?:in\s+(?:total|all)|found|exported|listed|selected|total))?\.?$`,
  'iu',
);
const inCapitals =
  /^(?:人民币|大写|[:：￥¥])*[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+$/u;

/** 5家, 共3户, 三户客户, 12 customers. */
export const isCount = (text: string): boolean =>
  ofChinese.test(text.replaceAll(/\s/gu, '')) || ofEnglish.test(text.trim());

/** 叁佰元整, 人民币壹万贰仟元. */
export const isCapitalAmount = (text: string): boolean => inCapitals.test(text.replaceAll(/\s/gu, ''));
