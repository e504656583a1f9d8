/** From the text of a manifest to its head. */
import type { Head } from './model.js';
import { isAuthentic } from './sign.js';
import type { SnapshotKey } from './sign.js';
import { readV1 } from './v1.js';
import { format, readSealed } from './sealed.js';

export type ManifestFault =
  | 'manifest-missing'
  | 'manifest-unreadable'
  | 'format-newer'
  | 'not-authentic'
  /** Authenticated by a key that this workspace does not have. */
  | 'other-key'
  /** It lies under another name than its own. */
  | 'renamed';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `key` null: nobody vouches for it. */
export function readManifest(text: string, id: string, key: SnapshotKey | null): Head | ManifestFault {
  const raw = parsed(text);
  if (typeof raw === 'object' && raw !== null && Number((raw as { format?: unknown }).format) > format) {
    return 'format-newer';
  }
  const head = readV1(raw) ?? readSealed(raw);
  if (!head) return 'manifest-unreadable';
  if (head.id !== id) return 'renamed';
  if (key && head.keyId !== key.id) return 'other-key';
  if (key && !isAuthentic(raw as { hmac: string }, key)) return 'not-authentic';
  return head;
}
