/** A walk over a small XML part. Elements and attributes go by their local names: prefixes are the writer's choice. */
import { Refusal } from '../../refusal.js';
import { normalizeLineEnds, resolveEntities } from './text.js';

export type Attributes = ReadonlyMap<string, string>;

export interface XmlVisitor {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

const maxDepth = 256;

/** Calls the visitor in document order; a self-closed element is opened and closed. DOCTYPE is refused, damage too. */
export function walkXml(xml: string, visitor: XmlVisitor): void {
  let at = 0;
  let depth = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    if (tag < 0) break;
    if (tag > at && visitor.text) visitor.text(resolveEntities(normalizeLineEnds(xml.slice(at, tag))));
    const special = skipSpecial(xml, tag, visitor);
    if (special > 0) {
      at = special;
      continue;
    }
    const end = tagEnd(xml, tag);
    if (xml[tag + 1] === '/') {
      depth -= 1;
      visitor.close?.(localName(xml.slice(tag + 2, end).trimEnd()));
    } else {
      const closed = xml[end - 1] === '/';
      const name = openTag(xml, tag + 1, closed ? end - 1 : end, visitor);
      if (closed) visitor.close?.(name);
      else depth += 1;
    }
    if (depth > maxDepth) throw new Refusal('xml-damaged');
    at = end + 1;
  }
}

/** Extensions repeat names of the main namespace, with another meaning (ECMA-376 part 1, 18.2.10): `visitor` without them. */
export function outsideExtensions(visitor: XmlVisitor): XmlVisitor {
  let within = 0;
  return {
    open(name, attributes) {
      if (name === 'extLst') within += 1;
      if (within === 0) visitor.open(name, attributes);
    },
    close(name) {
      if (within === 0) visitor.close?.(name);
      if (name === 'extLst') within -= 1;
    },
    text(found) {
      if (within === 0) visitor.text?.(found);
    },
  };
}

/** Passes comments, instructions and CDATA; answers where they end, 0 if there is none. */
function skipSpecial(xml: string, tag: number, visitor: XmlVisitor): number {
  const next = xml[tag + 1];
  if (next === '?') return past(xml, '?>', tag);
  if (next !== '!') return 0;
  if (xml.startsWith('<!--', tag)) return past(xml, '-->', tag);
  if (!xml.startsWith('<![CDATA[', tag)) throw new Refusal('xml-doctype');
  const end = past(xml, ']]>', tag);
  visitor.text?.(xml.slice(tag + 9, end - 3));
  return end;
}

function past(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new Refusal('xml-damaged');
  return at + mark.length;
}

/** Where the tag's `>` is; one inside an attribute's quotes does not count. */
function tagEnd(xml: string, tag: number): number {
  let quote = 0;
  for (let at = tag + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at;
  }
  throw new Refusal('xml-damaged');
}

function openTag(xml: string, start: number, end: number, visitor: XmlVisitor): string {
  let at = start;
  while (at < end && !isSpace(xml.charCodeAt(at))) at++;
  const name = localName(xml.slice(start, at));
  const attributes = new Map<string, string>();
  while (at < end) {
    const equals = xml.indexOf('=', at);
    if (equals < 0 || equals >= end) break;
    const key = localName(xml.slice(at, equals).trim());
    let open = equals + 1;
    while (open < end && isSpace(xml.charCodeAt(open))) open++;
    const close = xml.indexOf(xml[open]!, open + 1);
    if (close < 0 || close > end) throw new Refusal('xml-damaged');
    if (!attributes.has(key)) attributes.set(key, resolveEntities(xml.slice(open + 1, close)));
    at = close + 1;
  }
  visitor.open(name, attributes);
  return name;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** How XML Schema writes a boolean; absent = `absent`. */
export function isTrue(value: string | undefined, absent = false): boolean {
  return value === undefined ? absent : value === '1' || value === 'true' || value === 'on';
}
