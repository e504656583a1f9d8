/** What the recovery identity alone brings back: the workspace's identity and its keys (docs/snapshot-format.md, Keys). */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseIdentity } from '../age/keys.js';
import type { Identity } from '../age/keys.js';
import { canonicalJson } from '../manifest/canonical.js';
import type { Recovery } from '../manifest/model.js';

const cipher = 'chacha20-poly1305';
const nonceBytes = 12;
const tagBytes = 16;

/** Who a workspace is: the contents of archive/identity.json. */
export interface WorkspaceSecret {
  /** 16 hex digits. */
  id: string;
  secret: Uint8Array;
}

export interface Recovered extends WorkspaceSecret {
  /** The workspace's own, newest first. */
  identities: Identity[];
}

const shape = z.strictObject({
  workspace: z.string().regex(/^[0-9a-f]{16}$/),
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  identities: z.array(z.string()),
});

const keyOf = ({ scalar }: Identity): Buffer =>
  Buffer.from(hkdfSync('sha256', scalar, Buffer.alloc(0), 'sheetkeep recovery 1', 32));

/** Wrapped so that only the recovery identity opens it, and only who had that identity can have wrapped it. */
export function wrapFor(
  recovery: Identity,
  { id, secret }: WorkspaceSecret,
  identities: readonly Identity[],
): Recovery {
  const plain = canonicalJson({
    workspace: id,
    secret: Buffer.from(secret).toString('hex'),
    identities: identities.map(({ text }) => text),
  });
  const nonce = randomBytes(nonceBytes);
  const seal = createCipheriv(cipher, keyOf(recovery), nonce, { authTagLength: tagBytes });
  seal.setAAD(Buffer.from(recovery.recipient), { plaintextLength: Buffer.byteLength(plain) });
  const wrapped = Buffer.concat([nonce, seal.update(plain, 'utf8'), seal.final(), seal.getAuthTag()]);
  return { recipient: recovery.recipient, wrapped: wrapped.toString('base64') };
}

/** null: it was wrapped for another identity, or changed. */
export function unwrapWith(recovery: Identity, { recipient, wrapped }: Recovery): Recovered | null {
  const bytes = Buffer.from(wrapped, 'base64');
  if (recipient !== recovery.recipient || bytes.length < nonceBytes + tagBytes) return null;
  const end = bytes.length - tagBytes;
  const open = createDecipheriv(cipher, keyOf(recovery), bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  open.setAAD(Buffer.from(recipient), { plaintextLength: end - nonceBytes });
  open.setAuthTag(bytes.subarray(end));
  try {
    const plain = Buffer.concat([open.update(bytes.subarray(nonceBytes, end)), open.final()]).toString('utf8');
    const { workspace, secret, identities } = shape.parse(JSON.parse(plain));
    return { id: workspace, secret: Buffer.from(secret, 'hex'), identities: identities.map(parseIdentity) };
  } catch {
    return null;
  }
}
