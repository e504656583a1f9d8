/**
 * Text that some program saved in an encoding without its characters: each became a question mark, or the mark for what is no text, which
 * other programs read as 锟斤拷. `all`: nothing else is left, or nobody writes what stands there.
 */
export function lostText(text: string): 'all' | 'part' | null {
  if (lostMarks.test(text)) return 'all';
  if (!text.includes('??')) return null;
  return /\p{L}/u.test(text) ? 'part' : 'all';
}

const lostMarks = /锟斤拷?/u;

/** RE2 expression of what is looked at. */
export const lostPattern = '\\?\\?|锟斤';
