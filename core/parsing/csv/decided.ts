/** Opens a text file as people decided: of this very file, or of files of its shape. */
import Papa from 'papaparse';
import type { TableShape, TextWord } from '../../../schemas/decisions.js';
import type { FoundBy, ParseHints } from '../../../schemas/staging.js';
import { hasTexts } from '../decisions/signature.js';
import { Refusal } from '../refusal.js';
import type { Dialect } from './dialect.js';
import type { CsvHead, OpenedText } from './head.js';

const recordsTried = 200;

type Open = (hints: ParseHints) => OpenedText;

const saysSomething = (text: TextWord): boolean => Object.keys(text).length > 0;

/** null = nobody decided anything for it. */
export function openDecided(hints: ParseHints, open: Open): CsvHead | null {
  const { words, rules = [] } = hints;
  const said = words?.text ?? {};
  for (const { text, shape } of rules.filter((rule) => saysSomething(rule.text))) {
    const opened = opens(() => open({ ...hints, ...text, ...said }));
    if (opened && fits(opened, shape)) return marked(marked(opened.head, said, 'decided'), text, 'remembered');
  }
  return saysSomething(said) ? marked(open({ ...hints, ...said }).head, said, 'decided') : null;
}

/** A file that can not be read in the encoding of a rule is not of its shape. */
function opens(open: () => OpenedText): OpenedText | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function fits({ head, text }: OpenedText, shape: TableShape | null): boolean {
  if (shape === null) return true;
  const [first] = shape.header;
  if (first === undefined) return head.dialect.width === shape.width;
  return recordsOf(text, head.dialect).some((record) =>
    hasTexts(
      record.map((cell) => cell.trim()),
      first,
    ),
  );
}

const recordsOf = (text: string, { delimiter, quote }: Dialect): string[][] =>
  Papa.parse<string[]>(text, { delimiter, quoteChar: quote ?? '', header: false, preview: recordsTried }).data;

function marked({ encoding, dialect, ...others }: CsvHead, text: TextWord, by: FoundBy): CsvHead {
  return {
    ...others,
    encoding: text.encoding !== undefined && encoding.by === 'declared' ? { ...encoding, by } : encoding,
    dialect:
      text.delimiter === undefined || dialect.sureness.by === 'decided'
        ? dialect
        : { ...dialect, sureness: { by, confidence: 1, rival: null } },
  };
}
