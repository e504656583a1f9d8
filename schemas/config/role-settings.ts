/** The settings of a role: what its published files show. */
import { z } from 'zod';
import { nameSchema } from './dataset-settings.js';

const seenSchema = z.enum(['show', 'mask', 'hide']);
const classMeaning =
  'as they are (show), as a pseudonym that is the same wherever the value is (mask), or not at all (hide)';

export const roleSchema = z.strictObject({
  datasets: z.array(nameSchema).min(1).optional().describe('Datasets the role sees. Default: all.'),
  contact: seenSchema
    .default('show')
    .describe(`Fields of class contact (phone, e-mail, names, address): ${classMeaning}.`),
  identity: seenSchema.default('show').describe('Fields of class identity (ID number, birthday), likewise.'),
  financial: seenSchema.default('show').describe('Fields of class financial (bank account, credit limit), likewise.'),
  fields: z
    .record(nameSchema, z.record(nameSchema, seenSchema))
    .default({})
    .describe('Single fields by dataset, whatever their class: `{ customers: { notes: "hide" } }`.'),
  rows: z
    .record(nameSchema, z.record(nameSchema, z.array(z.string().min(1)).min(1)))
    .default({})
    .describe(
      'Rows the role sees, by dataset: fields and their allowed values, as `{ customers: { owner: ["Li Lei"] } }`. With rows of customers, rows of other datasets are seen only with their customer. Default: all rows.',
    ),
  history: z.boolean().default(true).describe('The role also gets a file with every version of the past.'),
});
