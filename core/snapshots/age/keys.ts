/** X25519 keys as age writes them: `age1…` to seal to, `AGE-SECRET-KEY-1…` to open with. */
import { createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { bech32 } from '@scure/base';
import { NamedError } from '../../../schemas/errors.js';

const recipientPrefix = 'age';
const identityPrefix = 'age-secret-key-';

/** DER of RFC 8410 up to the 32 bytes of the key. */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');

const privateKey = (scalar: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, scalar]), format: 'der', type: 'pkcs8' });

const publicKey = (point: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicHead, point]), format: 'der', type: 'spki' });

export interface Identity {
  /** `AGE-SECRET-KEY-1…`: a secret. */
  text: string;
  scalar: Uint8Array;
  /** Its recipient's 32 bytes. */
  point: Uint8Array;
  /** Its recipient, `age1…`. */
  recipient: string;
}

/** The 32 bytes of the public key of a scalar. */
export const pointOf = (scalar: Uint8Array): Uint8Array =>
  createPublicKey(privateKey(scalar)).export({ format: 'der', type: 'spki' }).subarray(publicHead.length);

/** X25519; throws when the result is all zeros (a point of low order). */
export const sharedSecret = (scalar: Uint8Array, point: Uint8Array): Buffer =>
  diffieHellman({ privateKey: privateKey(scalar), publicKey: publicKey(point) });

function identityOf(scalar: Uint8Array): Identity {
  const point = pointOf(scalar);
  const text = bech32.encode(identityPrefix, bech32.toWords(scalar), false).toUpperCase();
  return { text, scalar, point, recipient: bech32.encode(recipientPrefix, bech32.toWords(point), false) };
}

export const newIdentity = (): Identity => identityOf(randomBytes(32));

function decode(text: string, prefix: string): Uint8Array | null {
  try {
    const { prefix: found, bytes } = bech32.decodeToBytes(text);
    return found.toLowerCase() === prefix && bytes.length === 32 ? bytes : null;
  } catch {
    return null;
  }
}

/** Throws `identity-not-readable`. The text is never part of the message. */
export function parseIdentity(text: string): Identity {
  const scalar = text === text.toUpperCase() ? decode(text, identityPrefix) : null;
  if (scalar) return identityOf(scalar);
  throw new NamedError('identity-not-readable', 'this is not a key that opens snapshots: AGE-SECRET-KEY-1…', {
    exit: 'usage',
    hint: 'It is one line of capital letters and digits; a mistyped character is noticed.',
  });
}

export const isRecipient = (text: string): boolean =>
  text === text.toLowerCase() && decode(text, recipientPrefix) !== null;

/** The 32 bytes of `age1…`. Throws `recipient-not-readable`. */
export function parseRecipient(text: string): Uint8Array {
  const point = isRecipient(text) ? decode(text, recipientPrefix) : null;
  if (point) return point;
  throw new NamedError('recipient-not-readable', 'a recipient looks like age1… (62 characters)', { exit: 'usage' });
}
