/** File names that are no UTF-8 (an old archive or share in GBK): given a readable name in place, so that they can be taken. */
import { isUtf8 } from 'node:buffer';
import { lstat, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { safeFileName } from './names.js';

function decoded(name: Buffer): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(name);
  } catch {
    return name.toString('latin1').replace(/[^\x20-\x7e]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  }
}

/** Gives the thing a readable name; a taken name is numbered. null = it went away meanwhile. */
async function renameBeside(from: Buffer, folder: string, name: string): Promise<string | null> {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let n = 1; ; n++) {
    const next = n === 1 ? name : `${stem} (${n})${extension}`;
    const taken = await lstat(join(folder, next)).catch(() => null);
    if (taken) continue;
    return rename(from, join(folder, next)).then(
      () => next,
      () => null,
    );
  }
}

/** Names in a folder as text. */
export async function readNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const raw of await readdir(folder, { encoding: 'buffer' })) {
    const from = Buffer.concat([Buffer.from(`${folder}/`), raw]);
    const name = isUtf8(raw) ? raw.toString('utf8') : await renameBeside(from, folder, safeFileName(decoded(raw)));
    if (name !== null) names.push(name);
  }
  return names;
}
