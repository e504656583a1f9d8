// Takes a snapshot and kills itself at the n-th step told, or the first of that name. Runs from dist/.
import { openArchive } from '../../dist/core/archive/archive.js';
import { workspacePaths } from '../../dist/core/archive/workspace.js';
import { newIdentity } from '../../dist/core/snapshots/age/keys.js';
import { snapshotKey } from '../../dist/core/snapshots/manifest/sign.js';
import { takeSnapshot } from '../../dist/core/snapshots/take.js';

const [folder, step] = process.argv.slice(2);
const paths = workspacePaths(folder);
const { archiveFile, highWater, tmp: tempDir } = paths;
const duck = await openArchive({ archiveFile, highWater, tempDir, memoryLimitMb: 300, threads: 1 });
let told = 0;
const progress = (done) => {
  if (++told === Number(step) || done.step === step) process.kill(process.pid, 'SIGKILL');
};
const key = snapshotKey(Buffer.alloc(32, 7));
const sealing = { recipients: [newIdentity().recipient], recovery: [] };
const fixed = { workspace: 'ab'.repeat(8), key, sealing, localOnly: [], actor: 'test', product: '0' };
await takeSnapshot({ duck, paths, ...fixed, progress });
await duck.close();
