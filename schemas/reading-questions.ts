/** What is asked about the reading of a file, and how choices are worded on the receipt and understood when it comes back. */
import type { TextWord, TableWord } from './decisions.js';
import type { Lang } from './issues/issue.js';

export type ReadingSubject = 'encoding' | 'delimiter' | 'header';

/**
 * `value`: the label of an encoding; a delimiter; of a header its rows (`3`, `3-4`), or `none:3` = there is none, data begins in row 3.
 */
export interface ReadingCandidate {
  value: string;
  /** How the file would be read, line by line. */
  preview: string[];
}

export interface ReadingQuestion {
  about: ReadingSubject;
  /** Number of the table; 0 where the whole file is meant. */
  table: number;
  sheet: string | null;
  candidates: ReadingCandidate[];
}

/** Nothing else of the file is certain before it is answered. */
export const isAboutText = ({ about }: ReadingQuestion): boolean => about !== 'header';

/** Part of the token of a question's rows. */
export const readingPart = (about: ReadingSubject): string => `r${about}`;
export const subjectOfPart = (part: string): ReadingSubject | null =>
  (['encoding', 'delimiter', 'header'] as const).find((about) => readingPart(about) === part) ?? null;

const delimiters: readonly (readonly [delimiter: string, en: string, zh: string])[] = [
  [',', 'comma', '逗号'],
  [';', 'semicolon', '分号'],
  ['\t', 'tab', '制表符'],
  ['|', 'vertical bar', '竖线'],
  [' ', 'blank', '空格'],
  ['\u0001', 'the character U+0001', '字符 U+0001'],
  ['\u001f', 'the character U+001F', '字符 U+001F'],
];

/** The name of a delimiter; one without a name tells itself. */
export function delimiterName(delimiter: string, lang: Lang): string {
  const of = (text: string) => delimiters.find(([known]) => known === text);
  const [, en, zh] = of(delimiter) ?? of(delimiter.trimEnd()) ?? [];
  return (lang === 'zh' ? zh : en) ?? delimiter;
}

const scripts: Record<string, readonly [en: string, zh: string]> = {
  'utf-8': ['Unicode', 'Unicode'],
  gb18030: ['simplified Chinese', '简体中文'],
  big5: ['traditional Chinese', '繁体中文'],
  shift_jis: ['Japanese', '日文'],
  'euc-jp': ['Japanese', '日文'],
  'euc-kr': ['Korean', '韩文'],
  'windows-1252': ['Western European', '西欧文字'],
  'windows-1250': ['Central European', '中欧文字'],
  'windows-1254': ['Turkish', '土耳其文'],
  'windows-1251': ['Cyrillic', '西里尔文'],
};

/** A candidate as the drop-down list offers it. */
export function choiceText(about: ReadingSubject, value: string, lang: Lang): string {
  const zh = lang === 'zh';
  if (about === 'delimiter') return delimiterName(value, lang);
  if (about === 'encoding') {
    const script = scripts[value]?.[zh ? 1 : 0];
    return script === undefined ? value : zh ? `${value}（${script}）` : `${value} (${script})`;
  }
  const [none, row = ''] = value.split(':');
  if (none === 'none') return zh ? `没有表头，第 ${row} 行就是数据` : `no header: row ${row} is data`;
  return zh ? `表头是第 ${value} 行` : `the header is row ${value}`;
}

/** What a choice says, however it was typed; null = nothing that is understood. */
export function choiceOf(about: 'encoding' | 'delimiter', text: string): TextWord | null {
  const typed = text.normalize('NFKC').trim().toLowerCase();
  if (about === 'encoding') {
    const encoding = /^[a-z][\w-]+/.exec(typed)?.[0];
    return encoding === undefined ? null : { encoding };
  }
  const found = delimiters.find(([delimiter, en, zh]) => [delimiter, en, zh].includes(text === '\t' ? text : typed));
  return found ? { delimiter: found[0] } : null;
}

/** The same of a header. */
export function headerOf(sheet: string | null, text: string): TableWord | null {
  const [from = 0, to = from] = (text.normalize('NFKC').match(/\d+/g) ?? []).map(Number);
  if (from < 1 || to < from || to - from > 9) return null;
  const word = { sheet, take: null, firstRow: null, lastRow: null };
  if (/no header|没有表头/i.test(text)) return { ...word, headerRows: [], firstRow: from };
  return { ...word, headerRows: Array.from({ length: to - from + 1 }, (_, at) => from + at) };
}
