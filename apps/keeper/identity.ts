/** Who this workspace is: an id without meaning, and the secret that signs row tokens. Made once, kept beside the archive. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, writeNew } from '../../core/archive/files.js';
import type { WorkspacePaths } from '../../core/archive/workspace.js';
import { NamedError } from '../../schemas/errors.js';

export interface WorkspaceIdentity {
  /** 16 lower-case hex digits; part of Temporal's ids and the task queue. */
  id: string;
  secret: Uint8Array;
}

/** As it stands in the file; `secret` in hex. */
export const identityText = ({ id, secret }: { id: string; secret: string }): string =>
  `${JSON.stringify({ id, secret })}\n`;

/** Reads the identity, making it at the first start. Throws `identity-damaged`. */
export async function workspaceIdentity(paths: WorkspacePaths): Promise<WorkspaceIdentity> {
  const file = paths.identity;
  await makeFolder(dirname(file));
  const fresh = { id: randomBytes(8).toString('hex'), secret: randomBytes(32).toString('hex') };
  await writeNew(file, identityText(fresh), 0o600);
  return readIdentity(paths);
}

/** Reads it, makes none. Throws `identity-damaged`. */
export async function readIdentity({ identity: file }: WorkspacePaths): Promise<WorkspaceIdentity> {
  const found = JSON.parse(await readFile(file, 'utf8')) as Partial<Record<'id' | 'secret', string>>;
  if (/^[0-9a-f]{16}$/.test(found.id ?? '') && /^[0-9a-f]{64}$/.test(found.secret ?? '')) {
    return { id: found.id as string, secret: Buffer.from(found.secret as string, 'hex') };
  }
  throw new NamedError('identity-damaged', 'archive/identity.json is damaged.', {
    hint: 'Put it back from a copy of the archive folder.',
    exit: 'checkFailed',
  });
}
