// Removes the record told from the archive of a folder and kills itself before the n-th statement of that. Runs from dist/.
import { join } from 'node:path';
import { openArchive } from '../../../dist/core/archive/archive.js';
import { Session } from '../../../dist/core/archive/duck/session.js';
import { removeRecords } from '../../../dist/core/archive/removal.js';

const [folder, record, at] = process.argv.slice(2);
const archive = {
  archiveFile: join(folder, 'archive', 'archive.duckdb'),
  highWater: join(folder, 'archive', 'high-water.json'),
  tempDir: join(folder, 'tmp'),
  memoryLimitMb: 300,
  threads: 1,
};
const duck = await openArchive(archive);
let statements = 0;
for (const name of ['run', 'rows']) {
  const own = Session.prototype[name];
  Session.prototype[name] = function (...args) {
    statements += 1;
    if (statements === Number(at)) process.kill(process.pid, 'SIGKILL');
    return own.apply(this, args);
  };
}
const request = { records: `SELECT ${record} AS record`, originals: [], reason: 'erasure', actor: 'test' };
await duck.write((s) => removeRecords(s, request));
await duck.close();
