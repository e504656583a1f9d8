/** Headers as people write them, folded to what can be compared. */
import { foldHeader as fold, meantHeader } from '../../schemas/header-text.js';
import { bracketMeaning } from './units.js';
import type { BracketMeaning } from './units.js';

/** One way to read a header. */
export interface Reading {
  /** Folded text: no case, width, blanks, punctuation. */
  text: string;
  /** 0 for the header as it stands; more for each thing left out to read it. */
  distance: number;
}

export interface Header {
  /** The whole header, folded; '' for an empty one. */
  folded: string;
  /** Readings that each may name the field by itself, best first. */
  readings: Reading[];
  /** Parts that must agree on one field: 姓名 / Name, 电话(手机). */
  parts: string[];
  /** Brackets hold something that narrows the meaning: 金额（含税）. Then an exact match is only a likeness. */
  qualified: boolean;
  unit: string;
  currency: string | null;
  /** Latin words of the header, lower case, for likeness. */
  words: string[];
}

const invisible = /[\p{Cf}\p{Cc}]/gu;
const bracketed = /[([{<【〔「《]([^()[\]{}<>【】〔〕「」《》]*)[)\]}>】〕」》]/g;
const camelBreak = /(\p{Ll})(\p{Lu})/gu;

/** Reads a header: units and currencies in brackets are taken out, formats and required marks dropped. */
export function readHeader(raw: string): Header {
  const lines = meantHeader(raw)
    .normalize('NFKC')
    .split(/[\r\n]+/);
  // A line below the name that only says a unit or a form, (11位) or yyyy-mm-dd, stands for one in brackets.
  const text = lines
    .map((line, at) => (at > 0 && isRemark(line) ? `(${line})` : line))
    .join(' / ')
    .replaceAll(/ \/ (?=\()/g, ' ')
    .replace(invisible, '');
  const meanings = [...text.matchAll(bracketed)].map((match) => bracketMeaning(match[1] ?? ''));
  const outside = text.replace(bracketed, ' ');
  const inner = meanings.flatMap((meaning) => (meaning.text ? [fold(meaning.text)] : [])).filter((part) => part !== '');
  const [bare, suffix] = cutMeasure(outside);
  const measures = isMeasure(suffix) ? [...meanings, suffix] : meanings;
  return {
    folded: fold(text),
    readings: readings(text, bare, inner.length === 0),
    parts: [...pieces(bare), ...inner],
    qualified: inner.length > 0,
    unit: measures.find((meaning) => meaning.unit !== '1')?.unit ?? '1',
    currency: measures.find((meaning) => meaning.currency)?.currency ?? null,
    words: wordsOf(bare),
  };
}

const isRemark = (line: string): boolean => !/[()[\]【】]/.test(line) && bracketMeaning(line).text === '';

/** A unit or currency at the end without brackets: 金额/万元, Amount: USD; a Chinese unit behind any mark or none: 金额_万元, 金额万元. */
function cutMeasure(text: string): [bare: string, suffix: BracketMeaning] {
  for (const pattern of [/[/,:]\s*([^/,:]+)$/, chineseUnit]) {
    const found = pattern.exec(text.trimEnd());
    const meaning = bracketMeaning(found?.[1] ?? found?.[2] ?? '');
    if (found && isMeasure(meaning)) return [text.slice(0, found.index), meaning];
  }
  return [text, bracketMeaning('')];
}

const scale = '(?:十亿|千万|百万|十万|[亿万千])';
const chineseUnit = new RegExp(
  `[\\s_\\-–—·.]*(${scale}(?:元|圆|美元|欧元|港币|港元|英镑|日元))$|[\\s_\\-–—·.]+(${scale})$`,
  'u',
);

const isMeasure = (meaning: { unit: string; currency: string | null }): boolean =>
  meaning.unit !== '1' || meaning.currency !== null;

function readings(text: string, outside: string, plain: boolean): Reading[] {
  const list: Reading[] = [{ text: fold(text), distance: 0 }];
  if (plain) {
    list.push({ text: fold(outside), distance: 0.2 });
    const rows = outside.split(' / ');
    if (rows.length > 1) list.push({ text: fold(rows.at(-1) ?? ''), distance: 0.4 });
  }
  return list.filter((reading, at) => reading.text !== '' && list.findIndex((r) => r.text === reading.text) === at);
}

/** 姓名/Name, 姓名 Name, 手机|Mobile: the pieces beside each other; one piece when there is nothing to split. */
function pieces(text: string): string[] {
  const split = text.split(/[/|、]| - /).flatMap(scripts);
  return split.map(fold).filter((piece) => piece !== '');
}

/** Chinese and Latin parts of a text that mixes them. */
function scripts(text: string): string[] {
  const parts = [text.replace(/\p{Script=Han}+/gu, ' '), text.replace(/[^\p{Script=Han}]+/gu, ' ')];
  return parts.every((part) => fold(part) !== '') ? parts : [text];
}

function wordsOf(text: string): string[] {
  const spaced = text.replace(camelBreak, '$1 $2').toLowerCase();
  return spaced.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !/\p{Script=Han}/u.test(word));
}
