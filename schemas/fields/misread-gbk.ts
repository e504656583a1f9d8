/**
 * Chinese text of UTF-8 that was read as GB18030 (`寮犱紵` is 张伟): two files of different encodings put together come to this. Three bytes
 * of a character become one and a half of two bytes, so that only an even number of characters in a row is still whole.
 */
type Range = readonly [from: number, to: number];

const bytes = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const comma = 0x2c;
/** First bytes of Han characters in UTF-8, and of marks, kana and full-width letters. */
const leads = [...bytes(0xe3, 0xe9), 0xef];
const trails = bytes(0x80, 0xbf);

/** Characters of GB18030 by their two bytes, each of one of the kinds; those without a character are left out. */
function characters(first: readonly number[], second: readonly number[]): [character: string, bytes: number][] {
  const pairs = Uint8Array.from(first.flatMap((high) => second.flatMap((low) => [high, low, comma])));
  const found: [string, number][] = [];
  new TextDecoder('gb18030')
    .decode(pairs)
    .split(',')
    .forEach((character, at) => {
      if (character.length !== 1 || character === '\uFFFD') return;
      found.push([character, ((pairs[at * 3] ?? 0) << 8) | (pairs[at * 3 + 1] ?? 0)]);
    });
  return found;
}

const starting = characters(leads, trails);
const joining = characters(trails, leads);
/** All of them by character: made when the first text is looked at. */
let known: Map<string, number> | null = null;
const bytesByCharacter = (): Map<string, number> =>
  (known ??= new Map([...starting, ...joining, ...characters(trails, trails)]));

function rangesOf(pairs: readonly (readonly [character: string, bytes: number])[]): Range[] {
  const points = pairs.map(([character]) => character.charCodeAt(0)).sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last && point <= last[1] + 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

/** How all such texts go on somewhere: the character of a first byte, and one that ends a character and begins the next. */
export const misreadPairs: readonly [Range[], Range[]] = [rangesOf(starting), rangesOf(joining)];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const meantForm =
  /^[\p{ASCII}\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]*\p{Script=Han}[\p{ASCII}\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]*$/u;

/** The text as it was meant; null = it is what it says. All that is not ASCII must be so, and there must be two characters of it. */
export function utf8AsGbk(text: string): string | null {
  const found: number[] = [];
  const bytesOf = bytesByCharacter();
  for (const character of text) {
    const code = character.charCodeAt(0);
    const pair = code < 0x80 ? code : bytesOf.get(character);
    if (pair === undefined) return null;
    if (code >= 0x80) found.push(pair >> 8);
    found.push(pair & 0xff);
  }
  try {
    const meant = utf8.decode(Uint8Array.from(found));
    return meantForm.test(meant) ? meant : null;
  } catch {
    return null;
  }
}
