/** When two headers are the same header. */

const invisible = /[\p{Cf}\p{Cc}]/gu;
const notLetters = /[^\p{L}\p{N}#%]/gu;

/** Folds case, width, blanks and punctuation: `E-mail *` and `ＥＭＡＩＬ` are both `email`. */
export function foldHeader(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').toLowerCase().replace(notLetters, '');
}
