/** The built-in datasets. */
import { campaigns } from './campaigns.js';
import { contacts } from './contacts.js';
import { customers } from './customers.js';
import type { DatasetDef } from './dataset.js';
import { feedback } from './feedback.js';
import { interactions } from './interactions.js';
import { opportunities } from './opportunities.js';
import { orders } from './orders.js';

export const builtinDatasets: readonly DatasetDef[] = [
  customers,
  contacts,
  orders,
  interactions,
  campaigns,
  opportunities,
  feedback,
];

/** The built-in dataset of that name, or undefined. */
export function builtinDataset(name: string): DatasetDef | undefined {
  return builtinDatasets.find((dataset) => dataset.name === name);
}
