/** What can be wrong with a snapshot in a store, by file; and the failure of who needed it whole. */
import { NamedError } from '../../schemas/errors.js';
import type { ManifestFault } from './manifest/read.js';

export type SnapshotFault =
  | ManifestFault
  | 'missing'
  | 'extra'
  | 'damaged'
  /** The store is there, its bytes do not come: a fault of the disk, or no right to read them. */
  | 'unreadable'
  /** A link lies in its place: what it holds hangs on a file elsewhere. */
  | 'linked'
  /** It holds the bytes of another file. */
  | 'swapped'
  | 'parent-unusable'
  | 'parent-other'
  /** The archive has recorded it there, but it is not. */
  | 'snapshot-missing'
  /** It holds rows or originals that must not be in this store. */
  | 'must-not-be-here'
  /** The store could not be looked at. */
  | 'unreachable'
  /** Not a snapshot, not an object. */
  | 'foreign';

export interface FileFault {
  /** Its key. */
  file: string;
  fault: SnapshotFault;
}

/** Failures of one object, as faults of its file. */
const objectFaults: Readonly<Record<string, SnapshotFault>> = {
  'object-missing': 'missing',
  'object-unreadable': 'unreadable',
};

/** null: it says nothing about a single file. */
export function objectFault(thrown: unknown): SnapshotFault | null {
  if (!(thrown instanceof NamedError)) return null;
  // A service that answers, but does not give this one out.
  if (thrown.code === 'store-unreachable' && !thrown.retryable) return 'unreadable';
  return objectFaults[thrown.code] ?? null;
}

/** `snapshot-damaged`: not to be used; names what is wrong with it. */
export class DamagedSnapshot extends NamedError {
  readonly faults: readonly FileFault[];

  constructor(
    message: string,
    faults: readonly FileFault[],
    hint = 'Use another snapshot: see "sheetkeep snapshot check".',
  ) {
    super('snapshot-damaged', message, { exit: 'checkFailed', hint });
    this.faults = faults;
  }
}
