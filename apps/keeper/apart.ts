/** What a restored workspace does not do before somebody confirmed that it may (docs/decisions/0019). */
import type { Config } from '../../schemas/config.js';
import { NamedError } from '../../schemas/errors.js';
import type { Parts } from './parts.js';

/** What its settings name and it leaves alone. */
export interface LeftAlone {
  stores: string[];
  schedules: string[];
}

export const leftAlone = ({ snapshots, schedules }: Config): LeftAlone => ({
  stores: snapshots.stores.map(({ name }) => name),
  schedules: schedules.map(({ name }) => name),
});

/** Throws `set-apart` while it is. */
export function refuseApart({ apart }: Pick<Parts, 'apart'>): void {
  if (apart === null) return;
  const of = apart.snapshot === '' ? '' : ` out of snapshot ${apart.snapshot}`;
  throw new NamedError('set-apart', `this workspace was restored${of} and is set apart: it leaves this alone`, {
    hint: 'If it takes the place of the first workspace, or the stores and schedules in its settings are its own: sheetkeep restore confirm',
  });
}
