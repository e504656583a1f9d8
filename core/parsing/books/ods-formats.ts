/** Which formats of an OpenDocument file show a number as what, as far as the library gets them wrong. */

/** Styles of cells by what their format makes of a number. */
export interface OdsFormats {
  /** A time of day, of whatever day: 36 hours are 12 o'clock. */
  clocks: ReadonlySet<string>;
  /** No date and no time, or none that the library finds. */
  undated: ReadonlySet<string>;
}

export const noFormats: OdsFormats = { clocks: new Set(), undated: new Set() };

/** How LibreOffice writes the first section of `yyyy/m/d;@`: for every number there is. The library knows `>=0` alone. */
const always = /(\scondition\s*=\s*")value\(\)&lt;=1\.7976931348623157E\+308(?=")/g;

export const plainConditions = (xml: string): string => xml.replace(always, '$1value()&gt;=0');

const dataStyle =
  /<((?:[\w.-]+:)?(text|number|currency|percentage|boolean|date|time)-style)\s([^<>]*[^<>/])>([\s\S]*?)<\/\1>/g;
const cellStyle = /<(?:[\w.-]+:)?style\s([^<>]*)>/g;
const nameOf = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*"([^"]*)"`).exec(attributes)?.[1];

/** `parts`: those with styles, their conditions plain. */
export function odsFormats(parts: readonly string[]): OdsFormats {
  const kinds = new Map<string, string>();
  for (const part of parts) for (const found of part.matchAll(dataStyle)) learn(kinds, found);
  const clocks = new Set<string>();
  const undated = new Set<string>();
  for (const part of parts)
    for (const [, attributes = ''] of part.matchAll(cellStyle)) {
      const name = nameOf(attributes, 'name');
      const kind = kinds.get(nameOf(attributes, 'data-style-name') ?? '');
      if (name === undefined || kind === undefined) continue;
      if (kind === 'clock') clocks.add(name);
      else if (kind === 'other') undated.add(name);
    }
  return { clocks, undated };
}

function learn(kinds: Map<string, string>, [, , type, attributes = '', content = '']: RegExpMatchArray): void {
  const name = nameOf(attributes, 'name');
  if (name === undefined) return;
  const isLong = nameOf(attributes, 'truncate-on-overflow') === 'false';
  const mapped = /\scondition\s*=\s*"value\(\)&gt;=0"[^<>]*\sstyle:apply-style-name\s*=\s*"([^"]*)"/.exec(content)?.[1];
  if (type === 'date') kinds.set(name, 'date');
  else if (type === 'time') kinds.set(name, isLong ? 'duration' : 'clock');
  else kinds.set(name, kinds.get(mapped ?? '') ?? 'other');
}
