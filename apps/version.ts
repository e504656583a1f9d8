/** Which program this is. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The product's version, from its package.json, found upwards. */
export function productVersion(): string {
  for (const folder of upwards()) {
    const text = textOf(join(folder, 'package.json'));
    const found = text === null ? null : (JSON.parse(text) as { name?: string; version: string });
    if (found?.name === 'sheetkeep') return found.version;
  }
  return '0.0.0';
}

/** Tells builds of one version apart: the hash of the sources that this was built from; empty when it was not built. */
export function buildHash(): string {
  for (const folder of upwards()) {
    const hash = textOf(join(folder, '.source-hash'));
    if (hash !== null) return hash;
  }
  return '';
}

/** The folder of this module and those above it. */
function* upwards(): Generator<string> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (; dirname(folder) !== folder; folder = dirname(folder)) yield folder;
}

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
