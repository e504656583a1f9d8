/** What vouches for a manifest: the secret of the workspace it was made by. */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './canonical.js';

export interface SnapshotKey {
  /** First 16 hex digits of SHA-256 of the key. */
  id: string;
  bytes: Uint8Array;
}

/** The key that authenticates the manifests of a workspace. */
export function snapshotKey(secret: Uint8Array): SnapshotKey {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), 'sheetkeep snapshot manifest 1', 32));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes };
}

const hmacOf = (manifest: object, key: SnapshotKey): Buffer =>
  createHmac('sha256', key.bytes).update(canonicalJson(manifest)).digest();

/** Adds `keyId` and `hmac`. */
export function signed<T extends object>(manifest: T, key: SnapshotKey): T & { keyId: string; hmac: string } {
  const named = { ...manifest, keyId: key.id };
  return { ...named, hmac: hmacOf(named, key).toString('hex') };
}

export function isAuthentic({ hmac, ...rest }: { hmac: string }, key: SnapshotKey): boolean {
  return timingSafeEqual(Buffer.from(hmac, 'hex'), hmacOf(rest, key));
}

/** By what an original is found again without its hash standing anywhere in the open. */
export function originalTag(key: SnapshotKey, sha256: string): string {
  const own = createHash('sha256').update('sheetkeep originals 2').update(key.bytes).digest();
  return createHmac('sha256', own).update(sha256).digest('hex').slice(0, 32);
}
