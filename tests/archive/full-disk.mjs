// Runs on a disk of a few megabytes: delivers until the disk is full, makes room, goes on with the same archive. Runs from dist/.
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../dist/core/archive/archive.js';
import { commit, land, optionsIn } from './small-delivery.mjs';

const [folder, rows] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);
const ballast = join(folder, 'ballast');
const freeBytes = () => statfsSync(folder).bavail * statfsSync(folder).bsize;

/** null = acknowledged, else the error's code. */
async function deliver(duck) {
  try {
    const { delivery } = await land(duck);
    await commit(duck, delivery, Number(rows));
    say(`acknowledged ${delivery}`);
    return null;
  } catch (error) {
    say(`failed ${error.code} ${error.retryable}`);
    return error.code;
  }
}

const duck = await openArchive(optionsIn(folder));
for (const leftBytes of [1_500_000, 600_000, 200_000, 60_000, 0]) {
  await duck.checkpoint();
  writeFileSync(ballast, Buffer.alloc(Math.max(0, freeBytes() - leftBytes)));
  for (let full = null; full === null;) full = await deliver(duck);
  await duck.checkpoint().catch((error) => say(`checkpoint ${error.code}`));
  await deliver(duck);
  rmSync(ballast);
  // Not at once: between two tries to attach the file there is a pause.
  while ((await deliver(duck)) !== null) await new Promise((done) => setTimeout(done, 100));
  say(`room ${leftBytes}`);
}
await duck.close();
const again = await openArchive(optionsIn(folder));
const held = await again.read((s) => s.rows('SELECT delivery FROM archive.log.batches'));
for (const { delivery } of held) say(`held ${delivery}`);
await again.close();
