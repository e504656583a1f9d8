/**
 * Known exports tell their encoding where none is declared, or where it hardly is the one declared. By headers in Chinese: Alipay writes
 * GBK, whatever the workspace speaks. By headers in English and bytes that are plainly Latin letters: Salesforce writes ISO-8859-1.
 */
import { isExport, isExportHead } from '../core/mapping/presets/find.js';
import { headRows, readsAsLatin } from '../core/parsing/csv/previews.js';
import type { EncodingPreview, ParseHints, ParseOutcome } from '../schemas/staging.js';

type Told = Pick<ParseHints, 'encoding' | 'legacyEncoding'>;

const latin = 'windows-1252';

/** The one encoding in which the beginning of the file is that of a known export; null = none, or several. */
function encodingOfExport(path: string, encodings: readonly EncodingPreview[]): Told | null {
  const rows = encodings.map(({ label }) => ({ label, head: headRows(path, label) }));
  const telling = rows.filter(({ head }) => isExportHead(head));
  if (telling.length === 1) return { encoding: telling[0]?.label ?? '' };
  // Größe reads alike in the encodings of Western and Central Europe.
  if (telling.some(({ label }) => !label.startsWith('windows-'))) return null;
  const isLatin = rows.some(({ label, head }) => label === latin && isExport(head)) && readsAsLatin(path);
  return isLatin ? { legacyEncoding: 'evidence' } : null;
}

/** Reads the file; again, where its encoding is unknown or unsure and it is an export that tells it. */
export async function parseTelling<T extends { path: string; hints: ParseHints }>(
  task: T,
  parse: (task: T) => Promise<ParseOutcome>,
): Promise<ParseOutcome> {
  const outcome = await parse(task);
  if (outcome.encodings === undefined) return outcome;
  const told = encodingOfExport(task.path, outcome.encodings);
  if (told === null) return outcome;
  const again = await parse({ ...task, hints: { ...task.hints, ...told } });
  return again.ok ? again : outcome;
}
