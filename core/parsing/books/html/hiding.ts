/** What a page does not display: by the style of an element itself, or by rules of the page for names and classes. */
import { attributeOf } from './tokens.js';

const mostStyle = 1 << 20;
const none = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
const some = /(?:^|;)\s*display\s*:/i;
const simple = /^([a-z][\w-]*)?(?:\.([\w-]+))?$/i;

export class Hiding {
  /** `name`, `.class` and `name.class` in lower case. */
  private readonly selectors: ReadonlySet<string>;

  constructor(html: string) {
    this.selectors = new Set(hiddenSelectors(stylesOf(html)));
  }

  hides(name: string, attributes: string): boolean {
    const style = attributeOf(attributes, 'style') ?? '';
    if (none.test(style)) return true;
    if (attributeOf(attributes, 'hidden') !== null) return true;
    if (this.selectors.size === 0 || some.test(style)) return false;
    const classes = (attributeOf(attributes, 'class') ?? '').toLowerCase().split(/\s+/);
    return (
      this.selectors.has(name) ||
      classes.some((each) => each !== '' && (this.selectors.has(`.${each}`) || this.selectors.has(`${name}.${each}`)))
    );
  }
}

/** The rules of the page, without comments. */
function stylesOf(html: string): string {
  let styles = '';
  const tag = /<(\/?)style(?=[\s>])[^>]*>/gi;
  let from = -1;
  for (let found = tag.exec(html); found && styles.length < mostStyle; found = tag.exec(html)) {
    if (found[1] === '') from = tag.lastIndex;
    else if (from >= 0) {
      styles += html.slice(from, Math.min(found.index, from + mostStyle));
      from = -1;
    }
  }
  const noComments = styles.split('/*').map((part, at) => (at === 0 ? part : part.slice(part.indexOf('*/') + 2)));
  return noComments.join('').replaceAll(/<!--|-->/g, '');
}

/** Of rules for all media; those of `@media print` and the like are no matter. */
function hiddenSelectors(styles: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let rule = '';
  for (const piece of styles.split(/([{}])/)) {
    if (piece === '{') depth += 1;
    else if (piece === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) rule = piece;
    else if (depth === 1 && !rule.trim().startsWith('@') && none.test(piece)) found.push(...rule.split(','));
  }
  return found.flatMap((selector) => {
    const parts = simple.exec(selector.trim());
    return parts && parts[0] !== '' ? [selector.trim().toLowerCase()] : [];
  });
}
