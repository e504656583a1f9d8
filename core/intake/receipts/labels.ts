/** Names of fields and datasets as the reader knows them. */
import type { IssueParams, Lang } from '../../../schemas/issues/issue.js';
import type { ReceiptDataset } from './input.js';

/** The field's label in the reader's language; an unknown name tells itself. */
export function fieldLabel(dataset: ReceiptDataset | null, field: string, lang: Lang): string {
  return dataset?.fields.find(({ name }) => name === field)?.label[lang] ?? field;
}

/** `label (name)`: what drop-down lists offer and answers are read from. */
export const namedLabel = (named: { name: string; label: Record<Lang, string> }, lang: Lang): string =>
  `${named.label[lang]} (${named.name})`;

/** Params of a message with field names turned into labels. */
export function labelled(params: IssueParams, dataset: ReceiptDataset | null, lang: Lang): IssueParams {
  const separator = lang === 'zh' ? '、' : ', ';
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? value
            .split(/,\s*/)
            .map((one) => fieldLabel(dataset, one, lang))
            .join(separator)
        : value,
    ]),
  );
}
