/** The settings of `sheetkeep.config.ts`, with their defaults and descriptions; docs/configuration.md is made from them. */
import { z } from 'zod';
import { datasetSchema, nameSchema } from './dataset-settings.js';
import { exportsSchema } from './export-settings.js';
import { roleSchema } from './role-settings.js';
import { scheduleSchema } from './schedule-settings.js';
import { snapshotsSchema } from './snapshot-settings.js';
import { encodingSchema, folderSchema, regionSchema, sourceSchema, zoneSchema } from './source-settings.js';

const gibibyte = 1024 ** 3;
const whole = (from: number, to: number, byDefault: number, meaning: string): z.ZodDefault<z.ZodNumber> =>
  z.number().int().min(from).max(to).default(byDefault).describe(meaning);

const inboxSchema = z.strictObject({
  folder: folderSchema.default('inbox').describe('Folder that holds the folders of the sources.'),
  scanMs: whole(
    100,
    3_600_000,
    2000,
    'Milliseconds between two scans. Changes are noticed sooner where the system tells of them.',
  ),
  settleMs: whole(0, 600_000, 1000, 'Milliseconds a file must stay unchanged between two looks before it is taken.'),
  minAgeMs: whole(0, 600_000, 500, 'Milliseconds since its last change before a file is taken.'),
  doneDays: whole(
    0,
    3650,
    30,
    'Days a taken file stays in done/ before it is removed there. The original in the archive is not touched.',
  ),
});

const parseSchema = z.strictObject({
  maxInflatedBytes: whole(1 << 20, 64 * gibibyte, 4 * gibibyte, 'Bytes a workbook or a ZIP file may have unpacked.'),
  maxRatio: whole(2, 10_000, 200, 'How many times its size a workbook or a ZIP file may unpack to.'),
  maxEntries: whole(10, 100_000, 10_000, 'Parts a workbook may have; a ZIP file must have fewer.'),
  archiveDepth: whole(
    1,
    3,
    1,
    'How deep ZIP files in ZIP files are opened. 1: only the file itself; one in it is named on the receipt.',
  ),
  maxRows: whole(
    1,
    200_000_000,
    20_000_000,
    'Rows a table may have; a sheet of a workbook never has more than 1,048,576.',
  ),
  maxColumns: whole(1, 16_384, 16_384, 'Columns a table may have.'),
  maxCellChars: whole(100, 16_000_000, 1_000_000, 'Characters a cell may have; spreadsheets themselves allow 32,767.'),
  timeoutMs: whole(
    1000,
    24 * 3_600_000,
    1_800_000,
    'Milliseconds one file may take to read; never more than two minutes and one for each MiB of it.',
  ),
  threadMemoryMb: whole(64, 16_384, 512, 'Megabytes of memory one reading thread may take.'),
});

export const configSchema = z.strictObject({
  language: z.enum(['en', 'zh']).default('en').describe('Language of receipts, messages and inbox folders.'),
  region: regionSchema
    .optional()
    .describe(
      'Country of phone and ID numbers. Default: CN for language zh, else US unless a column of numbers proves China.',
    ),
  timeZone: zoneSchema.optional().describe('Time zone of the cells. Default: Asia/Shanghai for language zh, else UTC.'),
  legacyEncoding: encodingSchema
    .nullable()
    .optional()
    .describe(
      'Encoding of text files that are neither UTF-8 nor UTF-16. Default: gb18030 for language zh, else null (such a file is refused with a question).',
    ),
  inbox: inboxSchema.prefault({}).describe('Where and how files are picked up.'),
  defaultSources: z
    .boolean()
    .default(true)
    .describe('Every dataset has a source of its own name with a folder in the inbox, beside the sources named here.'),
  sources: z
    .record(nameSchema, sourceSchema)
    .default({})
    .describe('Sources by name; one of the name of a dataset changes that default source.'),
  datasets: z
    .record(nameSchema, datasetSchema)
    .default({})
    .describe('Datasets of your own by name; under the name of a built-in one: fields to add or change, rules to add.'),
  publish: z
    .strictObject({
      debounceMs: whole(
        0,
        3_600_000,
        1000,
        'Milliseconds without further imports before the published files are renewed.',
      ),
      maxStaleMs: whole(
        1000,
        86_400_000,
        60_000,
        'While imports keep coming faster than that: milliseconds after which the published files are renewed all the same.',
      ),
    })
    .prefault({})
    .describe("The analysts' copy."),
  roles: z
    .record(nameSchema, roleSchema)
    .default({})
    .describe(
      'Who gets a published file of their own, by name: published/NAME.duckdb. There is always a role analyst, which sees all; declare it to change that.',
    ),
  snapshots: snapshotsSchema.prefault({}).describe('Backups of the archive.'),
  exports: exportsSchema.prefault({}).describe('Parquet files for other programs.'),
  schedules: z
    .record(nameSchema, scheduleSchema)
    .default({})
    .describe('What runs by itself while the keeper is up, by name: backups, drills, checks …'),
  memory: z
    .strictObject({
      archiveMb: whole(128, 1_048_576, 450, 'Megabytes the archive engine may take; beyond it works on disk.'),
      sqlMb: whole(64, 1_048_576, 512, "Megabytes an analyst's query may take."),
    })
    .prefault({})
    .describe('Memory limits.'),
  threads: z
    .strictObject({
      parse: whole(1, 64, 2, 'Threads that read files and judge cells.'),
      archive: whole(1, 64, 2, 'Threads of the archive engine.'),
    })
    .prefault({})
    .describe('Threads.'),
  sql: z
    .strictObject({
      timeoutMs: whole(100, 24 * 3_600_000, 60_000, "Milliseconds an analyst's query may take."),
      maxRows: whole(1, 100_000_000, 1_000_000, 'Rows a query may answer.'),
    })
    .prefault({})
    .describe('Limits of the sql command.'),
  parse: parseSchema.prefault({}).describe('Limits of reading files; a file beyond one is refused by name.'),
  disk: z
    .strictObject({
      minFreeMb: whole(
        0,
        1_048_576,
        256,
        'Megabytes that must stay free on the disk of the workspace; with less, no file is taken until there is room.',
      ),
    })
    .prefault({})
    .describe('Room on the disk.'),
  temporal: z
    .strictObject({ retentionDays: whole(1, 3650, 30, 'Days Temporal keeps the history of finished workflows.') })
    .prefault({})
    .describe('The workflow server.'),
});

/** What a person writes in sheetkeep.config.ts. */
export type ConfigInput = z.input<typeof configSchema>;
export type ParsedConfig = z.output<typeof configSchema>;
