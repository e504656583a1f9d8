/** What tells one state of a file from another, and what kind of thing lies at a path. */
import { lstat } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';

/** Two equal identities = the same bytes, as far as a file system tells. ctime moves with every write, also when mtime is set back. */
export interface FileIdentity {
  device: bigint;
  inode: bigint;
  sizeBytes: number;
  mtimeNs: bigint;
  ctimeNs: bigint;
}

export type NotAFile = 'symlink' | 'folder' | 'fifo' | 'socket' | 'device';

export function identityOf(stats: BigIntStats): FileIdentity {
  const { dev, ino, size, mtimeNs, ctimeNs } = stats;
  return { device: dev, inode: ino, sizeBytes: Number(size), mtimeNs, ctimeNs };
}

export function sameIdentity(a: FileIdentity, b: FileIdentity): boolean {
  return sameContentIdentity(a, b) && a.ctimeNs === b.ctimeNs;
}

/** As sameIdentity, for a file that was renamed in between (which moves ctime). */
export function sameContentIdentity(a: FileIdentity, b: FileIdentity): boolean {
  return a.device === b.device && a.inode === b.inode && a.sizeBytes === b.sizeBytes && a.mtimeNs === b.mtimeNs;
}

export function kindOf(stats: BigIntStats): NotAFile | 'file' {
  if (stats.isFile()) return 'file';
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'fifo';
  return stats.isSocket() ? 'socket' : 'device';
}

/** The thing at a path without following or opening it; null = nothing there. */
export async function lookAt(path: string): Promise<{ kind: NotAFile | 'file'; identity: FileIdentity } | null> {
  try {
    const stats = await lstat(path, { bigint: true });
    return { kind: kindOf(stats), identity: identityOf(stats) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
