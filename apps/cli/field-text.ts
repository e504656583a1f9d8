/** Analysts and settings know datasets and fields by their names, Chinese staff by their labels. */
import { namedLabel } from '../../core/intake/receipts/labels.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Context } from './context.js';

/** `客户编号 (external_id)` in Chinese, else the name; a field that the settings no longer have tells itself. */
export function fieldText({ lang }: Context, dataset: Pick<DatasetDef, 'fields'> | undefined, name: string): string {
  const field = lang === 'zh' ? dataset?.fields.find((one) => one.name === name) : undefined;
  return field ? namedLabel(field, lang) : name;
}

/** `客户 (customers)` in Chinese, else the name; of datasets the settings have. */
export function datasetText({ lang, datasets }: Context, name: string): string {
  const dataset = lang === 'zh' ? datasets.find((one) => one.name === name) : undefined;
  return dataset ? namedLabel(dataset, lang) : name;
}

/** The same of a field of a dataset known by its name. */
export const fieldOf = (context: Context, dataset: string, name: string): string =>
  fieldText(
    context,
    context.datasets.find((one) => one.name === dataset),
    name,
  );
