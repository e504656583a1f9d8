/** Brings archive/keys.json (and archive/identity.json) back out of snapshots, by the recovery identity. */
import { existsSync } from 'node:fs';
import { writeNew } from '../../core/archive/files.js';
import { makeFolder } from '../../core/archive/files.js';
import { readIdentities } from '../../core/snapshots/keys/identity-file.js';
import { keyringText } from '../../core/snapshots/keys/keyring.js';
import { notRecovery } from '../../core/snapshots/keys/recover.js';
import { NamedError } from '../../schemas/errors.js';
import { dirname } from 'node:path';
import { broughtBack, identityOf, storeToRead } from './snapshot-access.js';
import { workspaceIdentity } from './identity.js';

export interface RecoverArgs {
  root: string;
  identityFile: string;
  from?: string;
}

export interface RecoverAnswer {
  /** What was written. */
  files: string[];
  /** Ids of snapshots that stay closed: they are sealed to newer keys. */
  closed: string[];
}

/** Throws `keys-there`, `identity-differs`, `recovery-not-this-one`. */
export async function recoverKeys({ root, identityFile, from }: RecoverArgs): Promise<RecoverAnswer> {
  const { workspace, place } = await storeToRead(root, from);
  const { paths } = workspace;
  if (existsSync(paths.keys)) {
    throw new NamedError('keys-there', 'archive/keys.json is there already: nothing was changed', {
      hint: 'Take it away first, if it is not the right one.',
    });
  }
  const brought = await broughtBack(place.open(), await readIdentities(identityFile));
  if (!brought) throw notRecovery();
  if (existsSync(paths.identity) && (await workspaceIdentity(paths)).id !== brought.id) {
    throw new NamedError('identity-differs', 'archive/identity.json is that of another workspace', {
      hint: 'Nothing was changed. Take it away first, if this workspace has no archive yet.',
    });
  }
  await makeFolder(dirname(paths.keys));
  const files = (await writeNew(paths.identity, identityOf(brought), 0o600)) ? ['archive/identity.json'] : [];
  await writeNew(paths.keys, keyringText(brought.keyring), 0o600);
  return { files: [...files, 'archive/keys.json'], closed: brought.closed };
}
