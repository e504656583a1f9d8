/**
 * One contender over CSV files of made-up customers, one delivery after the other into the same place:
 * `node dist/bench/ingest.js sheetkeep|bare|tuned|loop FOLDER FILE…`. Prints one JSON line per file. A process of its own
 * each: its memory and time are the contender's.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bareLoad } from './ingest/bare.js';
import { plainLoop } from './ingest/loop.js';
import { openBench } from './ingest/sheetkeep.js';
import { measure } from './measure.js';

const quietMs = 2_000;
const [contender = '', base = '', ...files] = process.argv.slice(2);
const folder = await mkdtemp(join(base, `${contender}-`));
try {
  const bench = contender === 'sheetkeep' ? await openBench(folder) : null;
  for (const [index, path] of files.entries()) {
    const { size } = await stat(path);
    const work = async (mark: (step: string) => void) => {
      if (bench) return bench.ingest(path, mark);
      return contender === 'loop' ? plainLoop(path, folder) : bareLoad(path, folder, contender === 'bare');
    };
    await measure({ contender, delivery: index + 1, sizeBytes: size }, work, async () => bench?.rest());
    // What the archive tidies up when it is quiet belongs to no delivery.
    if (bench) await setTimeout(quietMs);
  }
  await bench?.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
