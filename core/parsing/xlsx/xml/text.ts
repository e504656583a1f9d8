/** Character data of XML as text: entities, line ends, and the `_xHHHH_` escapes of spreadsheets. */
import { Refusal } from '../../refusal.js';

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five XML entities and character references; any other entity would need a DOCTYPE and is refused. */
export function resolveEntities(text: string): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let out = '';
  let from = 0;
  for (; at >= 0; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at);
    if (end < 0 || end - at > 12) throw new Refusal('xml-damaged');
    out += text.slice(from, at) + entity(text.slice(at + 1, end));
    from = end + 1;
  }
  return out + text.slice(from);
}

function entity(name: string): string {
  if (name.charCodeAt(0) === 35) {
    const hex = name[1] === 'x' || name[1] === 'X';
    const digits = name.slice(hex ? 2 : 1);
    const code = Number.parseInt(digits, hex ? 16 : 10);
    if (!(code >= 0 && code <= 0x10ffff)) throw new Refusal('xml-damaged');
    return String.fromCodePoint(code);
  }
  const known = Object.hasOwn(named, name) ? named[name] : undefined;
  if (known === undefined) throw new Refusal('xml-doctype');
  return known;
}

/** `_x000D_` stands for U+000D (ECMA-376 part 1, 22.9.2.19 ST_Xstring); `_x005F_` for the underscore itself. */
export function unescapeXstring(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** XML turns CR LF and a lone CR into LF before anyone sees them; a written `&#13;` stays. */
export function normalizeLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Character data of a spreadsheet string as the text that it means. */
export function cellString(raw: string): string {
  return unescapeXstring(resolveEntities(normalizeLineEnds(raw)));
}
