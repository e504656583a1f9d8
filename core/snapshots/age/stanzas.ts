/** X25519 stanzas: the file key, wrapped for one recipient. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AgeError } from './errors.js';
import { decodeBase64, encodeBase64 } from './header.js';
import type { Stanza } from './header.js';
import { parseRecipient, pointOf, sharedSecret } from './keys.js';
import type { Identity } from './keys.js';

const type = 'X25519';
const info = 'age-encryption.org/v1/X25519';
const cipher = 'chacha20-poly1305';
/** Each wrap key is used once. */
const nonce = Buffer.alloc(12);
const tagBytes = 16;
export const fileKeyBytes = 16;

const wrapKey = (shared: Uint8Array, share: Uint8Array, point: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.concat([share, point]), info, 32));

export function wrap(fileKey: Uint8Array, recipient: string): Stanza {
  const point = parseRecipient(recipient);
  const ephemeral = randomBytes(32);
  const share = pointOf(ephemeral);
  const seal = createCipheriv(cipher, wrapKey(sharedSecret(ephemeral, point), share, point), nonce, {
    authTagLength: tagBytes,
  });
  const body = Buffer.concat([seal.update(fileKey), seal.final(), seal.getAuthTag()]);
  return { args: [type, encodeBase64(share)], body };
}

function unwrap({ args, body }: Stanza, { scalar, point }: Identity): Buffer | null {
  const share = decodeBase64(args[1] ?? '');
  if (args.length !== 2 || share.length !== 32 || body.length !== fileKeyBytes + tagBytes) throw new AgeError('header');
  let shared: Buffer;
  try {
    shared = sharedSecret(scalar, share);
  } catch {
    throw new AgeError('header');
  }
  const open = createDecipheriv(cipher, wrapKey(shared, share, point), nonce, { authTagLength: tagBytes });
  open.setAuthTag(body.subarray(fileKeyBytes));
  try {
    return Buffer.concat([open.update(body.subarray(0, fileKeyBytes)), open.final()]);
  } catch {
    return null;
  }
}

/** The file key, by the first identity that fits a stanza. Unknown kinds of stanzas are passed over. */
export function unwrapAny(stanzas: readonly Stanza[], identities: readonly Identity[]): Buffer {
  // A passphrase stands alone, so that nobody can add one to a file that is sealed to keys.
  if (stanzas.length > 1 && stanzas.some(({ args }) => args[0] === 'scrypt')) throw new AgeError('header');
  const ours = stanzas.filter(({ args }) => args[0] === type);
  const keys = identities.flatMap((identity) => ours.map((stanza) => unwrap(stanza, identity)));
  const found = keys.find((one) => one !== null);
  if (!found) throw new AgeError('no-match');
  return found;
}
