/**
 * Row tokens: what a row of a fix-up carries to be known again. `SK1.<delivery>.<part>.<row>.<mac>`; the mac is the first
 * 96 bits of HMAC-SHA256 over the text before it, as hex, under the workspace's secret. A token tells nothing of the row's cells.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { quoteText } from '../../archive/sql-text.js';

export interface RowToken {
  delivery: string;
  /** Table number, or a word for what is no row (`c` a column, `dataset`). */
  part: string;
  row: number;
}

const macChars = 24;
const blockBytes = 64;
const shape = /^(SK1\.(d[0-9a-f]{24})\.([a-z0-9]{1,12})\.([0-9]{1,12}))\.([0-9a-f]{24})$/;

const macOf = (secret: Uint8Array, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex').slice(0, macChars);

export function makeToken(secret: Uint8Array, { delivery, part, row }: RowToken): string {
  const text = `SK1.${delivery}.${part}.${row}`;
  return `${text}.${macOf(secret, text)}`;
}

/** The token, `'foreign'` when another workspace's secret (or a changed text) made it, null when the text is no token. */
export function parseToken(secret: Uint8Array, text: string): RowToken | 'foreign' | null {
  const found = shape.exec(text.trim());
  if (!found) return null;
  const [, signed = '', delivery = '', part = '', row = '', mac = ''] = found;
  const same = timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, signed)));
  return same ? { delivery, part, row: Number(row) } : 'foreign';
}

/** The same as SQL over the VARCHAR expression `x`: whether its mac is ours. HMAC is two hashes over the padded secret. */
export function tokenMacHoldsSql(secret: Uint8Array, x: string): string {
  const key = secret.length > blockBytes ? createHash('sha256').update(secret).digest() : Buffer.from(secret);
  const pad = (byte: number): string => {
    const block = Buffer.alloc(blockBytes, byte);
    for (const [at, value] of key.entries()) block[at] = byte ^ value;
    return `unhex(${quoteText(block.toString('hex'))})`;
  };
  const signed = `regexp_extract(${x}, '^(.*)\\.[^.]*$', 1)`;
  const inner = `unhex(sha256(${pad(0x36)} || encode(${signed})))`;
  return `substr(sha256(${pad(0x5c)} || ${inner}), 1, ${macChars}) = regexp_extract(${x}, '[^.]*$')`;
}

/** Anchored pattern of a row's token for `regexp_extract`: groups 1 delivery, 2 part, 3 row. */
export const rowTokenPattern = '^SK1\\.(d[0-9a-f]{24})\\.([0-9]{1,6})\\.([0-9]{1,12})\\.[0-9a-f]{24}$';
