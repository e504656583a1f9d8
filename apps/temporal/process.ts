/** The embedded server as a process: started, recorded, recognised, ended. */
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { writeAtomic } from '../../core/archive/files.js';

export interface ServerFolders {
  /** Folder of the server's database and log. */
  temporal: string;
}

export interface ServerRecord {
  pid: number;
  port: number;
}

export const databaseFile = (folders: ServerFolders): string => join(folders.temporal, 'temporal.db');
const recordFile = (folders: ServerFolders): string => join(folders.temporal, 'server.json');
const logFile = (folders: ServerFolders): string => join(folders.temporal, 'server.log');

/** Puts the database, and what lies beside it while it is open, under names of their own; false = it cannot be moved. */
export async function setAside(folders: ServerFolders): Promise<boolean> {
  const file = databaseFile(folders);
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  // Of another database now; they are none without theirs.
  for (const end of moved ? ['-wal', '-shm', '-journal'] : [])
    await rename(file + end, aside + end).catch(() => undefined);
  return moved;
}

/** The command line of a living process; null when there is none. */
async function commandOf(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux')
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ') || null;
    return (await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout.trim() || null;
  } catch {
    return null;
  }
}

/** A process is our server only when its command line names our database file: a reused process id is never ended. */
export async function isOurs(pid: number, folders: ServerFolders): Promise<boolean> {
  const command = await commandOf(pid);
  return command !== null && command.includes('start-dev') && names(command, databaseFile(folders));
}

/** `ps` of macOS writes letters beyond ASCII as escapes of several signs: such letters of the path match whatever stands there. */
export function names(command: string, path: string): boolean {
  const literal = path.split(/[^\x20-\x7e]+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return command.includes(path) || new RegExp(`${literal.join('.+')}(?: |$)`, 's').test(command);
}

export async function readRecord(folders: ServerFolders): Promise<ServerRecord | null> {
  try {
    const { pid, port } = JSON.parse(await readFile(recordFile(folders), 'utf8')) as Partial<ServerRecord>;
    return Number.isInteger(pid) && Number.isInteger(port) ? { pid: pid as number, port: port as number } : null;
  } catch {
    return null;
  }
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

/** Whether something accepts connections on the port within the limit. */
export function listens(port: number, limitMs = 1_000): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: limitMs });
    const end = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

/** Starts the server in a process group of its own, so that Ctrl-C reaches the keeper alone and the keeper ends it last. */
export async function spawnServer(program: string, port: number, folders: ServerFolders): Promise<ServerRecord> {
  await mkdir(folders.temporal, { recursive: true });
  const log = openSync(logFile(folders), 'w', 0o600);
  const place = ['--db-filename', databaseFile(folders), '--ip', '127.0.0.1', '--port', String(port)];
  const child = spawn(program, ['server', 'start-dev', ...place, '--headless', '--log-level', 'error'], {
    detached: true,
    // It does not start for a user whom the system knows by number alone, as in containers, unless these are set.
    env: { USER: 'sheetkeep', HOME: folders.temporal, ...process.env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await new Promise<void>((done, failed) => {
    child.once('spawn', done);
    child.once('error', failed);
  });
  child.unref();
  const record = { pid: child.pid as number, port };
  await writeAtomic(recordFile(folders), JSON.stringify(record), 0o600);
  return record;
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Ends our server: SIGTERM, after 5 s SIGKILL. A process that is not ours is left alone. */
export async function endServer(record: ServerRecord, folders: ServerFolders): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGTERM', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!alive(record.pid) || !(await isOurs(record.pid, folders))) return;
    process.kill(record.pid, signal);
    const until = performance.now() + limitMs;
    while (performance.now() < until && (await isOurs(record.pid, folders))) await sleep(25);
  }
}
