/**
 * Letters of Central Europe (Windows-1250) that read as Western ones (Windows-1252) stand where no Western language has them: Dvoøák is
 * Dvořák, Zdenìk is Zdeněk, Micha³ is Michał. Enough to ask which of the two it is, not to tell it: a list may name people of both.
 */
import { TextDecoder } from 'node:util';

const signs = [
  // ě and ů inside a word: Italian has ì and ù at its end.
  /[ìù](?=\p{Ll})/gu,
  // ř before a long vowel.
  /ø(?=[áéíýì])/gu,
  // ł, ą, ż and ź as signs among letters; cubic metres are none.
  /(?<=\p{L}{2})[³¹](?!\d)|(?<=\p{Ll})[¿Ÿ]|£(?=[óoaue]\p{Ll})/gu,
  // č before a vowel: no language of the West has è there.
  /[èÈ](?=[aeiouyáéíýó])/gu,
  // ń of -ński, ľ among letters.
  /ñ(?=[sck])|(?<=\p{L})¾(?=\p{Ll})/gu,
  // -ić
  /(?<=\p{L}i)æ(?!\p{L})/gu,
  // ő at the end of a word, or before what follows no õ of Portuguese.
  /(?<=\p{L})õ(?!\p{L}|\d)|(?<=\p{L})õ(?=[rsznkbdglt])/gu,
];
const letters = /[À-ÿ³¹¾¿Ÿ£]/gu;
/** Of the letters beyond ASCII: fewer are names of a few people. */
const leastShare = 0.05;

/** Whether it may as well be text of Central Europe. */
export function mayBeEastern(bytes: Buffer): boolean {
  const text = new TextDecoder('windows-1252').decode(bytes);
  const found = signs.reduce((sum, sign) => sum + (text.match(sign)?.length ?? 0), 0);
  return found > 0 && found >= (text.match(letters)?.length ?? 0) * leastShare;
}
