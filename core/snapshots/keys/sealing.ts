/** To whom the snapshots of a workspace are sealed, and what is to be said about it. */
import { NamedError } from '../../../schemas/errors.js';
import type { Sealing } from '../take.js';
import type { Head } from '../manifest/model.js';
import type { Keyring } from './keyring.js';

export type KeyWarning = 'keys-lost' | 'recovery-missing' | 'recovery-not-confirmed' | 'not-sealed';

/** `further`: recipients of the settings. */
export function sealingOf({ own, recovery }: Keyring, further: readonly string[]): Sealing {
  const ours = own.slice(0, 1).map(({ identity }) => identity.recipient);
  const recipients = [...new Set([...ours, ...(recovery ? [recovery.recipient] : []), ...further])].sort();
  return {
    recipients,
    recovery: recovery ? [{ recipient: recovery.recipient, wrapped: recovery.wrapped }] : [],
  };
}

export const notSealed: Sealing = { recipients: [], recovery: [] };

/** Of keys in use; null: snapshots are not sealed. */
export function keyWarnings(keyring: Keyring | null): KeyWarning[] {
  if (keyring === null) return ['not-sealed'];
  if (keyring.recovery === null) return ['recovery-missing'];
  return keyring.recovery.confirmedAt === null ? ['recovery-not-confirmed'] : [];
}

/** Ids of the sealed ones. */
export const sealedOf = (heads: readonly Head[]): string[] =>
  heads.filter(({ recipients }) => recipients.length > 0).map(({ id }) => id);

/** Of a workspace without keys: lost, where snapshots are sealed; else not made yet. */
export const noKeysWarning = (heads: readonly Head[]): KeyWarning =>
  sealedOf(heads).length > 0 ? 'keys-lost' : 'recovery-missing';

/** A workspace without keys must not make new ones over snapshots that only lost ones open. Throws `seal-keys-lost`. */
export function refuseLostKeys(heads: readonly Head[]): void {
  const sealed = sealedOf(heads).length;
  if (sealed === 0) return;
  throw new NamedError(
    'seal-keys-lost',
    `archive/keys.json is not there, but ${sealed} snapshots are sealed to its keys`,
    {
      exit: 'missingPart',
      hint: 'Put it back from a copy, or "sheetkeep keys recover --identity FILE" with the recovery identity. To go on with new keys: "sheetkeep keys rotate".',
    },
  );
}
