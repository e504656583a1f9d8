/** Small pieces of SQL text: quoting of names and literals. Cell values never enter SQL text; they come from tables and files. */

/** A double-quoted identifier. */
export const quoteIdent = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A single-quoted literal; NULL for null. */
export const quoteText = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

/** A TIMESTAMP of the archive as ISO 8601 UTC, with milliseconds: so it stands in answers, and in what the audit hashes. */
export const isoSql = (time: string): string => `strftime(${time}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** Parts of one statement, empty and false ones left out, joined by a separator. */
export const joinSql = (separator: string, parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join(separator);
