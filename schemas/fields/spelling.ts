/** Compares spellings: case, width, blanks and punctuation do not count. */

/** What two spellings of one value have in common. */
export function foldSpelling(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s._\-'’`·,，。、/\\()[\]（）:：]+/gu, '');
}

/** Finds the known spelling nearest to a text, if it is near enough to be meant (one slip in three or four characters, two in more). */
export function nearestOf(spellings: Iterable<string>): (text: string) => string | undefined {
  const known = Array.from(spellings, (spelling) => ({ spelling, folded: foldSpelling(spelling) }));
  return (text) => {
    const wanted = foldSpelling(text);
    let least = 1 + (wanted.length >= 5 ? 2 : wanted.length >= 3 ? 1 : 0);
    let best: string | undefined;
    if (wanted.length > longestSpelling) return undefined;
    for (const { spelling, folded } of known) {
      const distance = slips(wanted, folded, least - 1);
      if (distance >= least) continue;
      best = spelling;
      least = distance;
    }
    return best;
  };
}

const longestSpelling = 60;

/** Levenshtein distance, or more than `most` where it is greater. */
function slips(a: string, b: string, most: number): number {
  if (most < 0 || Math.abs(a.length - b.length) > most) return most + 1;
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
