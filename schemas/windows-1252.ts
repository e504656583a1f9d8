/** What Windows-1252 has at 0x80 … 0x9F, in order; the five places it leaves empty stay C1 controls. */
export const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
