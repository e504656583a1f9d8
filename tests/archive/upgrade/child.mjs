// Opens the archive of a folder in format 2 and kills itself at the step told. Runs from dist/.
import { join } from 'node:path';
import { openNewest } from '../../../dist/core/archive/upgrade/upgrade.js';
import { formats as real } from '../../../dist/core/archive/upgrade/formats.js';
import { madeUp } from './step.mjs';

const formats = madeUp(real);
const [folder, at] = process.argv.slice(2);
const archive = {
  archiveFile: join(folder, 'archive', 'archive.duckdb'),
  highWater: join(folder, 'archive', 'high-water.json'),
  tempDir: join(folder, 'tmp'),
  memoryLimitMb: 300,
  threads: 2,
};
const progress = (step) => {
  if (step === at) process.kill(process.pid, 'SIGKILL');
};
const { duck } = await openNewest({ archive, formats, backup: async () => undefined, progress });
await duck.close();
