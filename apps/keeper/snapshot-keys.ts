/** The keys of a workspace's snapshots, as the verbs need them. */
import type { WorkspacePaths } from '../../core/archive/workspace.js';
import type { Head } from '../../core/snapshots/manifest/model.js';
import type { Identity } from '../../core/snapshots/age/keys.js';
import { ownKeyring, readKeyring, writeKeyring } from '../../core/snapshots/keys/keyring.js';
import type { Keyring } from '../../core/snapshots/keys/keyring.js';
import { keyWarnings, notSealed, refuseLostKeys, sealingOf } from '../../core/snapshots/keys/sealing.js';
import type { KeyWarning } from '../../core/snapshots/keys/sealing.js';
import type { Sealing } from '../../core/snapshots/take.js';
import type { SnapshotsConfig } from '../../schemas/config/types.js';

/** The keyring, made at the first snapshot of a workspace that has none. Throws `seal-keys-lost`, `keys-damaged`. */
async function keyringFor(paths: WorkspacePaths, heads: () => Promise<readonly Head[]>): Promise<Keyring> {
  const found = await readKeyring(paths.keys);
  if (found) return found;
  refuseLostKeys(await heads());
  const fresh = ownKeyring();
  await writeKeyring(paths.keys, fresh);
  return fresh;
}

export interface SealingNow {
  sealing: Sealing;
  warnings: KeyWarning[];
}

/** To whom a snapshot taken now is sealed, and what is to be said about the keys. */
export async function sealingNow(
  paths: WorkspacePaths,
  { seal, recipients }: SnapshotsConfig,
  heads: () => Promise<readonly Head[]>,
): Promise<SealingNow> {
  if (!seal) return { sealing: notSealed, warnings: keyWarnings(null) };
  const keyring = await keyringFor(paths, heads);
  return { sealing: sealingOf(keyring, recipients), warnings: keyWarnings(keyring) };
}

/** What opens the workspace's snapshots. */
export const identitiesOf = async (paths: WorkspacePaths): Promise<Identity[]> =>
  ((await readKeyring(paths.keys))?.own ?? []).map(({ identity }) => identity);
