/**
 * Tables of SpreadsheetML 2003 that begin further down or right than in A1 (ss:TopCell, ss:LeftCell): the places in them count from there. The library
 * counts from A1, so the places are written as those of the sheet.
 */

const attributes = String.raw`(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*`;
const table = new RegExp(
  String.raw`(<((?:[\w.-]+:)?)Table(?=[\s>])(${attributes})\s*>)([\s\S]*?)(<\/\2Table\s*>)`,
  'g',
);
const placed = new RegExp(
  String.raw`<!\[CDATA\[[\s\S]*?\]\]>|(<(?:[\w.-]+:)?(Row|Cell|Column)(?=[\s/>])(${attributes}))(?=\s*\/?>)`,
  'g',
);
const index = /([\s:]Index\s*=\s*["'])(\d{1,9})(?=["'])/;
const starts = /\s(?:[\w.-]+:)?(?:TopCell|LeftCell)\s*=\s*(?:"[^"]*"|'[^']*')/g;
const start = /\s((?:[\w.-]+:)?)(?:TopCell|LeftCell)\s*=/;

export function withPlacesOfSheet(xml: string): string {
  if (!/[\s:](?:TopCell|LeftCell)\s*=/.test(xml)) return xml;
  return xml.replace(table, (whole: string, open: string, _: string, own: string, body: string, close: string) => {
    const [down, right] = [offsetOf(own, 'TopCell'), offsetOf(own, 'LeftCell')];
    return down + right === 0
      ? whole
      : open.replaceAll(starts, '') + moved(body, { down, right, prefix: start.exec(own)?.[1] ?? '' }) + close;
  });
}

function offsetOf(own: string, name: string): number {
  const number = Number(new RegExp(String.raw`[\s:]${name}\s*=\s*["'](\d{1,9})["']`).exec(own)?.[1] ?? 1);
  return Math.max(0, number - 1);
}

/** What has no place of its own stands behind the one before it; only the first of them is moved. */
function moved(body: string, { down, right, prefix }: { down: number; right: number; prefix: string }): string {
  const seen = new Set<string>();
  return body.replace(placed, (whole: string, tag: string | undefined, name: string, own: string) => {
    if (tag === undefined) return whole;
    const isFirst = !seen.has(name);
    seen.add(name);
    if (name === 'Row') seen.delete('Cell');
    const by = name === 'Row' ? down : right;
    if (by === 0) return tag;
    if (index.test(own)) return tag.replace(index, (_, before: string, at: string) => before + String(Number(at) + by));
    return isFirst ? `${tag} ${prefix}Index="${by + 1}"` : tag;
  });
}
