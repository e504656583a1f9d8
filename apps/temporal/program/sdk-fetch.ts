/** A child process of its own: the SDK downloads the pinned program into the folder given, and ends. Killable at any time. */
import { Runtime } from '@temporalio/worker';
import { pinnedVersion } from './pinned.js';

const downloadDir = process.argv[2];
if (downloadDir === undefined) throw new Error('a folder is needed');
const runtime = Runtime.instance();
const server = await runtime.createEphemeralServer({
  type: 'dev-server',
  exe: {
    type: 'cached-download',
    downloadDir,
    version: `v${pinnedVersion}`,
    ttl: 0,
    sdkName: 'sdk-typescript',
    sdkVersion: '1.24.0',
  },
  namespace: 'default',
  ip: '127.0.0.1',
  port: null,
  uiPort: null,
  dbFilename: null,
  ui: false,
  log: { format: 'pretty', level: 'error' },
  extraArgs: [],
});
await runtime.shutdownEphemeralServer(server);
process.exit(0);
