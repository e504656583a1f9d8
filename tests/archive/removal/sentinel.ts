/** Looks for a text in everything an archive says. */
import { readFileSync } from 'node:fs';
import { quoteIdent, quoteText } from '../../../core/archive/duck.js';
import type { Kit } from '../kit.js';

/** Tables whose rows have the text in any column, beside those of the engine. */
export async function tablesWith(kit: Kit, text: string): Promise<string[]> {
  const tables = await kit.rows<{ name: string }>(
    `SELECT DISTINCT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE database_name = 'archive' ORDER BY ALL`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const from = `archive.${name.split('.').map(quoteIdent).join('.')}`;
    const rows = await kit.duck.read((s) =>
      s.count(`SELECT count(*) FROM ${from} t WHERE contains(t::VARCHAR, ${quoteText(text)})`),
    );
    if (rows > 0) found.push(name);
  }
  return found;
}

/** The bytes of a file have the text as they lie. */
export const fileHas = (path: string, text: string): boolean => readFileSync(path).includes(Buffer.from(text));
