// Takes a snapshot under a limit on the size of a file, which the caller has set. Runs from dist/. Says how it ended.
import { openArchive } from '../../dist/core/archive/archive.js';
import { workspacePaths } from '../../dist/core/archive/workspace.js';
import { newIdentity } from '../../dist/core/snapshots/age/keys.js';
import { snapshotKey } from '../../dist/core/snapshots/manifest/sign.js';
import { takeSnapshot } from '../../dist/core/snapshots/take.js';

process.on('SIGXFSZ', () => {});
const paths = workspacePaths(process.argv[2]);
const { archiveFile, highWater, tmp: tempDir } = paths;
const duck = await openArchive({ archiveFile, highWater, tempDir, memoryLimitMb: 300, threads: 2 });
const key = snapshotKey(Buffer.alloc(32, 7));
const sealing = { recipients: [newIdentity().recipient], recovery: [] };
const fixed = { workspace: 'ab'.repeat(8), key, sealing, localOnly: [], actor: 'test', product: '0' };
const said = await takeSnapshot({ duck, paths, ...fixed }).then(
  () => 'taken',
  (thrown) => `${thrown.code} ${thrown.retryable}`,
);
await duck.close();
process.stdout.write(said);
