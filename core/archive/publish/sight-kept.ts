/** An update only adds to what a role sees. Where text leaves its sight, it must leave the files: they are made anew. */
import { num } from '../duck.js';
import type { Build, Shown } from './build.js';
import { changedTable, idsIn, target } from './build.js';
import { WholeNeeded } from './plan.js';
import { isLimited } from './sight.js';

/** Updates of the dataset have to be watched: only some rows are seen, or nothing of the past. */
export const isWatched = (build: Build, { sight }: Shown): boolean =>
  build.since !== null && (isLimited(sight) || !build.past);

/** Keeps in mind which of the changed things the role saw. Before they are written. */
export async function noteSight(build: Build, { view }: Shown): Promise<void> {
  await build.s.run(`CREATE OR REPLACE TEMP TABLE had AS
    SELECT id FROM ${target(build, view.dataset.name)} WHERE id IN (${idsIn(changedTable, view)})`);
}

/**
 * Throws `WholeNeeded` when what the role saw of a thing is no longer seen: itself, or what it is merged into; for a role
 * without history also what it said before. Also when a known customer has come into sight, for then so have rows of
 * other datasets that nothing else names.
 */
export async function assertSightKept(build: Build, { view }: Shown): Promise<void> {
  const now = `SELECT id FROM ${target(build, view.dataset.name)}`;
  const row = await build.s.one(`SELECT
    (SELECT count(*) FROM temp.main.had) AS had,
    (SELECT count(*) FROM temp.main.had LEFT JOIN archive.derived.heads h ON h.record = had.id
       WHERE h.golden IS NULL OR h.golden NOT IN (${now})) AS lost,
    (SELECT count(*) FROM ${changedTable} c WHERE c.id IN (${idsIn(changedTable, view)}) AND NOT c.moved
       AND c.id NOT IN (SELECT id FROM temp.main.had) AND c.id IN (${now})) AS gained`);
  if (!build.past && num(row?.['had']) > 0) throw new WholeNeeded('past');
  const spreads = view.dataset.name === 'customers' && build.shown.some(({ sight: { role } }) => role.withCustomers);
  if (num(row?.['lost']) > 0 || (spreads && num(row?.['gained']) > 0)) throw new WholeNeeded('sight');
}
