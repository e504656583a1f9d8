/** Text that some program saved in an encoding without its characters: each became a question mark. `all`: nothing else is left. */
export function lostText(text: string): 'all' | 'part' | null {
  if (!text.includes('??')) return null;
  return /\p{L}/u.test(text) ? 'part' : 'all';
}

/** RE2 expression of what is looked at. */
export const lostPattern = '\\?\\?';
