/**
 * The thread's half of judging: a file of distinct open cells in, a file of verdicts out. Pure JavaScript, bounded memory. Files are
 * read and written synchronously: a thread has nothing else to do, and waiting for promises took a third of its time.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { pieceSize, textPieces } from '../text-pieces.js';
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { encodeValue, readLines } from './cell-lines.js';
import { judgeLinked } from './linked.js';
import { fieldType } from './registry.js';

export interface JudgeCellsTask {
  /** Lines (cell-lines.ts) `id,contextIndex,flag,text`; a missing flag is none, a missing text is ''. */
  inPath: string;
  /**
   * Lines `id,ok,text,codes,repairs,suggestion,extra` in the order of the cells. ok is true or false; text the canonical text,
   * missing when rejected; codes a JSON array of `{code, params?}` (problems, or warnings of an accepted cell); repairs a JSON
   * array of codes; extra a JSON object `{values?: string[], currency?: string, currencies?: string[]}`. Whatever is empty is missing.
   */
  outPath: string;
  contexts: ColumnContext[];
}

export interface JudgeCellsResult {
  cells: number;
  rejected: number;
}

export function judgeCellsTask(task: JudgeCellsTask): JudgeCellsResult {
  const input = openSync(task.inPath, 'r');
  try {
    const out = openSync(task.outPath, 'w', 0o600);
    try {
      return judgeLines(textPieces(input), (text) => void writeSync(out, text), task.contexts);
    } finally {
      closeSync(out);
    }
  } finally {
    closeSync(input);
  }
}

function judgeLines(
  pieces: Iterable<string>,
  write: (text: string) => void,
  contexts: ColumnContext[],
): JudgeCellsResult {
  const result = { cells: 0, rejected: 0 };
  let piece = '';
  for (const [id, context, flag, text] of readLines(pieces)) {
    const verdict = judgeCell(contexts[Number(context)], text ?? '', flag ?? null);
    result.cells += 1;
    if (!verdict.ok) result.rejected += 1;
    piece += verdictLine(id ?? '', verdict);
    if (piece.length < pieceSize) continue;
    write(piece);
    piece = '';
  }
  if (piece !== '') write(piece);
  return result;
}

function judgeCell(context: ColumnContext | undefined, text: string, flag: string | null): CellVerdict {
  if (!context) throw new Error('an open cell names no context');
  return judgeLinked(fieldType(context.type), text, flag, context);
}

function verdictLine(id: string, verdict: CellVerdict): string {
  const values = verdict.ok
    ? ['true', verdict.text, list(verdict.warnings), list(verdict.repairs), null, extraOf(verdict)]
    : ['false', null, list(verdict.problems), null, verdict.suggestion ?? null, null];
  return `${[id, ...values].map(encodeValue).join(',')}\n`;
}

const list = (items: readonly unknown[]): string | null => (items.length === 0 ? null : JSON.stringify(items));

function extraOf(verdict: Extract<CellVerdict, { ok: true }>): string | null {
  const { extraValues: values, currency, currencies } = verdict;
  const isPlain = values === undefined && currency === undefined && currencies === undefined;
  return isPlain ? null : JSON.stringify({ values, currency, currencies });
}
