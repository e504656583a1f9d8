/** The issue catalogue: every code the product may show. */
import type { IssueDef, IssueLevel, IssueParams, Lang } from './issue.js';

const catalogue = new Map<string, IssueDef>();

/** All entries, in the order of their groups. */
export function allIssues(): IssueDef[] {
  return [...catalogue.values()];
}

/** The entry of a code; undefined for a code of a newer version. */
export function issueDef(code: string): IssueDef | undefined {
  return catalogue.get(code);
}

export function issueLevel(code: string): IssueLevel {
  return catalogue.get(code)?.level ?? 'error';
}

/** What happened, for a person. An unknown code answers itself. */
export function message(code: string, params: IssueParams, lang: Lang): string {
  const entry = catalogue.get(code);
  return entry ? fill(lang === 'zh' ? entry.zh : entry.en, params) : code;
}

/** What to do next; '' for an unknown code. */
export function hint(code: string, params: IssueParams, lang: Lang): string {
  const entry = catalogue.get(code);
  return entry ? fill(lang === 'zh' ? entry.hintZh : entry.hintEn, params) : '';
}

function fill(template: string, params: IssueParams): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
