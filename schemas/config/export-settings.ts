/** The settings of exports: who sees them, how they are cut, how tightly they are packed. */
import { z } from 'zod';
import { nameSchema } from './dataset-settings.js';

const partitionSchema = z.strictObject({
  field: nameSchema,
  by: z.enum(['year', 'month', 'day', 'value']).optional(),
});

export const exportsSchema = z.strictObject({
  role: nameSchema
    .default('analyst')
    .describe('Exports hold what this role sees: masked and hidden as in its published file.'),
  datasets: z.array(nameSchema).min(1).optional().describe('Datasets to export. Default: all that the role sees.'),
  partitions: z
    .record(nameSchema, partitionSchema)
    .default({})
    .describe(
      'How datasets are cut, by name: `{ orders: { field: "ordered_at", by: "month" } }`. A date is cut by year, month (default) or day, other fields by value. Only partitions that changed are written again. Default: one partition per dataset.',
    ),
  zstdLevel: z
    .number()
    .int()
    .min(1)
    .max(22)
    .default(1)
    .describe('How tightly files are packed (ZSTD): higher is smaller and slower.'),
  localElsewhere: z
    .boolean()
    .default(false)
    .describe(
      'Whether datasets named in snapshots.localOnly may go to a folder outside the workspace (--to). Else they are left out there, and the answer says so.',
    ),
});
