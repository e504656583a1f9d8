/** When two headers are the same header, and how one is told. */

import { decodeEntities } from './html-references.js';

const invisible = /[\p{Cf}\p{Cc}]/gu;
const notLetters = /[^\p{L}\p{N}#%]/gu;

/** `R&amp;D`, as programs that write pages write it. */
export const meantHeader = (text: string): string => (text.includes('&') ? decodeEntities(text) : text);

/** Folds case, width, blanks and punctuation: `E-mail *` and `ＥＭＡＩＬ` are both `email`. */
export function foldHeader(text: string): string {
  return meantHeader(text).normalize('NFKC').replace(invisible, '').toLowerCase().replace(notLetters, '');
}

/** A header as people read it in a line of text: its lines with a blank between. */
export const headerLine = (header: string): string => header.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
