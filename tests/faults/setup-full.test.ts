/** `npm start` on a disk that runs full while packages are installed. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { onSmallDisk } from './small-disk.js';

const setup = fileURLToPath(new URL('../../bin/setup.mjs', import.meta.url));

test('it is told by name, and packages that may be half there are not taken for installed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keep-setup-'));
  try {
    copyFileSync(setup, join(folder, 'setup.mjs'));
    const child = join(folder, 'child.mjs');
    writeFileSync(
      child,
      `import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
const [disk, setup] = process.argv.slice(2);
mkdirSync(join(disk, 'bin'));
mkdirSync(join(disk, 'node_modules'));
cpSync(setup, join(disk, 'bin', 'setup.mjs'));
writeFileSync(join(disk, 'package.json'), '{"name":"x","version":"1.0.0"}');
writeFileSync(join(disk, 'package-lock.json'), '{"name":"x","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"x","version":"1.0.0"}}}');
const run = \`import { installPackages } from \${JSON.stringify(join(disk, 'bin', 'setup.mjs'))}; installPackages();\`;
const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', run], { encoding: 'utf8' });
console.log(status);
console.log(existsSync(join(disk, 'node_modules', '.sheetkeep-lock')));
console.log(stderr.split('\\n').find((line) => line.startsWith('sheetkeep:')));
`,
    );
    expect(await onSmallDisk(8, child, [join(folder, 'setup.mjs')])).toEqual([
      '4',
      'false',
      'sheetkeep: the disk is full.',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
