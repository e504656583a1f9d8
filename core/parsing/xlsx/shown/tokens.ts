/** A number format code taken apart (ECMA-376 part 1, 18.8.31). */
import { generalWord } from '../styles/number-format.js';

export type Token =
  | { type: 'literal'; text: string }
  | { type: 'digit'; place: '0' | '#' | '?' }
  | { type: 'point' }
  | { type: 'comma' }
  | { type: 'percent' }
  | { type: 'exponent'; plus: boolean }
  | { type: 'slash' }
  /** Run of one date letter, lower case: `yyyy`, `mm`, `aaa` … */
  | { type: 'date'; letters: string }
  | { type: 'elapsed'; letters: string }
  | { type: 'ampm'; am: string; pm: string }
  | { type: 'subsecond'; digits: number }
  | { type: 'text' }
  | { type: 'general' };

export interface Condition {
  operator: '<' | '<=' | '>' | '>=' | '=' | '<>';
  limit: number;
}

export interface Section {
  tokens: Token[];
  condition: Condition | null;
  /** Holds date or time parts: its number is a serial. */
  dated: boolean;
  /** Windows locale id of `[$-…]`, hexadecimal, lower case; '' without. */
  locale: string;
  /** From `[DBNum1]` … `[DBNum3]`; 0 without. */
  numerals: number;
  /** Code point of the digit 0 that `[$-…]` asks for; null = ASCII. */
  zero: number | null;
  /** Years of the Buddhist era. */
  buddhist: boolean;
}

/** Splits at `;` outside quotes, escapes and brackets. */
export function splitSections(code: string): string[] {
  const sections: string[] = [];
  let start = 0;
  for (let i = 0; i < code.length; i++) {
    const char = code[i];
    if (char === '"') i = endOf(code, '"', i);
    else if (char === '[') i = endOf(code, ']', i);
    else if (char === '\\' || char === '_' || char === '*') i += 1;
    else if (char === ';') {
      sections.push(code.slice(start, i));
      start = i + 1;
    }
  }
  sections.push(code.slice(start));
  return sections;
}

function endOf(code: string, mark: string, from: number): number {
  const end = code.indexOf(mark, from + 1);
  return end < 0 ? code.length : end;
}

export function parseSection(code: string): Section {
  const section: Section = {
    tokens: [],
    condition: null,
    dated: false,
    locale: '',
    numerals: 0,
    zero: null,
    buddhist: false,
  };
  for (let i = 0; i < code.length;) i = readToken(code, i, section);
  section.dated = section.tokens.some(({ type }) => type === 'date' || type === 'elapsed' || type === 'ampm');
  return section;
}

