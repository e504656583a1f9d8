/** The shape of the issue catalogue: stable codes with texts in both languages, `{param}` filled at showing. */

export type IssueLevel = 'refusal' | 'hold' | 'error' | 'warning' | 'info';
export type Lang = 'en' | 'zh';
export type IssueParams = Record<string, string | number>;

export interface IssueDef {
  /** Stable, kebab-case. */
  code: string;
  /** refusal: the file; hold: the delivery waits for a person; error: the row is rejected; warning and info: the row goes in. */
  level: IssueLevel;
  en: string;
  zh: string;
  /** What to do next. */
  hintEn: string;
  hintZh: string;
}
