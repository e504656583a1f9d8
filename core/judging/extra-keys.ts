/** Names the columns that no field wants, as keys of `extra`. */

export interface UnmappedColumn {
  position: number;
  label: string;
  key: string;
}

interface FreeColumn {
  position: number;
  label: string;
  header: string;
}

const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/**
 * The key is the header as sent, the column's label where it is empty; a repeated one gets `#2`, `#3` …. Keys that
 * second values of a field may need (`phone#2`) are left free. Sorted by code point, as UTF-8 sorts.
 */
export function extraKeys(columns: readonly FreeColumn[], fieldIds: readonly string[]): UnmappedColumn[] {
  const used = new Set<string>();
  const reserved = (key: string): boolean => fieldIds.some((id) => key.startsWith(`${id}#`));
  const named = columns.map(({ position, label, header }) => {
    const wanted = header === '' ? label : header;
    let key = wanted;
    for (let copy = 2; used.has(key) || reserved(key); copy += 1)
      key = reserved(wanted) ? `_${wanted}#${copy}` : `${wanted}#${copy}`;
    used.add(key);
    return { position, label, key };
  });
  return named.sort((a, b) => byCodePoint(a.key, b.key));
}
