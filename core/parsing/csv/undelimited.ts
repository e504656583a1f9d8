/** Text whose lines are parted by something that no reader of delimited text knows: full-width commas, or blanks that align columns. */
import type { Dialect } from './dialect.js';

const lookedAt = 200;
const leastLines = 4;

/** Code of the refusal; null = the lines are parted, or hold one cell each. `text`: the beginning of the file. */
export function undelimited(text: string, { width, confidence }: Pick<Dialect, 'width' | 'confidence'>): string | null {
  if (width !== 1 || confidence < 0.9) return null;
  const lines = text.split(/\r\n|\r|\n/, lookedAt).filter((line) => line.trim() !== '');
  if (lines.length < leastLines) return null;
  if (areParted(lines, /[，；]/u)) return 'fullwidth-delimiters';
  return areAligned(lines) && areParted(lines, /\s{2,}/) ? 'aligned-by-blanks' : null;
}

/** Each line has as many parts, two at least. */
function areParted(lines: readonly string[], by: RegExp): boolean {
  const [first = '', ...others] = lines;
  const parts = (line: string): number => line.trim().split(by).length;
  return parts(first) > 1 && others.every((line) => parts(line) === parts(first));
}

/** Some column of characters, with text on both sides, is blank in all lines. */
function areAligned(lines: readonly string[]): boolean {
  const width = Math.min(...lines.map((line) => line.trimEnd().length));
  for (let at = 1; at < width - 1; at += 1)
    if (lines.every((line) => line[at] === ' ' && line.slice(0, at).trim() !== '')) return true;
  return false;
}
