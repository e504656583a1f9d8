import type { FileIssue, ParseHints } from '../../../schemas/staging.js';
import { newSheetRow } from '../cells.js';
import type { RawSink, RowProblem, SheetRow } from '../cells.js';
import { Refusal } from '../refusal.js';
import { openDecided } from './decided.js';
import { detectDialect } from './dialect.js';
import type { Dialect } from './dialect.js';
import { detectEncoding, type Proof } from './encoding.js';
import type { CsvHead, OpenedText } from './head.js';
import { EatenDelimiters } from './eaten-delimiters.js';
import { mark } from './marks.js';
import { RecordScanner } from './scan.js';
import { Utf8Source } from './source.js';
import { rowNames } from './row-names.js';
import { hasC1, withoutC1 } from '../../../schemas/windows-1252.js';
import { holdsRows, mayHoldRows } from './swallowed-rows.js';
import { undelimited } from './undelimited.js';
import { splitGlued, splitIrregular, splitPlainly, splitWellFormed } from './split.js';

const headBytes = 1 << 20;
const batchRecords = 500;
const batchChars = 1 << 20;
const copied = mark.quoted | mark.emptyQuoted | mark.multiline | mark.oddLineEnd;
const wellFormed = copied | mark.special | mark.innerQuote;
/** Of a record whose quotes do not pair up: enough to see whether its lines are rows. */
const linesLookedAt = 40;
const leastLines = 4;
const nearlyAll = 0.8;
const leastWidth = 3;
const scientific = /^\s*[-+]?\d(?:\.\d+)?[eE]\+\d+\s*$/;

/**
 * Finds encoding and dialect: as people decided, else from the bytes. With `proof` of the beginning, `readCsv` may throw NotUtf8.
 * @throws Refusal `encoding-unknown`
 */
export function openCsv(path: string, hints: ParseHints, proof: Proof = 'whole'): CsvHead {
  const open = (told: ParseHints): OpenedText => openText(path, told, proof);
  const decided = openDecided(hints, open);
  if (decided) return decided;
  const { head, text } = open(hints);
  const refusal = hints.delimiter === undefined ? undelimited(text, head.dialect) : null;
  return refusal === null ? head : { ...head, undelimited: refusal };
}

function openText(path: string, hints: ParseHints, proof: Proof): OpenedText {
  const encoding = detectEncoding(path, hints, proof);
  const source = new Utf8Source(path, encoding);
  try {
    const room = Math.min(headBytes, source.mostBytes + 1);
    const head = Buffer.allocUnsafe(room);
    let used = 0;
    for (let got = -1; got !== 0 && used < room; used += got) got = source.read(head, used, room - used);
    const isWhole = used < room;
    const end = isWhole ? used : Math.max(head.lastIndexOf(10, used - 1), head.lastIndexOf(13, used - 1)) + 1;
    const text = head.toString('utf8', 0, end > 0 ? end : used);
    const dialect = detectDialect(text, hints);
    const named = rowNames(text, dialect);
    return { head: { encoding, dialect, ...(named && { rowNames: named }) }, text };
  } finally {
    source.close();
  }
}

/**
 * Pushes every record of a delimited text file, blank lines too, into the sink. Records that the scan finds plain go as bytes where the
 * sink takes them; well-formed ones are split by PapaParse; those with stray quotes by `splitIrregular`.
 * @throws Refusal `unclosed-quote`, `line-too-long`; NotUtf8
 */
export async function readCsv(
  path: string,
  head: CsvHead,
  sink: RawSink,
  maxRecordBytes: number,
  add: (issue: FileIssue) => void,
): Promise<void> {
  for (let readings = 0; readings < 2; readings += 1) {
    const source = new Utf8Source(path, head.encoding);
    try {
      sink.sheet({ index: 0, name: null, hidden: false, labels: 'numbers', merges: null });
      await new CsvReader(new RecordScanner(source, head.dialect, maxRecordBytes), head, sink, add).run();
      if (sink.endSheet({ merges: [], hiddenColumns: [] }) === 'done') return;
    } finally {
      await source.closeRead();
    }
  }
}

class CsvReader {
  private readonly scanner: RecordScanner;
  private readonly dialect: Dialect;
  private readonly eaten: EatenDelimiters | null;
  private readonly sink: RawSink;
  private readonly add: (issue: FileIssue) => void;
  private readonly rowNames: CsvHead['rowNames'];
  private readonly row: SheetRow = newSheetRow();
  private number = 0;
  private batch: string[] = [];
  private batchChars = 0;
  private batchStart = 0;
  private batchSpecial = false;
  private mixedAt = 0;

