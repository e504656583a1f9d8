/** Known exports whose headers are Chinese tell their own encoding where none is declared: Alipay writes GBK, whatever the workspace speaks. */
import { isExportHead } from '../core/mapping/presets/find.js';
import { headRows } from '../core/parsing/csv/previews.js';
import type { EncodingPreview, ParseHints, ParseOutcome } from '../schemas/staging.js';

/** The one encoding in which the beginning of the file holds the header of a known export; null = none, or several. */
function encodingOfExport(path: string, encodings: readonly EncodingPreview[]): string | null {
  const telling = encodings.filter(({ label }) => isExportHead(headRows(path, label)));
  return telling.length === 1 ? (telling[0]?.label ?? null) : null;
}

/** Reads the file; again, where it is refused for its encoding and is an export that tells it. */
export async function parseTelling<T extends { path: string; hints: ParseHints }>(
  task: T,
  parse: (task: T) => Promise<ParseOutcome>,
): Promise<ParseOutcome> {
  const outcome = await parse(task);
  if (outcome.ok || outcome.encodings === undefined) return outcome;
  const encoding = encodingOfExport(task.path, outcome.encodings);
  return encoding === null ? outcome : parse({ ...task, hints: { ...task.hints, encoding } });
}
