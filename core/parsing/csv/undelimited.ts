/** Text whose lines are parted by something that no reader of delimited text knows: full-width commas, or blanks that align columns. */
import { Refusal } from '../refusal.js';
import type { Dialect } from './dialect.js';
import { areLabelledLines, haveLabels } from './labelled-lines.js';

const lookedAt = 200;
const leastLines = 4;
/** With a header, two rows tell that columns are aligned. */
const leastAligned = 3;
/** Of lines with a header whose columns are aligned, some lack a cell in the middle or the last ones. */
const mostlyAligned = 0.8;
/** What some programs write between cells, and hardly anybody into them. */
const unusual = /[¦§¬¶│┃｜‖#]|([@&=+!$])\1|[-=]>/u;
/** What some programs write on both sides of a delimiter: ~|~ */
const around = /[~^#@$&=!|;:]/;
const mostlyAround = 0.9;

const wideBlanks = /\s*\u3000\s*/u;

/** Why the file is refused; null = the lines are parted, or hold one cell each. `text`: the beginning of the file. */
export function undelimited(
  text: string,
  { width, confidence, delimiter }: Pick<Dialect, 'width' | 'confidence' | 'delimiter'>,
): Refusal | null {
  const wide = width > 1 ? (markAround(text, delimiter) ?? blanksAround(text, delimiter)) : null;
  if (wide !== null) return new Refusal('unusual-delimiter', { mark: wide });
  if (width > 1) return partedOtherwise(text, delimiter);
  if (width !== 1 || confidence < 0.9) return null;
  const all = text.split(/\r\n|\r|\n/, lookedAt);
  const tooMany = all.length === lookedAt ? new Refusal('labelled-lines', { max: lookedAt }) : null;
  if (areLabelledLines(all.join('\n'))) return tooMany;
  const lines = all.filter((line) => line.trim() !== '');
  // A record in each line is a row of a list.
  if (haveLabels(lines)) return haveLabels(lines, 2) ? null : tooMany;
  if (lines.length < leastAligned) return null;
  const mark = unusualMark(lines);
  if (mark !== null) return new Refusal('unusual-delimiter', { mark });
  if (lines.length >= leastLines && areParted(lines, /[，；]/u)) return new Refusal('fullwidth-delimiters');
  // Names of two characters may have one between them.
  if (partsOf(lines[0] ?? '', wideBlanks) > 2 && areParted(lines, wideBlanks)) return new Refusal('aligned-by-blanks');
  const gaps = lines.filter((line) => partsOf(line, /\s{2,}/) > 1).length;
  const isGapped = partsOf(lines[0] ?? '', /\s{2,}/) > 1 && gaps >= lines.length * mostlyAligned;
  return isGapped && areAligned(lines) ? new Refusal('aligned-by-blanks') : null;
}

/** Something else parts the header and each line, and the delimiter stands in some cells alone: 1,500.00; Smith, John. */
function partedOtherwise(text: string, delimiter: string): Refusal | null {
  const lines = text.split(/\r\n|\r|\n/, lookedAt).filter((line) => line.trim() !== '');
  const [header = ''] = lines;
  if (lines.length < leastLines || header.includes(delimiter)) return null;
  const mark = unusualMark(lines);
  if (mark !== null) return new Refusal('unusual-delimiter', { mark });
  const areWide = partsOf(header, /[，；]/u) > 2 && areParted(lines, /[，；]/u);
  return areWide ? new Refusal('fullwidth-delimiters') : null;
}

/** null = none parts the header and each line. */
function unusualMark(lines: readonly string[]): string | null {
  const mark = unusual.exec(lines[0] ?? '')?.[0];
  return mark !== undefined && partsOf(lines[0] ?? '', mark) > 2 && areParted(lines, mark) ? mark : null;
}

/** The delimiter with the mark that stands on both of its sides, in the first line everywhere; null = none does. */
function markAround(text: string, delimiter: string): string | null {
  const lines = text.split(/\r\n|\r|\n/, lookedAt).filter((line) => line.trim() !== '');
  const beside = (line: string): string[] => {
    const parts = line.split(delimiter);
    return parts.slice(1).map((part, at) => ((parts[at] ?? '').at(-1) === part[0] ? (part[0] ?? '') : ''));
  };
  const [first = '', ...others] = beside(lines[0] ?? '');
  const isMark = first !== delimiter && around.test(first);
  if (!isMark || others.some((one) => one !== first) || lines.length < 2) return null;
  const all = lines.flatMap(beside);
  return all.filter((one) => one === first).length >= all.length * mostlyAround ? first + delimiter + first : null;
}

/** Blanks on both sides of the delimiter, between cells in quotes: `"a" , "b"`; no reader takes those for quotes. */
function blanksAround(text: string, delimiter: string): string | null {
  const mark = ` ${delimiter} `;
  const lines = text.split(/\r\n|\r|\n/, lookedAt).filter((line) => line.trim() !== '');
  const areQuoted = lines.every((line) => /^(["']).*\1\s*$/.test(line) && line.includes(`"${mark}"`));
  return lines.length > 1 && areQuoted && areParted(lines, `"${mark}"`) ? mark : null;
}

const partsOf = (line: string, by: RegExp | string): number => line.trim().split(by).length;

/** Each line has as many parts, two at least. */
const areParted = (lines: readonly string[], by: RegExp | string): boolean =>
  partsOf(lines[0] ?? '', by) > 1 && lines.every((line) => partsOf(line, by) === partsOf(lines[0] ?? '', by));

/** Some column of characters, with text on both sides, is blank in all lines. */
function areAligned(lines: readonly string[]): boolean {
  const width = Math.min(...lines.map((line) => line.trimEnd().length));
  for (let at = 1; at < width - 1; at += 1)
    if (lines.every((line) => line[at] === ' ' && line.slice(0, at).trim() !== '')) return true;
  return false;
}
