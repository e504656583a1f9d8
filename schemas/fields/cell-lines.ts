/**
 * The lines of the files that carry open cells to the threads and verdicts back: the canonical staging dialect. UTF-8, comma,
 * LF, `"` doubled; a missing value is unquoted-empty, an empty text is `""`. Inside text LF is written DLE n, CR DLE r, NUL
 * DLE 0 and DLE (U+0010) itself DLE D; a LF inside quotes is read too.
 */
const escapes: Record<string, string> = { '\n': '\u0010n', '\r': '\u0010r', '\0': '\u00100', '\u0010': '\u0010D' };
const quote = 0x22;
const unescapes: Record<string, string> = { n: '\n', r: '\r', '0': '\0', D: '\u0010' };
// oxlint-disable-next-line no-control-regex -- these are the characters to escape
const toEscape = /[\n\r\0\u0010]/g;
// oxlint-disable-next-line no-control-regex -- and these, with what needs quotes
const notBare = /[",\n\r\0\u0010]/;
// oxlint-disable-next-line no-control-regex -- these are the escapes
const escaped = /\u0010([nr0D])/g;

/** One value of a line; null = missing. */
export function encodeValue(value: string | null): string {
  if (value === null) return '';
  if (value === '') return '""';
  if (!notBare.test(value)) return value;
  const text = value.replace(toEscape, (char) => escapes[char] ?? char);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The values of the records in a stream of text pieces; null = missing. Holds one record and one piece at a time. */
export function* readLines(pieces: Iterable<string>): Generator<(string | null)[]> {
  let rest = '';
  let from = 0;
  for (const piece of pieces) {
    const text = rest + piece;
    let start = 0;
    for (let end = lineEnd(text, start, from); end >= 0; end = lineEnd(text, start, start)) {
      yield splitLine(text.slice(start, end));
      start = end + 1;
    }
    rest = text.slice(start);
    from = 0;
  }
  if (rest !== '') yield splitLine(rest);
}

/** End of the record that begins at `start`: the first LF outside quotes; -1 = not in this text. */
function lineEnd(text: string, start: number, from: number): number {
  let end = text.indexOf('\n', from);
  while (end >= 0 && isInQuotes(text, start, end)) end = text.indexOf('\n', end + 1);
  return end;
}

/** Looks no further than `end`: a text of few quotes would be walked once for each of its lines. */
function isInQuotes(text: string, start: number, end: number): boolean {
  let inside = false;
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === quote) inside = !inside;
  return inside;
}

function splitLine(line: string): (string | null)[] {
  if (!line.includes('"')) return line.split(',').map((value) => (value === '' ? null : unescape(value)));
  const values: (string | null)[] = [];
  for (let at = 0; at <= line.length;) {
    const [value, next] = line[at] === '"' ? quotedValue(line, at) : bareValue(line, at);
    values.push(value);
    at = next + 1;
  }
  return values;
}

function bareValue(line: string, start: number): [string | null, number] {
  const comma = line.indexOf(',', start);
  const end = comma < 0 ? line.length : comma;
  return [end === start ? null : unescape(line.slice(start, end)), end];
}

function quotedValue(line: string, start: number): [string, number] {
  let end = line.indexOf('"', start + 1);
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
  const close = end < 0 ? line.length : end;
  return [unescape(line.slice(start + 1, close).replaceAll('""', '"')), close + 1];
}

const unescape = (text: string): string =>
  text.includes('\u0010') ? text.replace(escaped, (whole, mark: string) => unescapes[mark] ?? whole) : text;
