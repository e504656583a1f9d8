/** A spreadsheet in a .gz: unpacked beside the staging files, within the limits, and read from there. */
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ParseLimits } from '../../schemas/staging.js';
import { Refusal } from './refusal.js';

export interface GzipTask {
  path: string;
  fileName: string;
  outDir: string;
  limits: ParseLimits;
}

/** Small files may have any ratio: nothing is gained by a small bomb. */
const ratioFloorBytes = 8 << 20;

/** @throws Refusal `zip-bomb`, `zip-too-big`, `gzip-damaged` */
export async function inflateTo(task: GzipTask): Promise<{ path: string; fileName: string }> {
  const path = join(task.outDir, 'inflated');
  const source = createReadStream(task.path);
  try {
    await pipeline(
      source,
      createGunzip(),
      guard(task.limits, () => source.bytesRead),
      createWriteStream(path, { mode: 0o600 }),
    );
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    throw typeof code === 'string' && code.startsWith('Z_') ? new Refusal('gzip-damaged') : error;
  }
  return { path, fileName: task.fileName.replace(/\.(?:gz|gzip)$/i, '') };
}

function guard({ maxInflatedBytes, maxRatio }: ParseLimits, bytesRead: () => number): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      if (total > maxInflatedBytes) done(new Refusal('zip-too-big', { maxBytes: maxInflatedBytes }));
      else if (total > ratioFloorBytes && total > bytesRead() * maxRatio) done(new Refusal('zip-bomb', { maxRatio }));
      else done(null, chunk);
    },
  });
}
