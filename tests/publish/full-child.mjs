// Publishes under a limit on the size of files, then uses the archive. Runs from dist/.
import { openArchive } from '../../dist/core/archive/archive.js';
import { publish } from '../../dist/core/archive/publish/publish.js';

process.on('SIGXFSZ', () => {});
const [folder, datasets] = process.argv.slice(2);
const duck = await openArchive({
  archiveFile: `${folder}/archive/archive.duckdb`,
  highWater: `${folder}/archive/high-water.json`,
  tempDir: `${folder}/tmp`,
  memoryLimitMb: 300,
  threads: 2,
});
const out = `${folder}/published/analyst.duckdb`;
const failed = await publish(duck, { out, datasets: JSON.parse(datasets) }).then(
  () => 'published',
  (thrown) => thrown.code,
);
const rows = await duck.read((s) => s.count('SELECT count(*) FROM archive.derived.heads'));
await duck.close();
process.stdout.write(JSON.stringify({ failed, rows }));
