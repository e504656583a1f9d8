import type { FileIssue, Refused } from '../../schemas/staging.js';

/** Ends the reading of a file with a named refusal (catalogue code, level `refusal`); `parseFile` turns it into a value. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;

  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
  }

  toOutcome(): Refused {
    return { ok: false, code: this.code, params: this.params };
  }
}

/** Gathers issues of a file up to a cap, so that a wild file cannot fill the memory; the rest is counted. */
export class IssueList {
  readonly items: FileIssue[] = [];
  private readonly seen = new Map<string, number>();
  private readonly capPerCode: number;

  constructor(capPerCode = 1000) {
    this.capPerCode = capPerCode;
  }

  add(issue: FileIssue): void {
    const count = (this.seen.get(issue.code) ?? 0) + 1;
    this.seen.set(issue.code, count);
    if (count <= this.capPerCode) this.items.push(issue);
  }

  /** Takes back what was told since the list had `length` items (an attempt that is begun anew). */
  rollback(length: number): void {
    for (const { code } of this.items.splice(length)) this.seen.set(code, (this.seen.get(code) ?? 1) - 1);
  }

  /** How many issues of this code were told, listed or not. */
  count(code: string): number {
    return this.seen.get(code) ?? 0;
  }
}
