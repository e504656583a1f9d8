/** Ways to harm files of a snapshot. */
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../core/snapshots/manifest/canonical.js';
import type { Head } from '../../core/snapshots/manifest/model.js';

/** A seeded number below `n`: the same harm in every run. */
const seeded = (seed: number, n: number): number => (Math.imul(seed + 1, 2654435761) % n) >>> 0;

export function flip(path: string, seed: number): void {
  const bytes = readFileSync(path);
  const at = seeded(seed, bytes.length) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (seed % 8));
  rewrite(path, bytes);
}

export function rewrite(path: string, bytes: Uint8Array | string): void {
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
}

export const manifestOf = ({ id }: Head) => `${id}/manifest.json`;

export function edit(root: string, head: Head, change: (one: Record<string, unknown>) => unknown): void {
  const path = join(root, manifestOf(head));
  rewrite(path, canonicalJson(change(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)));
}

/** Another thing in the place of a file. */
export const instead = (path: string, put: (path: string) => void): void => {
  rmSync(path);
  put(path);
};
/** Opens, and fails when it is read: what a bad sector does. Elsewhere than on Linux it is a link to nothing. */
export const unreadable = '/proc/self/mem';
export const hasUnreadable = existsSync(unreadable);