  constructor(scanner: RecordScanner, head: CsvHead, sink: RawSink, add: (issue: FileIssue) => void) {
    const { dialect, encoding } = head;
    this.scanner = scanner;
    this.rowNames = head.rowNames;
    this.dialect = dialect;
    this.eaten = EatenDelimiters.in(encoding.label, dialect);
    this.sink = sink;
    this.add = add;
  }

  async run(): Promise<void> {
    const { scanner, dialect, sink } = this;
    const copies = dialect.quote === '"' && !dialect.padded && !dialect.backslash && dialect.valueMark === null;
    for (let step = scanner.next(); step !== 'end'; step = scanner.next()) {
      if (step === 'more') {
        await scanner.refill();
        continue;
      }
      this.number += 1;
      if (this.number === 1 && dialect.sepLine) continue;
      const { marks } = scanner;
      if ((marks & mark.oddLineEnd) !== 0 && this.mixedAt === 0) this.mixedAt = this.number;
      const mayOverflow = (marks & mark.multiline) !== 0 && scanner.cells !== dialect.width;
      if (((marks & ~wellFormed) !== 0 || mayOverflow) && this.tookIrregular()) continue;
      if ((marks & mark.multiline) !== 0 && !mayOverflow && this.tookSwallowed()) continue;
      if (scanner.cells === dialect.width - 1 && (marks & (mark.quoted | mark.innerQuote)) !== 0 && this.tookGlued())
        continue;
      if (this.eaten !== null && scanner.cells < dialect.width && this.tookEaten(this.eaten)) continue;
      const isPlain = copies && (marks & ~copied) === 0 && scanner.cells === sink.rawWidth();
      if (!isPlain || !this.tookBytes()) this.later();
    }
    this.flush();
    if (dialect.valueMark !== null) this.add({ code: 'value-marks', params: { mark: dialect.valueMark } });
    if (this.rowNames) this.add({ code: this.rowNames === 'sure' ? 'row-names' : 'maybe-row-names', row: 1 });
    if (this.mixedAt > 0) this.add({ code: 'mixed-line-ends', row: this.mixedAt });
  }

  private tookBytes(): boolean {
    if (this.batch.length > 0) {
      this.flush();
      if (this.scanner.cells !== this.sink.rawWidth()) return false;
    }
    return this.sink.raw(this.number, this.scanner);
  }

  private later(): void {
    if (this.batch.length === 0) this.batchStart = this.number;
    const text = this.scanner.text();
    this.batch.push(text);
    this.batchSpecial ||= (this.scanner.marks & mark.special) !== 0;
    this.batchChars += text.length;
    if (this.batch.length >= batchRecords || this.batchChars >= batchChars) this.flush();
  }

  private flush(): void {
    const { batch, dialect } = this;
    if (batch.length === 0) return;
    const special = this.batchSpecial;
    this.batch = [];
    this.batchChars = 0;
    this.batchSpecial = false;
    const rows = splitWellFormed(`${batch.join('\n')}\n`, dialect);
    const fits = rows.length === batch.length;
    batch.forEach((text, at) => {
      const cells = fits ? rows[at] : undefined;
      this.push(this.batchStart + at, cells ?? splitPlainly(text, dialect), null, special);
    });
  }

  /**
   * A record whose quotes do not pair up, or whose quotes reach over line ends although it has another width than the table: taken as
   * its first physical line when that line, and the one behind it or of many nearly all, have the table's width. Well-formed records are
   * left (false).
   */
  private tookIrregular(): boolean {
    const { scanner, dialect } = this;
    const isStray = (scanner.marks & mark.strayQuote) !== 0;
    const isUnclosed = (scanner.marks & mark.unclosed) !== 0;
    const [first = '', ...others] = scanner.firstLines(linesLookedAt);
    const [second = null] = others;
    const line = isStray ? splitIrregular(first, dialect, dialect.width) : splitPlainly(first, dialect);
    const fits =
      line.length === dialect.width &&
      (second === null || this.hasWidth(second) || (isStray && this.nearlyAllFit(others)));
    if (fits && (isStray || (second !== null && !isUnclosed))) {
      scanner.cutAtLineEnd();
      return this.takeStray(line);
    }
    // A lone quote that swallowed nothing is an ordinary character.
    if (isUnclosed && fits && line.at(-1) === dialect.quote && scanner.text().trimEnd() === first)
      return this.takeStray(line);
    if (isUnclosed) throw new Refusal('unclosed-quote', { row: this.number });
    return isStray ? this.takeStray(splitIrregular(scanner.text(), dialect, dialect.width)) : false;
  }

