/** Compares spellings: case, width, blanks and punctuation do not count. */

/** What two spellings of one value have in common. */
export function foldSpelling(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s._\-'’`·,，。、/\\()[\]（）:：]+/gu, '');
}

/** The known spelling nearest to a text, if it is near enough to be meant (one slip in four characters or more). */
export function nearest(text: string, spellings: Iterable<string>): string | undefined {
  const wanted = foldSpelling(text);
  let best: string | undefined;
  let least = Math.min(2, Math.floor(wanted.length / 3));
  for (const spelling of spellings) {
    const distance = slips(wanted, foldSpelling(spelling), least);
    if (distance <= least && (best === undefined || distance < least)) {
      best = spelling;
      least = distance;
    }
  }
  return best;
}

/** Levenshtein distance, or more than `most` where it is greater. */
function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
