/** The sheets of the sender's own file that the rows of a returned receipt stood on. */
import { sheetNames, toFixSheetName } from '../../../schemas/receipt.js';
import { num, quoteIdent } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';

const latestBatch = 'SELECT delivery, max(seq) AS batch FROM archive.log.batches GROUP BY delivery';

/** By returned table, from its tokens (`readTokens` was run before); tables with rows of several sheets are not in it. */
export async function sheetsByToken(s: Session, scratch: string): Promise<Map<number, string>> {
  const rows = await s.rows(
    `SELECT t.part, min(p.sheet) AS sheet FROM ${quoteIdent(scratch)}.main.returned t
     JOIN (${latestBatch}) b ON b.delivery = t.delivery
     JOIN archive.log.parts p ON p.batch = b.batch AND p.part = t.parent_part
     GROUP BY t.part HAVING count(DISTINCT p.sheet) = 1`,
  );
  return new Map(rows.map((row) => [num(row['part']), row['sheet'] as string]));
}

/** Of the sheets that a delivery had, the one whose rows to fix stand on the sheet of this name; tokens may be gone. */
export async function sheetByName(s: Session, delivery: string, name: string): Promise<string | null> {
  const rows = await s.rows(
    `SELECT p.sheet FROM archive.log.parts p JOIN (${latestBatch}) b ON b.batch = p.batch
     WHERE b.delivery = $1 AND p.sheet IS NOT NULL ORDER BY p.part`,
    [delivery],
  );
  const sheets = rows.map((row) => row['sheet'] as string);
  const [only] = sheets.length === 1 ? sheets : [];
  const isMeant = (sheet: string): boolean =>
    (['en', 'zh'] as const).some(
      (lang) => toFixSheetName(sheet, lang) === name || (sheet === only && sheetNames.toFix[lang] === name),
    );
  return sheets.find(isMeant) ?? null;
}
