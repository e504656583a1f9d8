/** Bytes into a store and out of it: sealed on the way in, proved and opened on the way out. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { NamedError } from '../../schemas/errors.js';
import type { HashedFile } from '../archive/files.js';
import { open, seal } from './age/age.js';
import { DamagedSnapshot, objectFault } from './faults.js';
import type { SnapshotFault } from './faults.js';
import { AgeError } from './age/errors.js';
import type { Identity } from './age/keys.js';
import type { Bytes } from './age/payload.js';
import type { Body, Head, StoredFile } from './manifest/model.js';
import { readSealedBody } from './manifest/sealed.js';
import { again, patient } from './stores/retry.js';
import type { SnapshotStore, StagedFile } from './stores/store.js';

const bufferBytes = 1 << 20;

interface Tally {
  hash: ReturnType<typeof createHash>;
  sizeBytes: number;
}

const newTally = (): Tally => ({ hash: createHash('sha256'), sizeBytes: 0 });
const told = ({ hash, sizeBytes }: Tally): HashedFile => ({ sha256: hash.digest('hex'), sizeBytes });

async function* counted(source: Bytes, tally: Tally): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    tally.hash.update(chunk);
    tally.sizeBytes += chunk.length;
    yield chunk;
  }
}

/** Seals a file into a new one; without recipients a copy. Nothing is left after an error. */
export async function sealFile(from: string, to: string, recipients: readonly string[]) {
  const plain = newTally();
  const stored = newTally();
  const source = counted(createReadStream(from, { highWaterMark: bufferBytes }), plain);
  const sealed = recipients.length === 0 ? source : seal(source, recipients);
  await writeNewFile(counted(sealed, stored), to);
  const file: StagedFile = { path: to, ...told(stored) };
  return { plain: told(plain), file };
}

/** Streams into a file that must not be there yet; nothing is left after an error. */
export async function writeNewFile(source: AsyncIterable<Uint8Array>, to: string): Promise<void> {
  try {
    await pipeline(source, createWriteStream(to, { flags: 'wx', mode: 0o600, highWaterMark: bufferBytes }));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') await rm(to, { force: true });
    throw thrown;
  }
}

export const damaged = (key: string, fault: SnapshotFault = 'damaged'): NamedError =>
  new DamagedSnapshot(
    `${key} does not hold the bytes it was written with`,
    [{ file: key, fault }],
    'Use another snapshot or another store: see "sheetkeep snapshot check".',
  );

/** The plain bytes of a stored file; throws at the latest at the end when they are not those that were written. */
async function* opened(
  store: SnapshotStore,
  { key, sha256 }: StoredFile,
  isSealed: boolean,
  identities: readonly Identity[],
): AsyncGenerator<Uint8Array> {
  const stored = newTally();
  try {
    const source = counted(await store.get(key), stored);
    yield* isSealed ? open(source, identities) : source;
  } catch (thrown) {
    const fault = objectFault(thrown);
    if (fault !== null) throw damaged(key, fault);
    // Which of several damages it is does not matter: the name of the file does.
    if (thrown instanceof AgeError && thrown.fault !== 'no-match') throw damaged(key);
    throw thrown;
  }
  if (told(stored).sha256 !== sha256) throw damaged(key);
}

export interface Opening {
  store: SnapshotStore;
  head: Head;
  identities: readonly Identity[];
}

/** Hash and size of the stored bytes. */
export async function hashStored(store: SnapshotStore, key: string): Promise<HashedFile> {
  return again(patient, async () => {
    const stored = newTally();
    for await (const _ of counted(await store.get(key), stored));
    return told(stored);
  });
}

/** Whether a store has a file: by its size, and where it lies on this machine by its bytes. */
export async function holdsFile(store: SnapshotStore, { key, sizeBytes, sha256 }: StoredFile): Promise<boolean> {
  if ((await store.head(key))?.sizeBytes !== sizeBytes) return false;
  if (store.localPath(key) === null) return true;
  const stored = await hashStored(store, key).catch((thrown: unknown) => {
    if (objectFault(thrown) === null) throw thrown;
    return null;
  });
  return stored?.sha256 === sha256;
}

/** Puts the plain bytes of a file of a snapshot into a new file. Nothing is left after an error. Throws `snapshot-damaged`, `seal-key-wrong`. */
export async function openFile({ store, head, identities }: Opening, key: string, to: string): Promise<HashedFile> {
  const file = head.files.find((one) => one.key === key);
  if (!file) throw damaged(key);
  return again(patient, async () => {
    const plain = newTally();
    await writeNewFile(counted(opened(store, file, head.recipients.length > 0, identities), plain), to);
    return told(plain);
  });
}

/** The contents of a snapshot. Throws `snapshot-damaged`, `seal-key-wrong`. */
export async function readBody({ store, head, identities }: Opening): Promise<Body> {
  const { body: key } = head;
  if (typeof key !== 'string') return key;
  const file = head.files.find((one) => one.key === key);
  if (!file) throw damaged(key);
  const text = await again(patient, async () => {
    const parts: Uint8Array[] = [];
    for await (const part of opened(store, file, head.recipients.length > 0, identities)) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  });
  const body = readSealedBody(parsed(text), head);
  if (!body) throw damaged(key);
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
