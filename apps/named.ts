/** Datasets by the names people type. */
import type { Config } from '../schemas/config.js';
import type { DatasetDef } from '../schemas/datasets/dataset.js';
import { NamedError } from '../schemas/errors.js';
import { shown } from './print.js';

/** The dataset of that name; throws `unknown-dataset` naming those there are. */
export function namedDataset(config: Config, name: string): DatasetDef {
  const found = config.datasets.find((one) => one.name === name);
  if (found) return found;
  throw new NamedError('unknown-dataset', `There is no dataset "${shown(name)}".`, {
    hint: `Datasets: ${config.datasets.map((one) => one.name).join(', ')}.`,
    exit: 'usage',
  });
}
