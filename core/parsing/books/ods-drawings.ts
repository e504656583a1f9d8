/** Drawings of an OpenDocument sheet: text boxes and shapes stand within cells, and the library takes what they say for the text of the cell. */

const tag = /<(\/?)draw:[\w-]+(?:\s[^<>]*?)?(\/?)>/g;

/** The part with the cells, without what is drawn. One that does not end is kept. */
export function withoutDrawings(xml: string): string {
  if (!xml.includes('<draw:')) return xml;
  const kept: string[] = [];
  let end = 0;
  let depth = 0;
  let start = 0;
  for (const { 0: found, 1: closes, 2: empty, index } of xml.matchAll(tag)) {
    if (closes === '/') depth = Math.max(0, depth - 1);
    else if (empty !== '/' && depth++ === 0) start = index;
    if (closes !== '/' || depth > 0 || start < end) continue;
    kept.push(xml.slice(end, start));
    end = index + found.length;
  }
  return kept.length === 0 ? xml : kept.join('') + xml.slice(end);
}
