/** The keys of a workspace's snapshots: archive/keys.json. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { NamedError } from '../../../schemas/errors.js';
import { writeAtomic } from '../../archive/files.js';
import { newIdentity, parseIdentity } from '../age/keys.js';
import type { Identity } from '../age/keys.js';
import type { Recovery } from '../manifest/model.js';
import { wrapFor } from './recovery.js';
import type { WorkspaceSecret } from './recovery.js';

export interface OwnKey {
  identity: Identity;
  /** ISO 8601 UTC. */
  madeAt: string;
}

export interface RecoveryKey extends Recovery {
  madeAt: string;
  /** When somebody proved to have it; null: nobody did. */
  confirmedAt: string | null;
}

export interface Keyring {
  /** Newest first; the first one is sealed to, the others open what was sealed to them. */
  own: OwnKey[];
  /** null: there is none yet. */
  recovery: RecoveryKey | null;
}

const shape = z.strictObject({
  format: z.literal(1),
  own: z.array(z.strictObject({ identity: z.string(), madeAt: z.string() })).min(1),
  recovery: z
    .strictObject({
      recipient: z.string(),
      wrapped: z.string(),
      madeAt: z.string(),
      confirmedAt: z.string().nullable(),
    })
    .nullable(),
});

export function keyringText({ own, recovery }: Keyring): string {
  const texts = own.map(({ identity, madeAt }) => ({ identity: identity.text, madeAt }));
  return `${JSON.stringify({ format: 1, own: texts, recovery }, null, 2)}\n`;
}

/** null: there is none. Throws `keys-damaged`. */
export async function readKeyring(path: string): Promise<Keyring | null> {
  const text = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  if (text === null) return null;
  try {
    const { own, recovery } = shape.parse(JSON.parse(text));
    return { own: own.map(({ identity, madeAt }) => ({ identity: parseIdentity(identity), madeAt })), recovery };
  } catch {
    throw new NamedError('keys-damaged', 'archive/keys.json is damaged', {
      exit: 'checkFailed',
      hint: 'Put it back from a copy, or bring it back with "sheetkeep keys recover --identity FILE".',
    });
  }
}

export const writeKeyring = (path: string, keyring: Keyring): Promise<void> =>
  writeAtomic(path, keyringText(keyring), 0o600);

/** A key of the workspace's own and nothing else: somebody has to ask for a recovery key, who can keep it. */
export const ownKeyring = (): Keyring => ({
  own: [{ identity: newIdentity(), madeAt: new Date().toISOString() }],
  recovery: null,
});

export interface Renewed {
  keyring: Keyring;
  /** To be shown once and kept elsewhere; it is written nowhere. */
  recovery: Identity;
}

/** New keys for what is sealed from now on; the old ones still open what was sealed to them. */
export function renewKeyring(before: Keyring | null, workspace: WorkspaceSecret): Renewed {
  const own = [...ownKeyring().own, ...(before?.own ?? [])];
  const recovery = newIdentity();
  const wrapped = wrapFor(
    recovery,
    workspace,
    own.map(({ identity }) => identity),
  );
  const madeAt = new Date().toISOString();
  return { keyring: { own, recovery: { ...wrapped, madeAt, confirmedAt: null } }, recovery };
}

/** Throws `recovery-not-this-one`. */
export function confirmRecovery(keyring: Keyring, recipient: string): Keyring {
  const { recovery } = keyring;
  if (recovery?.recipient === recipient) {
    return { ...keyring, recovery: { ...recovery, confirmedAt: new Date().toISOString() } };
  }
  throw new NamedError('recovery-not-this-one', 'this is not the recovery identity of this workspace', {
    hint: 'It is the one that "sheetkeep init" or the last "sheetkeep keys rotate" printed. If it is lost: "sheetkeep keys rotate".',
  });
}
