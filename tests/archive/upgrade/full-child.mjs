// Upgrades an archive on a disk of a few megabytes with less and less room, then with enough. Runs from dist/.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openArchive } from '../../../dist/core/archive/archive.js';
import { openNewest } from '../../../dist/core/archive/upgrade/upgrade.js';
import { formats as real } from '../../../dist/core/archive/upgrade/formats.js';
import { madeUp } from './step.mjs';

const formats = madeUp(real);
const [folder, fixture] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);
const place = join(folder, 'archive');
const ballast = join(folder, 'ballast');
const freeBytes = () => statfsSync(folder).bavail * statfsSync(folder).bsize;
mkdirSync(place);
writeFileSync(join(place, 'archive.duckdb'), gunzipSync(readFileSync(join(fixture, 'archive.duckdb.gz'))));
copyFileSync(join(fixture, 'high-water.json'), join(place, 'high-water.json'));
const archive = {
  archiveFile: join(place, 'archive.duckdb'),
  highWater: join(place, 'high-water.json'),
  tempDir: join(folder, 'tmp'),
  memoryLimitMb: 300,
  threads: 2,
};
const upgrade = () => openNewest({ archive, formats, backup: async () => undefined });

await (await openArchive(archive, 1)).close();
for (const leftBytes of [4_000_000, 1_000_000, 60_000, 0]) {
  writeFileSync(ballast, Buffer.alloc(Math.max(0, freeBytes() - leftBytes)));
  const ended = await upgrade().then(
    async ({ duck }) => (await duck.close(), 'upgraded'),
    (error) => error.code,
  );
  rmSync(ballast);
  // As it was: the old program opens it.
  await (await openArchive(archive, 1)).close();
  say(`${ended} ${readdirSync(place).sort().join()}`);
}
const { duck, upgraded } = await upgrade();
await duck.close();
say(`upgraded from ${upgraded.from} to ${upgraded.to}`);
