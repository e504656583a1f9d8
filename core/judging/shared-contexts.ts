import type { ColumnContext } from '../../schemas/verdicts.js';

/** Numbers equal contexts alike, so that equal cells of equal columns are asked once. */
export class SharedContexts {
  readonly list: ColumnContext[] = [];
  private readonly known = new Map<string, number>();

  number(context: ColumnContext): number {
    const text = JSON.stringify(context);
    const found = this.known.get(text);
    if (found !== undefined) return found;
    this.known.set(text, this.list.length);
    return this.list.push(context) - 1;
  }
}
