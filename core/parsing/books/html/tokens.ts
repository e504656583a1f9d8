/** The tags and texts of an HTML page, as browsers see them: comments, scripts and styles are nothing. */

export interface HtmlListener {
  /** `name` in lower case; `attributes` as they stand behind it. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Between tags, references not decoded. */
  text(text: string): void;
}

/** Elements whose content is no HTML, up to their own end tag. */
const opaque = new Set(['script', 'style', 'title', 'template', 'noframes']);
/** No value in quotes is looked for further. */
const longestValue = 64 << 10;
const tagStart = /<(?:(\/?)([a-zA-Z][^\s/>]*)|!--|[!?])/g;

export function walkHtml(html: string, listener: HtmlListener): void {
  let from = 0;
  for (;;) {
    tagStart.lastIndex = from;
    const found = tagStart.exec(html);
    const at = found?.index ?? html.length;
    if (at > from) listener.text(html.slice(from, at));
    if (!found) return;
    const [whole, slash, name] = found;
    if (name === undefined) {
      from = whole === '<!--' ? behind(html, '-->', at + 4) : behind(html, '>', at);
      continue;
    }
    const end = tagEnd(html, at + whole.length);
    from = Math.min(html.length, end + 1);
    const lower = name.toLowerCase();
    if (slash === '/') listener.close(lower);
    else if (opaque.has(lower)) from = behindElement(html, lower, from);
    else listener.open(lower, html.slice(at + whole.length, end));
  }
}

function behind(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function behindElement(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi');
  end.lastIndex = from;
  const found = end.exec(html);
  return found ? behind(html, '>', found.index) : html.length;
}

/** Place of the `>` that ends the tag: one in a quoted value does not. A quote that nothing closes is none. */
function tagEnd(html: string, from: number): number {
  const first = html.indexOf('>', from);
  if (first < 0) return html.length;
  for (let at = from; at < html.length; at += 1) {
    const character = html[at];
    if (character === '>') return at;
    if ((character === '"' || character === "'") && html[at - 1] === '=') {
      const close = html.slice(at + 1, at + longestValue).indexOf(character);
      if (close < 0) return first;
      at += close + 1;
    }
  }
  return first;
}

type AttributeName =
  | 'colspan'
  | 'rowspan'
  | 'span'
  | 'style'
  | 'class'
  | 'hidden'
  | 'x:num'
  | 'sdval'
  | 'value'
  | 'type'
  | 'selected'
  | 'href';

const formOf = (name: AttributeName): RegExp =>
  new RegExp(`(?:^|[\\s"'/])${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=[\\s/"']|$)`, 'i');
const forms: Record<AttributeName, RegExp> = {
  colspan: formOf('colspan'),
  rowspan: formOf('rowspan'),
  span: formOf('span'),
  style: formOf('style'),
  class: formOf('class'),
  hidden: formOf('hidden'),
  sdval: formOf('sdval'),
  'x:num': formOf('x:num'),
  value: formOf('value'),
  type: formOf('type'),
  selected: formOf('selected'),
  href: formOf('href'),
};

/** The value of an attribute, '' for one without; null = it is not there. */
export function attributeOf(attributes: string, name: AttributeName): string | null {
  const found = attributes.length === 0 ? null : forms[name].exec(attributes);
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null;
}
