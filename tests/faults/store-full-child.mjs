// Puts a small and a large file into a folder; runs under a limit on the size of files. From dist/.
import { createHash } from 'node:crypto';
import { FolderSnapshots } from '../../dist/core/snapshots/stores/folder.js';

process.on('SIGXFSZ', () => {});
const store = new FolderSnapshots({ name: 'small', root: process.argv[2], mayCreate: true });
const { readFileSync, statSync, writeFileSync } = await import('node:fs');
const staged = (path) => ({
  path,
  sizeBytes: statSync(path).size,
  sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
});
const small = `${process.argv[2]}-small`;
writeFileSync(small, 'x');
const first = await store.put('objects/aa/small', staged(small));
const second = await store.put('objects/bb/large', staged(process.execPath)).catch((thrown) => thrown.code);
process.stdout.write(`${first} ${second}\n`);
