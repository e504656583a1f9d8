/** The settings of a schedule: what runs by itself, and when. */
import { z } from 'zod';
import { zoneSchema } from './source-settings.js';

const pathSchema = z.string().regex(/^([/]|[A-Za-z]:[/\\])/, 'an absolute path');

/** What may be scheduled: verbs of the keeper and the arguments that settings may give them. One line makes one more. */
export const scheduledVerbs = {
  'snapshot.take': z.strictObject({ kind: z.enum(['full', 'incremental', 'differential']).optional() }),
  /** `dataOver`: all bytes are read once in so many runs. */
  'snapshot.check': z.strictObject({ store: z.string().optional(), dataOver: z.number().int().positive().optional() }),
  'snapshot.prune': z.strictObject({ store: z.string().optional(), apply: z.boolean().default(true) }),
  'export.run': z.strictObject({ dataset: z.string().optional(), to: pathSchema.optional() }),
  'drill.run': z.strictObject({ store: z.string().optional() }),
  publish: z.strictObject({ role: z.string().optional(), whole: z.boolean().optional() }),
  'audit.verify': z.strictObject({}),
  reconcile: z.strictObject({}),
} as const;

export type ScheduledVerb = keyof typeof scheduledVerbs;

const verbNames = Object.keys(scheduledVerbs) as [ScheduledVerb, ...ScheduledVerb[]];
export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 02:30');
const dayMinutes = 24 * 60;

/** Some settings belong together or exclude one another; resolve-schedules.ts holds that. */
export const scheduleSchema = z.strictObject({
  run: z
    .enum(verbNames)
    .describe('What it runs: a verb of the keeper, with the words and alarms of the command of that name.'),
  args: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      'Its arguments, such as `{ kind: "incremental" }` for snapshot.take, `{ store: "usb" }` for drill.run, `{ dataOver: 7 }` for a snapshot.check that reads all bytes over seven runs.',
    ),
  at: z
    .union([timeSchema, z.array(timeSchema).min(1)])
    .optional()
    .describe(
      'Time of day, or several: "02:30". This or everyMinutes is needed. A time that a change of the clocks repeats is run once; one that it leaves out is not run that day.',
    ),
  days: z
    .array(z.enum(weekDays))
    .min(1)
    .optional()
    .describe('With at: only on these days of the week. Default: every day.'),
  monthDays: z
    .array(z.number().int().min(1).max(31))
    .min(1)
    .optional()
    .describe('With at: only on these days of the month. A month without such a day is left out.'),
  everyMinutes: z
    .number()
    .int()
    .min(1)
    .max(31 * dayMinutes)
    .optional()
    .describe('Every so many minutes, counted from midnight UTC of 1 January 1970.'),
  timeZone: zoneSchema.optional().describe('Time zone of at. Default: the workspace’s.'),
  overlap: z
    .enum(['skip', 'wait', 'cancel'])
    .default('skip')
    .describe(
      'When the run before still goes on: this one is left out (skip), follows it (wait), or ends it (cancel).',
    ),
  catchUpMinutes: z
    .number()
    .int()
    .min(1)
    .max(366 * dayMinutes)
    .default(dayMinutes)
    .describe('A time missed because nothing ran is made up for when it is at most so many minutes ago.'),
  jitterMinutes: z
    .number()
    .int()
    .min(0)
    .max(dayMinutes)
    .default(0)
    .describe('Starts by chance up to so many minutes later, so that not everything begins at once.'),
  pauseOnFailure: z
    .boolean()
    .default(false)
    .describe('Pauses the schedule when a run fails, until somebody resumes it.'),
});
