/** What `read --marks` prints behind the rows of a table: what their texts do not tell, and the rows that were left out. */
import { closeSync, openSync } from 'node:fs';
import { readLines } from '../../../schemas/fields/cell-lines.js';
import type { StagedTable } from '../../../schemas/staging.js';
import { textPieces } from '../../../schemas/text-pieces.js';

/** Lines `{"row","column","mark","raw"}`: `column` is its label, absent of a whole row; `raw` the text as stored where that is another. Then `{"row","leftOut"}`. */
export function* printedMarks({ kinds, skipped, columns }: StagedTable): Generator<string> {
  for (const [row, col = null, , mark, raw = null] of linesOf(kinds)) {
    if (mark === null || mark === undefined) continue;
    const column = col === null ? {} : { column: columns[Number(col)]?.label };
    yield `${JSON.stringify({ row: Number(row), ...column, mark, ...(raw !== null && { raw }) })}\n`;
  }
  for (const [row, leftOut] of linesOf(skipped)) yield `${JSON.stringify({ row: Number(row), leftOut })}\n`;
}

function* linesOf(file: StagedTable['kinds']): Generator<(string | null)[]> {
  if (file === null) return;
  const fd = openSync(file.path, 'r');
  try {
    yield* readLines(textPieces(fd));
  } finally {
    closeSync(fd);
  }
}
