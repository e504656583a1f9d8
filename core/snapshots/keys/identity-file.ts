/** A file with age identities, as `age-keygen` writes it and people keep it: one a line, `#` begins a comment. */
import { readFile } from 'node:fs/promises';
import { NamedError } from '../../../schemas/errors.js';
import { parseIdentity } from '../age/keys.js';
import type { Identity } from '../age/keys.js';

const maxBytes = 1 << 20;

/** Throws `identity-not-readable`; no line of the file is part of the message. */
export function parseIdentities(text: string): Identity[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length > 0) return lines.map(parseIdentity);
  throw new NamedError('identity-not-readable', 'no key stands there: AGE-SECRET-KEY-1…', { exit: 'usage' });
}

/** Throws `identity-missing`, `identity-not-readable`. */
export async function readIdentities(path: string): Promise<Identity[]> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes !== null && bytes.length <= maxBytes) return parseIdentities(bytes.toString('utf8'));
  throw new NamedError('identity-missing', 'the file with the identity cannot be read', {
    exit: 'missingPart',
    hint: 'Give its path after --identity.',
  });
}
