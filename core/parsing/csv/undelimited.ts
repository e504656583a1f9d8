/** Text whose lines are parted by something that no reader of delimited text knows: full-width commas, or blanks that align columns. */
import { Refusal } from '../refusal.js';
import type { Dialect } from './dialect.js';
import { areLabelledLines } from './labelled-lines.js';

const lookedAt = 200;
const leastLines = 4;
/** With a header, two rows tell that columns are aligned. */
const leastAligned = 3;
/** Of lines with a header whose columns are aligned, some lack a cell in the middle or the last ones. */
const mostlyAligned = 0.8;
/** What some programs write between cells, and hardly anybody into them. */
const unusual = /[¦§¬¶│┃｜‖#]/u;

/** Why the file is refused; null = the lines are parted, or hold one cell each. `text`: the beginning of the file. */
export function undelimited(
  text: string,
  { width, confidence }: Pick<Dialect, 'width' | 'confidence'>,
): Refusal | null {
  if (width !== 1 || confidence < 0.9) return null;
  const all = text.split(/\r\n|\r|\n/, lookedAt);
  if (areLabelledLines(all.join('\n'))) return all.length === lookedAt ? new Refusal('labelled-lines') : null;
  const lines = all.filter((line) => line.trim() !== '');
  if (lines.length < leastAligned) return null;
  const mark = unusual.exec(lines[0] ?? '')?.[0];
  if (mark !== undefined && partsOf(lines[0] ?? '', mark) > 2 && areParted(lines, mark))
    return new Refusal('unusual-delimiter', { mark });
  if (lines.length >= leastLines && areParted(lines, /[，；]/u)) return new Refusal('fullwidth-delimiters');
  const gaps = lines.filter((line) => partsOf(line, /\s{2,}/) > 1).length;
  const isGapped = partsOf(lines[0] ?? '', /\s{2,}/) > 1 && gaps >= lines.length * mostlyAligned;
  return isGapped && areAligned(lines) ? new Refusal('aligned-by-blanks') : null;
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
