import Papa from 'papaparse';
import type { DialectSureness, ParseHints } from '../../../schemas/staging.js';
import { Refusal } from '../refusal.js';
import { shapeOf } from '../tables/shapes.js';
import { areLabelledLines } from './labelled-lines.js';

export interface Dialect {
  delimiter: string;
  /** null = no quoting: quotes are ordinary characters. */
  quote: string | null;
  /** A backslash before a quote makes it an ordinary character; else a quote is doubled. */
  backslash: boolean;
  /** With that, two backslashes stand for one, as MySQL and Python write them; PHP leaves backslashes as they are. */
  doubled: boolean;
  /** One blank follows every delimiter and belongs to it. */
  padded: boolean;
  newline: '\n' | '\r\n' | '\r';
  /** Stands before every value of the records, so that no spreadsheet takes it for a number; belongs to none. null = nothing does. */
  valueMark: string | null;
  /** Cells per record of most records of the head; 0 = unknown. */
  width: number;
  /** The first line was `sep=…` and is no record of the table. */
  sepLine: boolean;
  /** Share of the head's records of several cells that have `width` of them, 0…1. */
  confidence: number;
  /** Records looked at, without blank ones. */
  records: number;
  sureness: DialectSureness;
}

const delimiters = [',', ';', '\t', '|'];
const rareDelimiters = [':', '^', '~', '\u0001', '\u001f', ' '];
/** Parts nothing. */
const inNoText = '\u001f';
const sampleRows = 400;
/** Where fewer records agree, the delimiter may be one that stands in some of their cells; not so where blanks behind it keep quotes from being seen. */
const usualShare = 0.5;

interface Trial {
  delimiter: string;
  quote: string;
  backslash: boolean;
  width: number;
  share: number;
  score: number;
  confidence: number;
  records: number;
  /** Position of the first record of that width. */
  headerAt: number;
}

/** Finds the dialect from all of `head` (decoded text from the start of the file, cut behind a line end). */
export function detectDialect(head: string, hints: ParseHints): Dialect {
  const newline = detectNewline(head);
  const sep = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(head);
  const text = normalised(sep ? head.slice(sep[0].length) : head);
  const asked = hints.delimiter ?? sep?.[1];
  if (asked !== undefined && !isOneByte(asked)) throw new Refusal('unusual-delimiter', { mark: asked });
  const wanted = asked ?? (areLabelledLines(text) ? inNoText : undefined);
  const usual = padsWithTabs(text) ? delimiters.filter((delimiter) => delimiter !== '\t') : delimiters;
  const trials = trialsOf(text, wanted === undefined ? usual : [wanted], hints.quote);
  const best = bestOf(trials);
  const isUsual = best.width > 1 && (best.share >= usualShare || isPadded(text, best));
  const trial = isUsual || wanted !== undefined ? best : rareTrial(text, best, hints.quote);
  const padded = isPadded(text, trial);
  const chosen = padded
    ? { ...bestOf(trialsWith(text, `${trial.delimiter} `, trial.quote)), delimiter: trial.delimiter }
    : trial;
  return {
    delimiter: chosen.delimiter,
    quote: chosen.quote === '' ? null : chosen.quote,
    backslash: chosen.backslash,
    doubled: chosen.backslash && areDoubled(text, chosen.quote),
    padded,
    valueMark: valueMark(text, chosen),
    newline,
    width: chosen.width,
    sepLine: sep !== null,
    confidence: chosen.confidence,
    records: chosen.records,
    sureness: told(hints, sep !== null) ?? surenessOf(trial, trials),
  };
}

/** The scan knows a delimiter by its byte. */
const isOneByte = (delimiter: string): boolean => delimiter.charCodeAt(0) < 0x80;

/** Tabs stand behind values, so that no spreadsheet takes them for numbers: before other delimiters and at line ends, and nowhere else. */
function padsWithTabs(text: string): boolean {
  return /\t"?[,;|]/.test(text) && !/\t(?!"?(?:[,;|\n]|$))/.test(text);
}

