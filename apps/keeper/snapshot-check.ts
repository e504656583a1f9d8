/** One check over several stores; a store that cannot be reached is a fault like any other. */
import { checkSnapshots } from '../../core/snapshots/check.js';
import type { CheckAnswer, Slice } from '../../core/snapshots/check.js';
import type { SnapshotKey } from '../../core/snapshots/manifest/sign.js';
import { NamedError } from '../../schemas/errors.js';
import type { StorePlace } from './snapshot-stores.js';

export interface CheckStores {
  stores: readonly StorePlace[];
  key: SnapshotKey | null;
  id?: string;
  slice?: Slice;
  /** Snapshots that must be in a store. */
  recorded?: (store: string) => Promise<string[]>;
  signal?: AbortSignal;
}

const whole: CheckAnswer = { ok: true, snapshots: [], filesRead: 0, bytesRead: 0, faults: [] };

export async function checkStores({ stores, recorded, ...asked }: CheckStores): Promise<CheckAnswer> {
  let all = whole;
  for (const place of stores) all = add(all, await checkOne(place, asked, recorded));
  return all;
}

async function checkOne(
  { name, holdsLocal, open }: StorePlace,
  asked: Omit<CheckStores, 'stores' | 'recorded'>,
  recorded: CheckStores['recorded'],
): Promise<CheckAnswer> {
  try {
    const expected = await recorded?.(name);
    // One that never came there is no fault of that store.
    if (asked.id !== undefined && expected && !expected.includes(asked.id) && name !== 'workspace') return whole;
    return await checkSnapshots({ store: open(), holdsLocal, ...asked, ...(expected ? { recorded: expected } : {}) });
  } catch (thrown) {
    if (!(thrown instanceof NamedError) || !/^(store|object)-/.test(thrown.code)) throw thrown;
    const fault = { store: name, snapshot: null, file: '', fault: 'unreachable' as const };
    return { ...whole, ok: false, faults: [fault] };
  }
}

const add = (a: CheckAnswer, b: CheckAnswer): CheckAnswer => ({
  ok: a.ok && b.ok,
  snapshots: [...a.snapshots, ...b.snapshots],
  filesRead: a.filesRead + b.filesRead,
  bytesRead: a.bytesRead + b.bytesRead,
  faults: [...a.faults, ...b.faults],
});
