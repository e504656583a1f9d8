// npm run fuzz -- [--minutes 10] [--seed 1] [FOLDER …]: spoils real files and reads them until the time is up (bench/fuzz.ts).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from './build.mjs';

await build();
const run = spawnSync(process.execPath, [join(root, 'dist', 'bench', 'fuzz.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
