/** Brings back the keys of a workspace out of its snapshots, by the recovery identity. */
import { NamedError } from '../../../schemas/errors.js';
import type { Identity } from '../age/keys.js';
import type { Head } from '../manifest/model.js';
import type { Keyring } from './keyring.js';
import { unwrapWith } from './recovery.js';
import type { Recovered } from './recovery.js';

export interface Brought extends Recovered {
  keyring: Keyring;
  /** Ids of the snapshots that neither the keys nor the recovery identity open: keys were made anew since. */
  closed: string[];
}

/** By the newest snapshot that one of the identities fits; null: none does. */
export function recoverFrom(heads: readonly Head[], identities: readonly Identity[]): Brought | null {
  for (const { recovery, at } of heads.toReversed()) {
    for (const entry of recovery) {
      const found = identities.map((identity) => unwrapWith(identity, entry)).find((one) => one !== null);
      if (!found) continue;
      const own = found.identities.map((identity) => ({ identity, madeAt: at }));
      // Who brought the keys back with it has it.
      const kept = { ...entry, madeAt: at, confirmedAt: new Date().toISOString() };
      const opens = new Set([...found.identities, ...identities].map(({ recipient }) => recipient));
      return { ...found, keyring: { own, recovery: kept }, closed: closedTo(heads, opens) };
    }
  }
  return null;
}

const closedTo = (heads: readonly Head[], opens: ReadonlySet<string>): string[] =>
  heads
    .filter(({ recipients }) => recipients.length > 0 && !recipients.some((one) => opens.has(one)))
    .map(({ id }) => id);

export const notRecovery = (): NamedError =>
  new NamedError('recovery-not-this-one', 'no snapshot here has this recovery identity', {
    exit: 'missingPart',
    hint: 'Another recovery identity may have been made since: "sheetkeep keys list" shows the recipient of the one in use.',
  });
