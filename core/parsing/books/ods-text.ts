/** Texts of OpenDocument cells that the library reads wrong or not at all, written as it reads them right. */

const blanks = /<[\w.-]+:(s|tab|line-break)(\s[^<>]*?)?(?:\/>|>\s*<\/[\w.-]+:\1\s*>)/g;
const count = /[\s:]c\s*=\s*["'](\d+)["']/;
/** Blanks that a trim takes off, other than those that XML takes off itself. */
const wideBlanks = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g;
const farReferences = /&#(?:x0*([\da-f]{5,6})|0*(\d{5,7}));/gi;
const blankLines =
  /(<(?:[\w.-]+:)?table-cell(?:\s[^<>]*)?>)((?:<text:p(?:\s[^<>]*)?(?:\/>|><\/text:p>))+)(<text:p(?:\s[^<>]*)?(?<!\/)>)(?!<\/text:p>)/g;
const paragraph = /<text:p[\s/>]/g;

const lastNear = 0xffff;
const lastCharacter = 0x10ffff;

/** How a text is to be read, above it (OpenDocument 1.2 part 1, 6.4): no part of what it says. */
const phonetic = /<((?:[\w.-]+:)?ruby-text)(?:\s[^<>]*)?(?<!\/)>[^]*?<\/\1\s*>/g;

/** The part with the cells. */
export function plainTexts(xml: string): string {
  return withFarCharacters(xml)
    .replace(phonetic, '')
    .replace(blanks, plainBlank)
    .replace(blankLines, (_, cell: string, lines: string, text: string) => `${cell}${text}${breaksFor(lines)}`)
    .replace(wideBlanks, (blank) => `&#${blank.charCodeAt(0)};`);
}

/** The library takes a reference for one of the first 65,536 characters, whichever it names: of an emoji another character is left. */
export const withFarCharacters = (xml: string): string =>
  xml.replace(farReferences, (written: string, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > lastNear && code <= lastCharacter ? String.fromCodePoint(code) : written;
  });

/** It knows those alone that are written in short and say nothing but their number. */
function plainBlank(_: string, kind: string, attributes = ''): string {
  const times = kind === 's' ? count.exec(attributes)?.[1] : undefined;
  return times === undefined ? `<text:${kind}/>` : `<text:s text:c="${times}"/>`;
}

/** It loses the first blank line of a text, or makes two of it. */
const breaksFor = (lines: string): string => '<text:line-break/>'.repeat(lines.match(paragraph)?.length ?? 0);
