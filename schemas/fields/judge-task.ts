/** The thread's half of judging: a file of distinct open cells in, a file of verdicts out. Pure JavaScript, bounded memory. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { CellVerdict, ColumnContext } from '../verdicts.js';
import { encodeValue, readLines } from './cell-lines.js';
import { fieldType } from './registry.js';

export interface JudgeCellsTask {
  /** Lines (cell-lines.ts) `id,contextIndex,flag,text`; a missing flag is none, a missing text is ''. */
  inPath: string;
  /**
   * Lines `id,ok,text,codes,repairs,suggestion,extra` in the order of the cells. ok is true or false; text the canonical text,
   * missing when rejected; codes a JSON array of `{code, params?}` (problems, or warnings of an accepted cell); repairs a JSON
   * array of codes; extra a JSON object `{values?: string[], currency?: string}`. Whatever is empty is missing.
   */
  outPath: string;
  contexts: ColumnContext[];
}

export interface JudgeCellsResult {
  cells: number;
  rejected: number;
}

const pieceChars = 1 << 18;

export async function judgeCellsTask(task: JudgeCellsTask): Promise<JudgeCellsResult> {
  const out = await open(task.outPath, 'w', 0o600);
  const result = { cells: 0, rejected: 0 };
  try {
    let piece = '';
    const input = createReadStream(task.inPath, { encoding: 'utf8', highWaterMark: pieceChars });
    for await (const [id, context, flag, text] of readLines(input)) {
      const verdict = judgeCell(task.contexts[Number(context)], text ?? '', flag ?? null);
      result.cells += 1;
      if (!verdict.ok) result.rejected += 1;
      piece += verdictLine(id ?? '', verdict);
      if (piece.length >= pieceChars) {
        await out.write(piece);
        piece = '';
      }
    }
    if (piece !== '') await out.write(piece);
  } finally {
    await out.close();
  }
  return result;
}

function judgeCell(context: ColumnContext | undefined, text: string, flag: string | null): CellVerdict {
  if (!context) throw new Error('an open cell names no context');
  return fieldType(context.type).judge(text, flag, context);
}

function verdictLine(id: string, verdict: CellVerdict): string {
  const values = verdict.ok
    ? ['true', verdict.text, list(verdict.warnings), list(verdict.repairs), null, extraOf(verdict)]
    : ['false', null, list(verdict.problems), null, verdict.suggestion ?? null, null];
  return `${[id, ...values].map(encodeValue).join(',')}\n`;
}

const list = (items: readonly unknown[]): string | null => (items.length === 0 ? null : JSON.stringify(items));

function extraOf(verdict: Extract<CellVerdict, { ok: true }>): string | null {
  const { extraValues: values, currency } = verdict;
  return values === undefined && currency === undefined ? null : JSON.stringify({ values, currency });
}
