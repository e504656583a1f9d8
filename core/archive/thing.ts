/** One thing by the id analysts see: its id of today and its records. */
import { NamedError } from '../../schemas/errors.js';
import type { Session } from './duck.js';
import { num } from './duck.js';

export interface Thing {
  /** Id of today. */
  id: number;
  /** The id asked for, when it was merged away since. */
  askedFor: number | null;
}

/** Follows merges. Throws `thing-unknown`. */
export async function findThing(s: Session, dataset: string, id: number): Promise<Thing> {
  const sql = `SELECT golden FROM archive.derived.heads WHERE dataset = $2 AND (record = $1 OR golden = $1)
    ORDER BY golden = $1 DESC, record LIMIT 1`;
  const head = await s.one(sql, [id, dataset]);
  if (!head) throw thingUnknown(dataset, String(id));
  const golden = num(head['golden']);
  return { id: golden, askedFor: golden === id ? null : id };
}

export const thingUnknown = (dataset: string, id: string): NamedError =>
  new NamedError('thing-unknown', `${dataset} has no id ${id}`, {
    hint: `The ids stand in the column id of the table ${dataset}. A thing whose imports were all undone is not there.`,
    exit: 'usage',
  });

/** Query of (record, golden) of one thing of today. */
export const membersOf = ({ id }: Thing): string =>
  `SELECT record, golden FROM archive.derived.heads WHERE golden = ${Math.trunc(id)}`;
