/** The built-in datasets. */
import type { DatasetDef } from './dataset.js';

export const builtinDatasets: DatasetDef[] = [];

/** The built-in dataset of that name, or undefined. */
export function builtinDataset(name: string): DatasetDef | undefined {
  return builtinDatasets.find((dataset) => dataset.name === name);
}
