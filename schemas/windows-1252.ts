/** What Windows-1252 has at 0x80 … 0x9F, in order; the five places it leaves empty stay C1 controls. */
export const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const c1 = /[\u0080-\u009f]/g;
const someC1 = /[\u0080-\u009f]/;

/** No text holds C1 controls; where they stand, Windows-1252 was taken for Latin-1 (by some program, or by Node's own decoder). */
export const hasC1 = (text: string): boolean => someC1.test(text);

export const withoutC1 = (text: string): string =>
  text.replace(c1, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);

/** Text that a decoder of `encoding` (as it calls itself) made. */
export const asMeant = (encoding: string, text: string): string =>
  encoding === 'windows-1252' ? withoutC1(text) : text;
