/** Pictures in cells as WPS keeps them: the formula `DISPIMG("ID_…",1)`, whose value is its own text. */

const picture = /^\s*=\s*(?:_xlfn\.)?DISPIMG\(/i;

export const isPicture = (text: string): boolean => picture.test(text);

/** The value that a picture's formula has, saved or not; null = another formula. */
export function pictureText(formula: string): string | null {
  const text = `=${formula.trim().replace(/^=?\s*(?:_xlfn\.)?/i, '')}`;
  return isPicture(text) ? text : null;
}