  /** Two quotes that stand for something else in cells of two rows make one cell of all between them: the row is flagged. */
  private tookSwallowed(): boolean {
    const { scanner, dialect } = this;
    if (!mayHoldRows(scanner, dialect)) return false;
    const text = scanner.text();
    return holdsRows(text, dialect) && this.takeStray(splitPlainly(text, dialect));
  }

  /** A delimiter is missing beside a quote: the cells are told apart, and the row is flagged as one whose quotes do not pair up. */
  private tookGlued(): boolean {
    const { scanner, dialect } = this;
    const cells = splitGlued(scanner.text(), dialect);
    return cells?.length === dialect.width && this.takeStray(cells);
  }

  /** A character cut in two took the delimiter behind it. A lone cell may be a title or a note. */
  private tookEaten(eaten: EatenDelimiters): boolean {
    const { scanner, row } = this;
    const restored = eaten.restore(scanner.text(), scanner.cells);
    if (restored === null) return false;
    if (scanner.cells === 1 && (restored.cut.length === 0 || this.number === 1)) return false;
    this.flush();
    this.fill(this.number, restored.cells, restored.cut.length === 0 ? 'damaged-text' : null);
    for (const { col, raw } of restored.cut) this.note(col, 'damaged-text', raw);
    this.sink.row(row);
    return true;
  }

  private hasWidth(line: string): boolean {
    const { dialect } = this;
    return line === '' || splitIrregular(line, dialect, dialect.width).length === dialect.width;
  }

  /** A line too long or too short among rows is no reason to take all of them for one cell. */
  private nearlyAllFit(lines: readonly string[]): boolean {
    if (this.dialect.width < leastWidth || lines.length < leastLines) return false;
    return lines.filter((line) => this.hasWidth(line)).length >= lines.length * nearlyAll;
  }

  private takeStray(cells: readonly string[]): true {
    this.flush();
    this.push(this.number, cells, 'stray-quote', true);
    return true;
  }

  private push(number: number, cells: readonly string[], problem: RowProblem | null, special: boolean): void {
    this.fill(number, number === 1 && this.rowNames === 'sure' ? ['', ...cells] : cells, problem);
    const { row } = this;
    if (special) this.noteCells();
    if (cells.length === 1 && row.cells[0] === null) row.count = 0;
    this.sink.row(row);
  }

  private fill(number: number, cells: readonly string[], problem: RowProblem | null): void {
    const { row } = this;
    row.number = number;
    row.problem = problem;
    row.noteCount = 0;
    row.count = cells.length;
    const { valueMark } = this.dialect;
    const from = valueMark !== null && cells.every((cell) => cell.startsWith(valueMark)) ? valueMark.length : 0;
    for (let at = 0; at < cells.length; at += 1) {
      const text = (cells[at] ?? '').slice(from);
      row.cells[at] = text === '' ? null : text;
    }
  }

  /** Looks at each cell of a record in which the scan saw something special. */
  private noteCells(): void {
    const { row } = this;
    for (let at = 0; at < row.count; at += 1) {
      const raw = row.cells[at];
      if (raw === null || raw === undefined) continue;
      const text = hasC1(raw) ? this.repairedC1(at, raw) : raw;
      row.cells[at] = text;
      if (text.includes('\uFFFD') || text.includes('\0')) this.note(at, 'damaged-text', null);
      else if (text.length > 4 && scientific.test(text)) this.note(at, 'scientific', null);
    }
  }

  private repairedC1(col: number, raw: string): string {
    const text = withoutC1(raw);
    this.note(col, 'double-encoded', raw);
    return text;
  }

  private note(col: number, flag: 'damaged-text' | 'scientific' | 'double-encoded', raw: string | null): void {
    const { row } = this;
    const known = row.notes[row.noteCount];
    if (known) Object.assign(known, { col, flag, raw });
    else row.notes.push({ col, flag, raw });
    row.noteCount += 1;
  }
}