/** Answers the index behind the token. */
function readToken(code: string, at: number, section: Section): number {
  const { tokens } = section;
  const char = code[at]!;
  const rest = code.slice(at);
  switch (char) {
    case '"': {
      const end = endOf(code, '"', at);
      tokens.push({ type: 'literal', text: code.slice(at + 1, end) });
      return end + 1;
    }
    case '\\':
      tokens.push({ type: 'literal', text: code.slice(at + 1, at + 2) });
      return at + 2;
    case '!': {
      // As East Asian Excel writes the backslash: `0!.0,"万"`. Before anything else it is a mark of its own.
      const next = /^[.,#0?%/:@\w]/.exec(rest.slice(1))?.[0];
      tokens.push({ type: 'literal', text: next ?? '!' });
      return at + (next === undefined ? 1 : 2);
    }
    case '_':
      tokens.push({ type: 'literal', text: ' ' });
      return at + 2;
    case '*':
      return at + 2;
    case '[': {
      const end = endOf(code, ']', at);
      readBracket(code.slice(at + 1, end), section);
      return end + 1;
    }
    case '0':
    case '#':
    case '?':
      tokens.push({ type: 'digit', place: char });
      return at + 1;
    case '.':
      return at + readPoint(rest, tokens);
    case ',':
      tokens.push({ type: 'comma' });
      return at + 1;
    case '%':
      tokens.push({ type: 'percent' });
      return at + 1;
    case '/':
      tokens.push({ type: 'slash' });
      return at + 1;
    case '@':
      tokens.push({ type: 'text' });
      return at + 1;
    default:
      return at + readWord(rest, tokens);
  }
}

/** After seconds, `.0` is a part of the second. */
function readPoint(rest: string, tokens: Token[]): number {
  const last = tokens.at(-1);
  const seconds = (last?.type === 'date' || last?.type === 'elapsed') && last.letters.startsWith('s');
  const digits = seconds ? (/^\.(0+)/.exec(rest)?.[1]?.length ?? 0) : 0;
  tokens.push(digits > 0 ? { type: 'subsecond', digits } : { type: 'point' });
  return 1 + digits;
}

const ampm = /^(am\/pm|a\/p|上午\/下午)/i;
const dateRun = /^(y+|m+|d+|h+|s+|e+|b+|g+|a{3,4})/i;

function readWord(rest: string, tokens: Token[]): number {
  const exponent = /^e([+-])/i.exec(rest);
  if (exponent && tokens.some(({ type }) => type === 'digit')) {
    tokens.push({ type: 'exponent', plus: exponent[1] === '+' });
    return 2;
  }
  const word = generalWord.exec(rest)?.[0];
  if (word) {
    tokens.push({ type: 'general' });
    return word.length;
  }
  const half = ampm.exec(rest)?.[0];
  if (half) {
    const [am = '', pm = ''] = (half.startsWith('上') || half.length < 5 ? half : 'AM/PM').split('/');
    tokens.push({ type: 'ampm', am, pm });
    return half.length;
  }
  const run = dateRun.exec(rest)?.[0];
  if (run) {
    const same = /^(.)\1*/i.exec(run)![0];
    tokens.push({ type: 'date', letters: same.toLowerCase() });
    return same.length;
  }
  const symbol = String.fromCodePoint(rest.codePointAt(0)!);
  tokens.push({ type: 'literal', text: symbol });
  return symbol.length;
}

function readBracket(content: string, section: Section): void {
  const elapsed = /^(h+|m+|s+)$/i.exec(content)?.[0];
  const condition = /^\s*(<=|>=|<>|<|>|=)\s*(-?[\d.]+(?:E[+-]?\d+)?)\s*$/i.exec(content);
  if (elapsed) section.tokens.push({ type: 'elapsed', letters: elapsed.toLowerCase() });
  else if (condition) {
    section.condition = { operator: condition[1] as Condition['operator'], limit: Number(condition[2]) };
  } else if (content.startsWith('$')) {
    const dash = content.indexOf('-');
    section.locale = dash < 0 ? '' : content.slice(dash + 1).toLowerCase();
    readShapes(section);
    const symbol = content.slice(1, dash < 0 ? undefined : dash);
    if (symbol !== '') section.tokens.push({ type: 'literal', text: symbol });
  } else if (/^dbnum[123]$/i.test(content)) section.numerals = Number(content.at(-1));
}

/** Digits and calendar, which stand before the language: `[$-D07041E]` is Thai in Thai digits and years of Buddha. */
function readShapes(section: Section): void {
  const id = /^[0-9a-f]{5,8}(?=,|$)/.exec(section.locale)?.[0];
  if (id === undefined) return;
  const whole = id.padStart(8, '0');
  section.zero = zeros[whole.slice(0, 2)] ?? null;
  section.buddhist = whole.slice(2, 4) === '07';
}

/** By the number of a script of digits, hexadecimal: Arabic, Persian, those of India, Thai, Lao, Tibetan, Burmese, Khmer. */
const zeros: Readonly<Record<string, number>> = {
  '02': 0x0660,
  '03': 0x06f0,
  '04': 0x0966,
  '05': 0x09e6,
  '06': 0x0a66,
  '07': 0x0ae6,
  '08': 0x0b66,
  '09': 0x0be6,
  '0a': 0x0c66,
  '0b': 0x0ce6,
  '0c': 0x0d66,
  '0d': 0x0e50,
  '0e': 0x0ed0,
  '0f': 0x0f20,
  '10': 0x1040,
  '12': 0x17e0,
};
