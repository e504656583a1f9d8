/** One check over several stores; a store that cannot be reached is a fault like any other. */
import { isNamed, unknownSnapshot } from '../../core/snapshots/chain.js';
import { checkSnapshots } from '../../core/snapshots/check.js';
import type { CheckAnswer, CheckRequest, Slice } from '../../core/snapshots/check.js';
import { ownStore } from '../../core/snapshots/ledger.js';
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
  /** Runs work while nobody writes to the stores. */
  quiet?: NonNullable<CheckRequest['quiet']>;
  signal?: AbortSignal;
}

type Asked = Omit<CheckStores, 'stores'>;

const whole: CheckAnswer = { ok: true, snapshots: [], filesRead: 0, bytesRead: 0, faults: [] };

/** Throws `snapshot-unknown` for an id that no store and no book knows. */
export async function checkStores({ stores, ...asked }: CheckStores): Promise<CheckAnswer> {
  const { id, recorded } = asked;
  if (id === undefined) return sum(await each(stores, (place) => checkOne(place, asked)));
  const booked = await each(stores, async (place) => (await recorded?.(place.name))?.includes(id) ?? false);
  // Where the book tells that it never came to a store, that store is looked at only when nobody else knows the id.
  const isNear = ({ name }: StorePlace, i: number) => booked[i] || !recorded || name === ownStore;
  for (const some of [stores.filter(isNear), stores.filter((place, i) => !isNear(place, i))]) {
    const found = await each(some, (place) => checkNamed(place, asked, id, booked[stores.indexOf(place)] ?? false));
    const told = found.filter((answer) => answer !== null);
    if (told.length > 0) return sum(told);
  }
  throw unknownSnapshot(id);
}

async function each<T>(stores: readonly StorePlace[], work: (place: StorePlace) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (const place of stores) all.push(await work(place));
  return all;
}

/** null: the store has nothing of it, and needs not. */
const checkNamed = (place: StorePlace, asked: Asked, id: string, isBooked: boolean) =>
  reached(place, async () => (isBooked || (await isNamed(place.open(), id)) ? checkOne(place, asked) : null));

function checkOne(place: StorePlace, { recorded, ...asked }: Asked): Promise<CheckAnswer> {
  const { name, holdsLocal, open } = place;
  const expected = recorded && (() => recorded(name));
  return reached(place, async () =>
    checkSnapshots({ store: open(), holdsLocal, ...asked, ...(expected ? { recorded: expected } : {}) }),
  );
}

async function reached<T>({ name }: StorePlace, work: () => Promise<T>): Promise<T | CheckAnswer> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof NamedError) || !/^(store|object)-/.test(thrown.code)) throw thrown;
    const { code, message, hint } = thrown;
    const fault = {
      store: name,
      snapshot: null,
      file: '',
      fault: 'unreachable' as const,
      error: { code, message, hint },
    };
    return { ...whole, ok: false, faults: [fault] };
  }
}

const sum = (answers: readonly CheckAnswer[]): CheckAnswer => answers.reduce(add, whole);

const add = (a: CheckAnswer, b: CheckAnswer): CheckAnswer => ({
  ok: a.ok && b.ok,
  snapshots: [...a.snapshots, ...b.snapshots],
  filesRead: a.filesRead + b.filesRead,
  bytesRead: a.bytesRead + b.bytesRead,
  faults: [...a.faults, ...b.faults],
});
