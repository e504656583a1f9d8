/** Temporal for one workspace: a service run elsewhere, or our own embedded server, kept alive while we live. */
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskFull } from '../../core/archive/disk-full.js';
import { noPermission } from '../../core/archive/no-entry.js';
import { NamedError } from '../../schemas/errors.js';
import { findProgram } from './program/find.js';
import { databaseFile, endServer, freePort, isOurs, listens, readRecord, setAside, spawnServer } from './process.js';
import type { ServerFolders, ServerRecord } from './process.js';
import { servesTemporal } from './probe.js';
import type { TemporalSettings } from './settings.js';

export interface TemporalServer {
  /** host:port. */
  address: string;
  kind: 'external' | 'embedded';
  /** Process of the embedded server; null = external. */
  pid: number | null;
  /** It is gone, and does not come up again. */
  isAway: boolean;
  /** How the embedded server came about: `adopted` was left by a dead run. */
  from: 'external' | 'adopted' | 'path' | 'cache' | 'sdk' | 'pip';
  /** Ends the process of an embedded server that hangs: it is started again as any that is gone. */
  endHung(): Promise<void>;
  /** Ends the embedded server and its watch; an external service is left alone. */
  stop(): Promise<void>;
}

/**
 * `database-aside`: its database was damaged, lies beside as it was, and an empty one takes its place. `gave-up`: it does not come
 * up again, told once; it is tried all the same, until `restarted`. `port-taken`: the same, as another program listens on its port.
 */
export type ServerEvent =
  'fetching-by-sdk' | 'fetching-by-pip' | 'restarted' | 'gave-up' | 'port-taken' | 'database-aside';
type Tell = (event: ServerEvent, port?: number) => void;

const startLimitMs = 30_000;
const watchMs = 500;
const maxRestartsPerMinute = 5;
const pauseGivenUpMs = 30_000;

async function untilListening(
  record: ServerRecord,
  folders: ServerFolders,
  limitMs: number,
  answers: (port: number) => Promise<boolean> = listens,
): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (performance.now() < until) {
    if (await answers(record.port)) return true;
    if (!(await isOurs(record.pid, folders))) return false;
    await sleep(50);
  }
  return false;
}

const serves = (port: number): Promise<boolean> => servesTemporal(`127.0.0.1:${port}`);

const logOf = (folders: ServerFolders): Promise<string> =>
  readFile(join(folders.temporal, 'server.log'), 'utf8').catch(() => '');

/** What SQLite says of a file that is none, or no longer whole (26, 11); one that may not be opened or written is no such file. */
const damaged = /file is not a database|database disk image is malformed/;

/** What SQLite says of a file that this user may not open or write. */
const closed = /readonly database|unable to open database|access permission denied/i;
const noRoom = /database or disk is full|no space left/i;
const reasonChars = 200;

async function startFailed(folders: ServerFolders): Promise<NamedError> {
  const log = await logOf(folders);
  if (noRoom.test(log)) return diskFull();
  if (closed.test(log)) return noPermission(databaseFile(folders));
  // The cause stands at the end of a long chain.
  const last = log.trim().split('\n').at(-1) ?? '';
  const reason = last.length > reasonChars ? `… ${last.slice(-reasonChars)}` : last;
  return new NamedError(
    'temporal-start',
    reason === ''
      ? `The embedded Temporal server did not start within ${startLimitMs / 1000} s.`
      : `The embedded Temporal server did not start: ${reason}`,
    {
      hint: 'See temporal/server.log in the workspace. temporal/ may be moved aside while nothing runs here: all work is rebuilt at the next start.',
      exit: 'missingPart',
    },
  );
}

/** SQLite opens no file of a longer path: 512 bytes with the end of its journal's name. */
const longestPathBytes = 500;

/** Else the server would come up to nothing, and its log speaks of a file that cannot be opened. */
async function assertShortEnough(folders: ServerFolders): Promise<void> {
  await mkdir(folders.temporal, { recursive: true });
  const place = await realpath(folders.temporal);
  const bytes = Buffer.byteLength(databaseFile({ temporal: place }));
  if (bytes <= longestPathBytes) return;
  throw new NamedError(
    'workspace-too-deep',
    `the path of the workspace is too long for Temporal's database: ${bytes} bytes, at most ${longestPathBytes}`,
    {
      hint: 'Move the workspace into a folder with a shorter path (a Chinese character counts three bytes), or name a Temporal server by TEMPORAL_ADDRESS.',
      exit: 'missingPart',
    },
  );
}

