/**
 * Tells GB18030 and Windows-1252 apart by their bytes, for a text nobody declared an encoding for. The two can be told: one writes
 * pairs of high bytes that are common Han characters, the other single high bytes among ASCII letters. Between two multibyte sets
 * nothing is guessed: text of neither kind (Big5, Shift-JIS, EUC-KR …) is answered by null.
 */
import { TextDecoder } from 'node:util';
import { mayBeEastern } from './eastern-letters.js';
import { isInWord, isNoGb18030, isQuotedLetter, isStrange } from './strange-gb18030.js';

/** Han characters frequent in tables of customers: headers, surnames, given names, places, companies, states. */
const frequent =
  '的一是不了人有中大国上为个在我到地出时年来下家公司限责任股份集团科技贸易实业发展商务服务信息网络电子机械工程建设设备' +
  '制造材料化工医药器械食品服装物流广告文化传媒教育咨询管理投资分店部厂院校所行业北京上海广州深圳天津重庆杭南成都武汉西安' +
  '江苏浙江山东河福建湖四川省市区县镇乡村路街道号楼室座层单元东南西北中华新天地金华客户名称姓联系人电话手机邮箱地址编日期' +
  '时间备注金额数量价订产品类型状态级别负责来源性男女身份证银卡开户账交易付款收支方式成功退合计总共万元月日已未无是否正常王' +
  '李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平';
const frequentSet = new Set(frequent);
const leastShare = 0.12;
const leastLateShare = 0.15;
const leastFound = 12;

export type LegacyEncoding = 'gb18030' | 'windows-1252';

interface Evidence {
  /** Pairs of high bytes in the rows of GB2312 that hold Han characters. */
  pairs: number;
  /** Single high bytes that are accented letters, quotes or signs of Windows-1252 among ASCII. */
  singles: number;
  /** Of them, those in the rows behind 0xC9, where a third of Chinese text lies and no Korean letter of EUC-KR. */
  latePairs: number;
  /** High bytes that fit neither. */
  odd: number;
}

/** `bytes`: the head of the file. */
export function legacyByEvidence(bytes: Buffer): LegacyEncoding | null {
  const { pairs, latePairs, singles, odd } = gather(bytes);
  if (singles > 4 * (pairs + odd)) return 'windows-1252';
  const isChinese = pairs > 4 * (singles + odd) && latePairs >= leastLateShare * pairs;
  return isChinese && frequentShare(bytes) >= leastShare ? 'gb18030' : null;
}

/** Þ, ð and their like, which stand for letters of Turkish in its own encoding. */
const seldomLatin = new Set([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe]);

/**
 * Whether it is text in Western letters of Windows-1252 (Latin-1 is a part of it) and hardly in any other encoding, however few of them
 * there are: not Chinese, and without what most letters of Eastern Europe and Turkey would be there.
 */
export function isPlainlyLatin(bytes: Buffer): boolean {
  const { pairs, singles, odd } = gather(bytes);
  const seldom = bytes.reduce((sum, byte) => sum + Number(seldomLatin.has(byte)), 0);
  return singles > 10 * (pairs + odd + seldom) && isNoGb18030(bytes) && !mayBeEastern(bytes);
}

/** Whether a text that is declared to be GB18030 looks like it; one of a few characters does. */
export function looksLikeGb18030(bytes: Buffer): boolean {
  if (isStrange(bytes)) return false;
  const { pairs, latePairs, singles, odd } = gather(bytes);
  if (pairs + singles + odd < leastFound) return true;
  const isPaired = pairs >= 2 * (singles + odd) && latePairs >= leastLateShare * pairs;
  return isPaired && frequentShare(bytes) >= leastShare;
}

/** Whether a text that is declared to be Windows-1252, in which all bytes mean something, looks like it. */
export function looksLikeLatin(bytes: Buffer): boolean {
  const { pairs, singles, odd } = gather(bytes);
  return singles >= pairs + odd;
}

function gather(bytes: Buffer): Evidence {
  const found: Evidence = { pairs: 0, latePairs: 0, singles: 0, odd: 0 };
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] as number) < 0x80) continue;
    const start = at;
    while (at + 1 < bytes.length && (bytes[at + 1] as number) >= 0x80) at += 1;
    const length = at + 1 - start;
    // A run may be cut at the end of what was read.
    if (at + 1 === bytes.length) break;
    const isFourByte = length % 2 === 1 && isFourBytes(bytes, at);
    if (length === 1 && !isFourByte) count(found, bytes, start);
    else if (length === 2 && (isInWord(bytes, start) || isQuotedLetter(bytes, start))) found.singles += 2;
    else if (length % 2 === 0) countPairs(found, bytes, start, at);
    else if (isFourByte || length >= leastCutRun) countPairs(found, bytes, start, at - 1);
    else found.odd += Math.ceil(length / 2);
    if (isFourByte) at += 3;
    else if (length >= leastCutRun && length % 2 === 1) found.odd += 1;
  }
  return found;
}

/** A run so long, and odd, is pairs with the half of one behind them: a text cut to a number of bytes. */
const leastCutRun = 5;

/** A rare character of GB18030, which no text of another encoding looks like: 82 30 B7 31. */
function isFourBytes(bytes: Buffer, at: number): boolean {
  const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39;
  return isDigit(bytes[at + 1]) && (bytes[at + 2] ?? 0) > 0x80 && isDigit(bytes[at + 3]);
}

function count(found: Evidence, bytes: Buffer, at: number): void {
  if (isWindowsSingle(bytes[at] as number, bytes[at + 1] as number)) found.singles += 1;
  else found.odd += 1;
}

function countPairs(found: Evidence, bytes: Buffer, start: number, last: number): void {
  let han = 0;
  for (let at = start; at < last; at += 2) {
    const lead = bytes[at] as number;
    const trail = bytes[at + 1] as number;
    const isGb2312 =
      trail >= 0xa1 && trail <= 0xfe && ((lead >= 0xb0 && lead <= 0xf7) || lead === 0xa1 || lead === 0xa3);
    if (isGb2312) han += 1;
    if (isGb2312 && lead >= 0xc9) found.latePairs += 1;
  }
  found.pairs += han;
  found.odd += (last + 1 - start) / 2 - han;
}

/** Letters from À on; below them signs and quotes, which a letter of a two-byte set would hardly be followed by. */
function isWindowsSingle(byte: number, next: number): boolean {
  if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) return false;
  return byte >= 0xc0 || next < 0x40 || (byte >= 0x91 && byte <= 0x97);
}

function frequentShare(bytes: Buffer): number {
  let han = 0;
  let known = 0;
  for (const character of new TextDecoder('gb18030').decode(bytes)) {
    if (character < '\u4e00' || character > '\u9fff') continue;
    han += 1;
    if (frequentSet.has(character)) known += 1;
  }
  return han === 0 ? 0 : known / han;
}