function detectNewline(head: string): Dialect['newline'] {
  if (!head.includes('\n')) return head.includes('\r') ? '\r' : '\n';
  const ends = head.split('\n').length - 1;
  return head.split('\r\n').length - 1 > ends / 2 ? '\r\n' : '\n';
}

const normalised = (text: string): string => (text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text);

function trialsOf(text: string, candidates: readonly string[], quote: string | undefined): Trial[] {
  return candidates.flatMap((delimiter) => {
    const quotes = quote === undefined ? quoteCandidates(text, delimiter) : [quote];
    const [first = [], second = []] = quotes.map((mark) => trialsWith(text, delimiter, mark));
    // Without the quotes around their cells, records are wider by the delimiters within them, and agree no better.
    return bestShare(first) >= bestShare(second) && first.some(({ width }) => width > 1)
      ? first
      : [...first, ...second];
  });
}

const bestShare = (trials: readonly Trial[]): number => Math.max(0, ...trials.map(({ share }) => share));

const bestOf = (trials: readonly Trial[]): Trial =>
  trials.reduce((best, trial) => (trial.score > best.score + 1e-9 ? trial : best));

/** The settings or the file itself say what the delimiter is. */
const told = ({ delimiter }: ParseHints, bySep: boolean): DialectSureness | null =>
  delimiter === undefined && !bySep ? null : { by: 'declared', confidence: 1, rival: null };

/** A rival has nearly the score and splits the header, too: a comma within every row of `name;price` does not. */
const rivalScore = 0.85;

function surenessOf(best: Trial, trials: readonly Trial[]): DialectSureness {
  const others = trials.filter((trial) => trial.delimiter !== best.delimiter && trial.width > 1);
  const rivals = others.filter(
    ({ score, headerAt }) => score >= rivalScore * best.score && headerAt <= best.headerAt && best.width > 1,
  );
  const rival = rivals.length === 0 ? null : bestOf(rivals);
  const confidence = rival
    ? best.score / (best.score + rival.score)
    : best.width > 1
      ? 0.7 + 0.3 * best.confidence
      : 0.9;
  return { by: 'evidence', confidence: Math.round(100 * confidence) / 100, rival: rival?.delimiter ?? null };
}

/** Rare delimiters count only where nearly every record agrees on three or more cells; where cells are quoted, a header may be a cell short. */
function rareTrial(text: string, fallback: Trial, quote: string | undefined): Trial {
  const candidates = areTimes(text) ? rareDelimiters.filter((delimiter) => delimiter !== ':') : rareDelimiters;
  const best = bestOf(trialsOf(text, candidates, quote));
  const isAgreed =
    best.share >= 0.9 ||
    (best.headerAt === 1 && best.share * best.records > best.records - 1.5 && text.startsWith('"'));
  return best.width >= 3 && isAgreed ? best : fallback;
}

/** A list of nothing but dates and times, whose colons part no cells. */
const areTimes = (text: string): boolean =>
  text.split('\n', sampleRows).every((line) => line.trim() === '' || shapeOf(line, 0) === 'date');

/**
 * Apostrophes where they stand around cells of this delimiter oftener than quotes do: around one that needs them, or around one in every
 * record. A text may be in them for itself ('urgent').
 */
