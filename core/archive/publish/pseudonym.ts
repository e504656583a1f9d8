/** Pseudonyms: HMAC-SHA256 of a value under a key of the role, so that equal values stay equal and nobody else can try values out. */
import { createHash, hkdfSync } from 'node:crypto';
import type { Session } from '../duck.js';

export interface PseudonymKey {
  /** First 16 hex digits of SHA-256 of the key. */
  id: string;
  bytes: Uint8Array;
}

/** Each role has its own: two roles cannot join their files by what is masked. */
export function pseudonymKey(secret: Uint8Array, role: string): PseudonymKey {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), `sheetkeep pseudonym 1 ${role}`, 32));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes };
}

const blockBytes = 64;

const padded = (key: Uint8Array, filler: number): string => {
  const block = Buffer.alloc(blockBytes, filler);
  for (const [i, byte] of key.entries()) block[i] = byte ^ filler;
  return block.toString('hex');
};

/** Gives the session the key; it stands in no file and no statement that makes a table. */
export const setPseudonymKey = (s: Session, { bytes }: PseudonymKey): Promise<void> =>
  s.run(`SET VARIABLE pseudonym_inner = from_hex('${padded(bytes, 0x36)}');
    SET VARIABLE pseudonym_outer = from_hex('${padded(bytes, 0x5c)}')`);

/** The pseudonym of a VARCHAR expression: `~` and 20 hex digits; NULL of NULL. */
export const pseudonymSql = (x: string): string =>
  `('~' || substr(sha256(getvariable('pseudonym_outer') || unhex(sha256(getvariable('pseudonym_inner') || encode(${x})))), 1, 20))`;