/**
 * Starts the program; another port is tried when the chosen one was taken in between. No fact lies in the database alone, so a
 * damaged one gives way to an empty one.
 */
async function start(program: string, folders: ServerFolders, port: number | null, tell: Tell): Promise<ServerRecord> {
  await assertShortEnough(folders);
  for (let attempt = 1; attempt <= 3; attempt++) {
    const record = await spawnServer(program, port ?? (await freePort()), folders);
    // On a port that is not chosen just now somebody else may listen.
    if (await untilListening(record, folders, startLimitMs, port === null ? listens : serves)) return record;
    await endServer(record, folders);
    if (damaged.test(await logOf(folders)) && (await setAside(folders))) tell('database-aside');
  }
  throw await startFailed(folders);
}

/** The server a dead run left behind: adopted when it answers, else ended by its recorded process id. */
async function adopt(folders: ServerFolders): Promise<ServerRecord | null> {
  const record = await readRecord(folders);
  if (record === null || !(await isOurs(record.pid, folders))) return null;
  const listening = await untilListening(record, folders, 5_000);
  if (listening && (await servesTemporal(`127.0.0.1:${record.port}`))) return record;
  await endServer(record, folders);
  return null;
}

/** Ends the embedded server that a dead run left behind, before its folder goes away. */
export async function endLeftServer(folders: ServerFolders): Promise<void> {
  const record = await readRecord(folders);
  if (record !== null) await endServer(record, folders);
}

/** Starts the server again on the same port and database whenever it is gone: workflows go on where they were. */
class Guard {
  record: ServerRecord;
  hasGivenUp = false;
  readonly #folders: ServerFolders;
  readonly #program: () => Promise<string>;
  readonly #tell: Tell;
  readonly #stopped = new AbortController();
  #restarts: number[] = [];
  #watching: Promise<void>;

  constructor(record: ServerRecord, folders: ServerFolders, program: () => Promise<string>, tell: Tell) {
    this.record = record;
    this.#folders = folders;
    this.#program = program;
    this.#tell = tell;
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#watching;
    await endServer(this.record, this.#folders);
  }

  endHung(): Promise<void> {
    return endServer(this.record, this.#folders);
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const pauseMs = this.hasGivenUp ? pauseGivenUpMs : watchMs;
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted || (await isOurs(this.record.pid, this.#folders))) continue;
      if (!this.#mayRestart()) this.#giveUp('gave-up');
      try {
        this.record = await start(await this.#program(), this.#folders, this.record.port, this.#tell);
        this.hasGivenUp = false;
        this.#tell('restarted');
      } catch {
        // Counted as a restart; the next look tries again.
        if (await listens(this.record.port)) this.#giveUp('port-taken');
      }
    }
  }

  /** Connections and workers stay with the port: a keeper that is started anew takes another one. */
  #giveUp(why: 'gave-up' | 'port-taken'): void {
    if (!this.hasGivenUp) this.#tell(why, this.record.port);
    this.hasGivenUp = true;
  }

  #mayRestart(): boolean {
    const now = performance.now();
    this.#restarts = [...this.#restarts.filter((at) => now - at < 60_000), now];
    return this.#restarts.length <= maxRestartsPerMinute;
  }
}

/**
 * Temporal by the order: `settings.address`; a living server of this workspace; a program found or fetched.
 * Throws `temporal-unreachable` (address given, nobody there), `temporal-missing`, `temporal-start`, `no-permission`, `disk-full`, `workspace-too-deep`; all exit with missingPart.
 */
export async function getServer(
  settings: TemporalSettings,
  folders: ServerFolders,
  tell: Tell = () => undefined,
): Promise<TemporalServer> {
  if (settings.address !== null) {
    return {
      address: settings.address,
      kind: 'external',
      pid: null,
      isAway: false,
      from: 'external',
      endHung: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    };
  }
  const find = () => findProgram(settings, (step) => tell(`fetching-by-${step}`));
  const adopted = await adopt(folders);
  const found = adopted === null ? await find() : null;
  const record = adopted ?? (await start(found?.path ?? '', folders, null, tell));
  const guard = new Guard(record, folders, async () => (found ?? (await find())).path, tell);
  return {
    address: `127.0.0.1:${record.port}`,
    kind: 'embedded',
    get pid() {
      return guard.record.pid;
    },
    get isAway() {
      return guard.hasGivenUp;
    },
    from: found?.how ?? 'adopted',
    endHung: () => guard.endHung(),
    stop: () => guard.stop(),
  };
}
