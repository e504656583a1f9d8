/** A place of snapshots: named byte strings that are written once (docs/snapshot-format.md). */
import type { Readable } from 'node:stream';
import { NamedError } from '../../../schemas/errors.js';

/** A finished file on this machine that is to be stored. */
export interface StagedFile {
  path: string;
  /** Of its bytes, lower-case hex. */
  sha256: string;
  sizeBytes: number;
}

export interface StoredEntry {
  key: string;
  sizeBytes: number;
  /** A link lies there, to a file that may be anywhere. */
  linked?: boolean;
}

export interface StoredHead {
  sizeBytes: number;
  /** Until when it cannot be removed, ISO 8601 UTC; null: it can. */
  lockedUntil: string | null;
}

export interface PutOptions {
  /** The file is no longer needed: it may be moved instead of copied. */
  move?: boolean;
}

/** Keys are plain relative names with forward slashes. Every method throws `store-unreachable` when the place is not there. */
export interface SnapshotStore {
  /** As people call it. */
  readonly name: string;
  /** Days for which what is put cannot be removed; 0: the store locks nothing. */
  readonly lockDays: number;
  /**
   * Durable when it returns, and only then there under its name. `there`: the same bytes lay there already (their lock
   * is prolonged). Throws `object-differs` when other bytes do, `store-full`. Safe to repeat after any failure.
   */
  put(key: string, file: StagedFile, options?: PutOptions): Promise<'stored' | 'there'>;
  /** Throws `object-missing`; reading may throw `object-unreadable`. */
  get(key: string): Promise<Readable>;
  head(key: string): Promise<StoredHead | null>;
  /** Everything below a prefix, in any order, without what killed runs left. */
  list(prefix: string): AsyncIterable<StoredEntry>;
  /** Names of what lies right below the root and has something below itself. */
  folders(): Promise<string[]>;
  /** No error when it is not there. Throws `object-locked`. */
  delete(key: string): Promise<void>;
  /** Removes what killed runs left. */
  sweep(): Promise<void>;
  /** Where the bytes lie as a file on this machine; null: they have to be fetched. */
  localPath(key: string): string | null;
}

export const objectMissing = (store: string, key: string): NamedError =>
  new NamedError('object-missing', `${key} is not in the store ${store}`, {
    exit: 'checkFailed',
    hint: 'See "sheetkeep snapshot check".',
  });

/** The store is there, this one object does not come out of it. */
export const objectUnreadable = (store: string, key: string, why: string, cause: unknown): NamedError =>
  new NamedError('object-unreadable', `${key} in the store ${store} cannot be read: ${why}`, {
    exit: 'checkFailed',
    cause,
    hint: 'Look at its permissions and at the disk. See "sheetkeep snapshot check".',
  });

export const objectDiffers = (store: string, key: string): NamedError =>
  new NamedError('object-differs', `the store ${store} holds other bytes under ${key}`, {
    exit: 'checkFailed',
    hint: 'See "sheetkeep snapshot check". Nothing was written over.',
  });

export const objectLocked = (store: string, key: string, until: string): NamedError =>
  new NamedError('object-locked', `the store ${store} keeps ${key} locked until ${until}`, { exit: 'refused' });

/** What the file system says when there is no room. */
export const isFull = (thrown: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((thrown as NodeJS.ErrnoException).code ?? '');

export const storeFull = (store: string, cause: unknown): NamedError =>
  new NamedError('store-full', `there is no room left in the store ${store}`, {
    retryable: true,
    cause,
    hint: 'Make room, or let "sheetkeep snapshot prune" say what could go. What was there before is untouched.',
  });

const settingsHint = 'See snapshots.stores in sheetkeep.config.ts. Snapshots in other stores are untouched.';
const connectHint = `Connect its disk or network and try again. ${settingsHint}`;

/** `retryable`: the network, not the settings. */
export const storeUnreachable = (
  store: string,
  why: string,
  retryable: boolean,
  cause?: unknown,
  hint = retryable ? connectHint : settingsHint,
): NamedError =>
  new NamedError('store-unreachable', `the store ${store} cannot be used: ${why}`, {
    exit: 'missingPart',
    retryable,
    ...(cause === undefined ? {} : { cause }),
    hint,
  });
