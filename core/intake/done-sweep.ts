/** Removes the day folders of `done/` that were kept long enough, by the time that passed and not by the clock alone. */
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fsyncFolder, writeAtomic } from '../archive/files.js';
import { type Moment, passedMs } from './passed-time.js';

const dayMs = 86_400_000;
/** A file may have come into the folder of a day after the last look at it. */
const betweenLooksMs = 2 * 3_600_000;

const stateSchema = z.strictObject({
  /** The last look. */
  moment: z.strictObject({ at: z.iso.datetime(), boot: z.string().nullable(), upMs: z.number() }),
  /** By the folder's name: for how long it has not been the folder of today. */
  agesMs: z.record(z.string(), z.number()),
});

const stateFile = (doneFolder: string): string => join(doneFolder, '.kept.json');

/** null: there is none, or none that can be read; then the names of the folders are believed this once. */
async function lastLook(doneFolder: string): Promise<z.infer<typeof stateSchema> | null> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(stateFile(doneFolder), 'utf8')));
  } catch {
    return null;
  }
}

async function dayFolders(doneFolder: string): Promise<string[]> {
  const entries = await readdir(doneFolder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && /^\d{4}-\d{2}-\d{2}$/.test(entry.name))
    .map(({ name }) => name);
}

/** By its name alone: from the end of that day until today began. */
const ageByName = (name: string, today: string): number => Math.max(Date.parse(today) - Date.parse(name) - dayMs, 0);

export interface DoneSweep {
  doneFolder: string;
  /** yyyy-mm-dd, in the workspace's time zone. */
  today: string;
  keepDays: number;
  moment: Moment;
}

/** Answers the names of the folders that went. Anything else there is left alone. To be called every hour, and at each start. */
export async function sweepDone({ doneFolder, today, keepDays, moment }: DoneSweep): Promise<string[]> {
  const names = await dayFolders(doneFolder);
  const last = await lastLook(doneFolder);
  if (names.length === 0 && last === null) return [];
  const passed = last === null ? 0 : passedMs(last.moment, moment);
  const ageOf = (name: string): number => {
    if (name === today) return 0;
    const known = last?.agesMs[name];
    if (known !== undefined) return known + passed;
    return last === null ? ageByName(name, today) : 0;
  };
  const ages = new Map(names.map((name) => [name, ageOf(name)]));
  const old = names.filter((name) => (ages.get(name) ?? 0) >= keepDays * dayMs + betweenLooksMs).toSorted();
  await writeAtomic(stateFile(doneFolder), `${JSON.stringify({ moment, agesMs: Object.fromEntries(ages) })}\n`, 0o600);
  for (const name of old) await rm(join(doneFolder, name), { recursive: true, force: true });
  if (old.length > 0) await fsyncFolder(doneFolder);
  return old;
}
