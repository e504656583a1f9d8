/**
 * A restored workspace is set apart: the settings that came with it name stores and schedules of the first one, which may
 * be in use still. The mark lies beside the archive until somebody confirms that they are this workspace's.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeAtomic } from '../../archive/files.js';
import type { Part } from '../../archive/log/excerpts.js';

const shape = z.strictObject({
  snapshot: z.string(),
  at: z.iso.datetime(),
  part: z.strictObject({ dataset: z.string(), record: z.number().nullable() }).nullable(),
});

export interface Apart {
  /** Out of which it was restored; '' = the mark cannot be read, and holds all the same. */
  snapshot: string;
  /** When, ISO 8601 UTC. */
  at: string;
  /** Of an excerpt. */
  part: Part | null;
}

const unreadable: Apart = { snapshot: '', at: '', part: null };

export async function setApart(path: string, snapshot: string, part: Part | null): Promise<void> {
  await writeAtomic(path, `${JSON.stringify({ snapshot, at: new Date().toISOString(), part })}\n`);
}

/** null: it is nobody's copy. */
export async function readApart(path: string): Promise<Apart | null> {
  const text = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  return text === null ? null : parsed(text);
}

function parsed(text: string): Apart {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return unreadable;
  }
}
