/** The settings of snapshots: sealing, stores, how long they stay. */
import { z } from 'zod';
import { nameSchema } from './dataset-settings.js';

const most = 10_000;
const count = (byDefault: number, meaning: string) =>
  z.number().int().min(0).max(most).default(byDefault).describe(meaning);

const keepFields = {
  last: count(7, 'The n newest ones.'),
  daily: count(14, 'The newest of each of the last n days that have one, in the time zone of the workspace.'),
  weekly: count(8, 'The newest of each of the last n ISO weeks that have one.'),
  monthly: count(12, 'The newest of each of the last n months that have one.'),
  yearly: count(10, 'The newest of each of the last n years that have one.'),
};

export const keepSchema = z.strictObject(keepFields);

/** `age1` and 58 characters of bech32; its checksum is looked at when it is sealed to. */
const recipientSchema = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/, 'a recipient of age: age1… of 62 characters');

const endpointSchema = z
  .url({ protocol: /^https?$/ })
  .refine((text) => new URL(text).pathname === '/' && new URL(text).search === '', 'an address without a path');

/** Some settings belong to one kind only; resolve.ts holds that. */
export const storeSchema = z.strictObject({
  kind: z.enum(['folder', 's3']).describe('A folder (another disk, a share), or a bucket of an S3-compatible service.'),
  path: z
    .string()
    .min(1)
    .optional()
    .describe(
      'For a folder: where, absolute or below the workspace. It must be there: a disk that is not plugged in is not made.',
    ),
  endpoint: endpointSchema
    .optional()
    .describe('For S3: address of the service, such as https://s3.eu-central-1.amazonaws.com.'),
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket name: 3 to 63 lower-case letters, digits, - and .')
    .optional()
    .describe('For S3: the bucket. It must exist.'),
  prefix: z
    .string()
    .regex(/^([^/\\]+\/)*$/, 'empty, or ending with /')
    .default('')
    .describe('For S3: before every key, ending with /. One workspace per bucket and prefix.'),
  region: z.string().min(1).default('us-east-1').describe('For S3: the region to sign for.'),
  pathStyle: z.boolean().default(true).describe('For S3: the bucket in the path instead of the host name.'),
  credentials: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'the beginning of names of environment variables, such as AWS')
    .default('AWS')
    .describe(
      'For S3: the environment variables NAME_ACCESS_KEY_ID, NAME_SECRET_ACCESS_KEY and, if need be, NAME_SESSION_TOKEN hold the keys. They never stand here.',
    ),
  lockDays: z
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(0)
    .describe(
      'For S3: days for which nobody can remove what was put (object lock, mode COMPLIANCE). The bucket must be made with object lock.',
    ),
  localOnly: z
    .boolean()
    .optional()
    .describe('Whether datasets named in snapshots.localOnly may go there. Default: true for a folder, false for S3.'),
  keep: keepSchema.optional().describe('How long snapshots stay there. Default: snapshots.keep.'),
});

const contact = (meaning: string) => z.string().max(200).default('').describe(meaning);

export const snapshotsSchema = z.strictObject({
  seal: z.boolean().default(true).describe('Encrypt snapshots. false is only possible while all stores are folders.'),
  recipients: z
    .array(recipientSchema)
    .max(50)
    .default([])
    .describe('Further recipients (age1…) who can open snapshots, beside the keys of the workspace.'),
  localOnly: z
    .array(nameSchema)
    .default([])
    .describe('Datasets whose rows and originals stay in stores that are marked so: sensitive ones.'),
  localOnlyWith: z
    .array(z.enum(['contact', 'identity', 'financial']))
    .default([])
    .describe('The same for every dataset that has a field guarded so closely (its sensitivity).'),
  contacts: z
    .strictObject({
      operator: contact('Who restores.'),
      keyHolder: contact('Who keeps the recovery identity.'),
      decider: contact('Who decides what is brought back, and to which time.'),
    })
    .prefault({})
    .describe('People named in restore plans: a name and how to reach them.'),
  beforeChanges: z
    .boolean()
    .default(true)
    .describe(
      'Take and check a snapshot before undo, restores into the archive and other changes of many rows, once there is a full one. When that fails, nothing is changed.',
    ),
  keep: keepSchema
    .prefault({})
    .describe('How long snapshots stay in snapshots/ of the workspace: see "sheetkeep snapshot prune".'),
  stores: z
    .record(nameSchema, storeSchema)
    .default({})
    .describe('Further places by name; each snapshot is copied there when it has been taken.'),
});
