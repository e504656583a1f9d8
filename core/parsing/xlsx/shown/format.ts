/** A number format code compiled once per style and applied to values. */
import { dateThrough } from './date.js';
import { generalText } from './general.js';
import { numberThrough, plainText } from './number.js';
import { spelledDigits, spelledNumber } from './numerals.js';
import type { Condition, Section } from './tokens.js';
import { parseSection, splitSections } from './tokens.js';

export interface Format {
  number(value: number): string;
  text(text: string): string;
}

/** What Excel fills a cell with where a serial is no date or no section is for the number: so many when it saves the sheet as text. */
const filling = '#'.repeat(255);

/** `date1904` moves serials before they are shown. */
export function compileFormat(code: string, date1904: boolean): Format {
  const sections = splitSections(code)
    .slice(0, 4)
    .map((each) => parseSection(each));
  const textSection = textSectionOf(sections);
  const numeric = sections.filter((section) => section !== textSection || isLiteral(section));
  return {
    number: (value) => numberText(numeric, textSection, value, date1904),
    text: (text) => (textSection ? textThrough(textSection, text) : text),
  };
}

/** The fourth, or the last one that holds an `@`, or the only one when it is nothing but a literal text. */
function textSectionOf(sections: readonly Section[]): Section | undefined {
  if (sections.length === 4) return sections[3];
  const last = sections.at(-1);
  if (last?.tokens.some(({ type }) => type === 'text')) return last;
  return sections.length === 1 && isLiteral(last) ? last : undefined;
}

const isLiteral = (section: Section | undefined): boolean =>
  section !== undefined && section.tokens.length > 0 && section.tokens.every(({ type }) => type === 'literal');

function textThrough(section: Section, text: string): string {
  return section.tokens
    .map((token) => (token.type === 'text' ? text : token.type === 'literal' ? token.text : ''))
    .join('');
}

function numberText(sections: readonly Section[], text: Section | undefined, value: number, date1904: boolean): string {
  if (sections.length === 0) return text ? textThrough(text, generalText(value)) : generalText(value);
  const chosen = choose(sections, value);
  // Of two conditions neither holds: Excel fills the cell.
  if (!chosen) return sections.length > 1 ? filling : generalText(value);
  const { section, signed } = chosen;
  if (section.dated) return inDigits(section, dateThrough(section, value, date1904) ?? filling);
  const shown = inDigits(section, spelled(section, Math.abs(value)));
  return value < 0 && signed && section.tokens.length > 0 ? `-${shown}` : shown;
}

/** In words or signs of China where the format asks for them. */
function spelled({ tokens, numerals }: Section, value: number): string {
  if (numerals === 0 || !tokens.some(({ type }) => type === 'general'))
    return spelledDigits(numberThrough(tokens, value), numerals);
  const number = spelledNumber(generalText(value), numerals);
  return tokens.map((token) => (token.type === 'general' ? number : plainText(token))).join('');
}

const inDigits = ({ zero }: Section, text: string): string =>
  zero === null ? text : text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** `signed`: the section covers more than negative numbers, so a minus is put before. */
function choose(sections: readonly Section[], value: number): { section: Section; signed: boolean } | null {
  const [first, second, third] = sections as [Section, ...Section[]];
  if (!first.condition && !second?.condition) {
    if (value < 0 && second) return { section: second, signed: false };
    return { section: value === 0 && third ? third : first, signed: true };
  }
  const limit = first.condition ?? { operator: '>', limit: 0 };
  if (holds(limit, value)) return { section: first, signed: !second || !onlyNegative(limit) };
  if (!second) return null;
  if (second.condition && !holds(second.condition, value)) return third ? { section: third, signed: true } : null;
  if (second.condition || !third)
    return { section: second, signed: second.condition ? !onlyNegative(second.condition) : !onlyNegativeLeft(limit) };
  return value < 0 ? { section: second, signed: false } : { section: third, signed: true };
}

function onlyNegative({ operator, limit }: Condition): boolean {
  return (operator === '<' && limit <= 0) || (operator === '<=' && limit < 0);
}

/** What a first condition leaves over is negative. */
function onlyNegativeLeft({ operator, limit }: Condition): boolean {
  return (operator === '>=' && limit <= 0) || (operator === '>' && limit < 0);
}

function holds({ operator, limit }: Condition, value: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '=':
      return value === limit;
    default:
      return value !== limit;
  }
}
