/** Tells what is wrong in the settings: where, what is expected, and what was probably meant. */
import { z } from 'zod';
import { nearestOf } from '../fields/spelling.js';
import { datasetSchema, fieldSchema } from './dataset-settings.js';
import { configSchema } from './settings.js';
import { roleSchema } from './role-settings.js';
import { scheduleSchema } from './schedule-settings.js';
import { keepSchema, snapshotsSchema, storeSchema } from './snapshot-settings.js';
import { sourceSchema } from './source-settings.js';

export interface ConfigProblem {
  /** `sources.shop.timeZone`; '' for the whole. */
  path: string;
  expected: string;
}

export function problemsOf(error: z.ZodError): ConfigProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'invalid_key') return [{ path, expected: issue.issues[0]?.message ?? issue.message }];
    if (issue.code !== 'unrecognized_keys') return [{ path, expected: issue.message }];
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      expected: unknownKey(key, issue.path),
    }));
  });
}

/** One line per problem. */
export function problemText(problems: readonly ConfigProblem[]): string {
  return problems.map(({ path, expected }) => `  ${path === '' ? '(settings)' : path}: ${expected}`).join('\n');
}

/** `no dataset order; did you mean orders?`: a name that is not among those `known`. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const near = nearestOf(known)(name);
  return `no ${what} ${name}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function unknownKey(key: string, at: PropertyKey[]): string {
  const known = knownKeys(at.map(String));
  const near = nearestOf(known)(key);
  const meant = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
  return `no such setting; ${meant}`;
}

/** Setting names allowed at a path. */
function knownKeys(path: string[]): string[] {
  const [top, , third] = path;
  if (top === undefined) return Object.keys(configSchema.shape);
  if (top === 'sources') return Object.keys(sourceSchema.shape);
  if (top === 'datasets') return Object.keys(third === 'fields' ? fieldSchema.shape : datasetSchema.shape);
  if (top === 'roles') return Object.keys(roleSchema.shape);
  if (top === 'schedules') return Object.keys(scheduleSchema.shape);
  if (top === 'snapshots') return knownSnapshotKeys(path);
  const section = (configSchema.shape as Record<string, z.ZodType>)[top];
  if (!section) return [];
  return Object.keys(z.toJSONSchema(section, { io: 'input', unrepresentable: 'any' }).properties ?? {});
}

function knownSnapshotKeys(path: string[]): string[] {
  if (path.at(-1) === 'keep') return Object.keys(keepSchema.shape);
  return Object.keys(path[1] === 'stores' ? storeSchema.shape : snapshotsSchema.shape);
}