function quoteCandidates(text: string, delimiter: string): string[] {
  if (!text.includes(`'`)) return ['"'];
  const between = delimiter.replace(/[|^]/, '\\$&');
  const begin = `(?:^|[${between}\\n] ?)`;
  const singles = text.match(new RegExp(`${begin}'(?:[^'\\n\\\\]|''|\\\\.)*'(?=[${between}\\n]|$)`, 'g')) ?? [];
  const doubles = text.match(new RegExp(`${begin}"`, 'g'))?.length ?? 0;
  const needs = singles.some((cell) => /.''.|\\'./.test(cell));
  const parts = singles.some((cell) => cell.includes(delimiter, 2));
  const isMeant =
    needs || (singles.length >= 2 && (parts || singles.length >= text.split('\n', singles.length + 2).length - 1));
  return isMeant && singles.length > doubles ? [`'`, '"'] : ['"'];
}

const trialsWith = (text: string, delimiter: string, quote: string): Trial[] =>
  escapesOf(text, quote).map((backslash) => tryDialect(text, delimiter, quote, backslash));

const escapesOf = (text: string, quote: string): boolean[] => (text.includes(`\\${quote}`) ? [false, true] : [false]);

/** None stands alone but before quotes, line ends and in `\\N`, which MySQL writes for nothing. */
function areDoubled(text: string, quote: string): boolean {
  const rest = text.replaceAll('\\\\', '');
  return rest.length < text.length && !new RegExp(`\\\\(?![${quote}\\nN]|$)`).test(rest);
}

function tryDialect(text: string, delimiter: string, quote: string, backslash: boolean): Trial {
  // Two backslashes are one, which PapaParse does not know: it would take the quote behind them for a character.
  const { data, errors } = Papa.parse<string[]>(backslash ? text.replaceAll('\\\\', 'xx') : text, {
    delimiter,
    quoteChar: quote,
    escapeChar: backslash ? '\\' : quote,
    newline: '\n',
    header: false,
    preview: sampleRows,
  });
  const widths = new Map<number, number>();
  let rows = 0;
  for (const record of data) {
    if (record.every((cell) => cell === '')) continue;
    rows += 1;
    widths.set(record.length, (widths.get(record.length) ?? 0) + 1);
  }
  const [width, count] = modalWidth(widths);
  const share = rows === 0 ? 0 : count / rows;
  const spoiled = rows === 0 ? 0 : Math.min(1, errors.length / rows);
  const agreed = width < 2 ? 0.05 : share * (1 - 1 / (width + 1)) * (1 - spoiled / 2);
  const several = rows - (widths.get(1) ?? 0);
  const confidence = width < 2 ? share : count / several;
  const headerAt = data.findIndex((record) => record.length === width);
  return {
    delimiter,
    quote,
    backslash,
    width: Math.max(1, width),
    share,
    score: agreed,
    confidence,
    records: rows,
    headerAt,
  };
}

/** The width most records have; a width of one cell (titles, notes) counts only when nothing else is there. */
function modalWidth(widths: Map<number, number>): [number, number] {
  const several = [...widths].filter(([width]) => width > 1);
  const from = several.length > 0 ? several : [...widths];
  return from.reduce(
    (best, entry) => (entry[1] > best[1] || (entry[1] === best[1] && entry[0] > best[0]) ? entry : best),
    [0, 0],
  );
}

/** A grave accent before each cell of whole records, and before none of the others (statements of merchants of WeChat Pay). */
function valueMark(text: string, { delimiter, quote, width }: Trial): string | null {
  if (width < 2 || !text.includes(`${delimiter}\``)) return null;
  const { data } = Papa.parse<string[]>(text, { delimiter, quoteChar: quote, newline: '\n', preview: sampleRows });
  const records = data.filter((record) => record.length > 1);
  const marked = records.filter((record) => record.every(isMarked));
  const isMixed = records.some((record) => !record.every(isMarked) && record.some(isMarked));
  return marked.length * 2 >= records.length && marked.length > 0 && !isMixed ? '`' : null;
}

const isMarked = (cell: string): boolean => cell.startsWith('`');

/** `, ` between cells all over the head: the blank belongs to the delimiter. */
function isPadded(text: string, trial: Trial): boolean {
  if (trial.width < 2 || /\s/.test(trial.delimiter)) return false;
  const lines = text.split('\n', 60).filter((line) => line.includes(trial.delimiter));
  if (lines.length < 2) return false;
  const quoted = lines.some((line) => line.includes(`${trial.delimiter} ${trial.quote}`));
  const everywhere = lines.every((line) => line.split(trial.delimiter)[1]?.startsWith(' ') === true);
  return quoted && everywhere;
}
