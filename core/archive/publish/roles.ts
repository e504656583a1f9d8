/** The published files of all roles of a workspace. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoleConfig } from '../../../schemas/config/types.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import { NamedError } from '../../../schemas/errors.js';
import { nearestOf } from '../../../schemas/fields/spelling.js';
import type { Duck } from '../duck.js';
import { fingerprintOf } from './fingerprint.js';
import { publish } from './publish.js';
import type { Published } from './state.js';
import { claimFiles, publishedState, removePublished, stateOfFiles } from './state.js';

export interface PublishedRole extends Published {
  role: string;
  file: string;
  /** Files were written; else they showed all there is. */
  written: boolean;
}

export interface RolesRequest {
  /** Where the files lie, `published/`. */
  folder: string;
  roles: readonly RoleConfig[];
  datasets: DatasetDef[];
  secret: Uint8Array;
  /** Only this role; default: all. */
  only?: string;
  whole?: boolean;
  signal?: AbortSignal;
}

/** The file that readers of a role open. */
export const roleFile = (folder: string, role: string): string => join(folder, `${role}.duckdb`);

/** The role of that name; throws `unknown-role`. */
export function namedRole(roles: readonly RoleConfig[], name: string): RoleConfig {
  const found = roles.find((role) => role.name === name);
  if (found) return found;
  const names = roles.map((role) => role.name);
  const near = nearestOf(names)(name);
  throw new NamedError('unknown-role', `There is no role "${name}".`, {
    hint: near === undefined ? `Roles: ${names.join(', ')}.` : `Did you mean ${near}?`,
    exit: 'usage',
  });
}

/** Publishes for each role, also after one failed; then throws the first failure. Files of roles that are no more are removed. */
export async function publishRoles(duck: Duck, request: RolesRequest): Promise<PublishedRole[]> {
  const { folder, roles, datasets, secret, only, whole, signal } = request;
  await removeFormerRoles(folder, roles);
  const done: PublishedRole[] = [];
  const failures: unknown[] = [];
  for (const role of only === undefined ? roles : [namedRole(roles, only)]) {
    const file = roleFile(folder, role.name);
    try {
      await claimFiles(file);
      const before = await publishedState(file);
      const more = { ...(whole === undefined ? {} : { whole }), ...(signal ? { signal } : {}) };
      const published = await publish(duck, { out: file, datasets, role, secret, ...more });
      done.push({ role: role.name, file, written: published.publishedAt !== before?.publishedAt, ...published });
    } catch (thrown) {
      failures.push(thrown);
    }
    signal?.throwIfAborted();
  }
  if (failures.length > 0) throw failures[0];
  return done;
}

/** Removes the files of roles that are no more. */
export async function removeFormerRoles(folder: string, roles: readonly RoleConfig[]): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const role = /^([a-z][a-z0-9_]*)\.json$/.exec(name)?.[1];
    if (role === undefined || roles.some((one) => one.name === role)) continue;
    await removePublished(roleFile(folder, role));
  }
}

/** Whether the files of a role show the log up to `lastSeq`, made by today's settings. No database is opened. */
export async function isRoleCurrent(
  { folder, datasets }: Pick<RolesRequest, 'folder' | 'datasets'>,
  role: RoleConfig,
  lastSeq: number,
): Promise<boolean> {
  const state = await stateOfFiles(roleFile(folder, role.name));
  return state !== null && state.lastSeq >= lastSeq && state.fingerprint === fingerprintOf(datasets, role);
}
