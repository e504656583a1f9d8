/** The program as people run it: `bin/sheetkeep` in a process of its own, workspaces in a temporary folder. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

export const bin = fileURLToPath(new URL('../../bin/sheetkeep', import.meta.url));

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** Locale and Temporal of the machine that runs the tests do not count. */
const environment = (env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const { TEMPORAL_ADDRESS: _address, LC_ALL: _all, LC_MESSAGES: _messages, ...rest } = process.env;
  return { ...rest, LANG: 'C.UTF-8', ...env };
};

const start = (args: readonly string[], { cwd, env }: RunOptions) =>
  spawn(process.execPath, [bin, ...args], { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs one command to its end; `interruptAt`: Ctrl-C as soon as stderr holds this. */
export function run(args: readonly string[], options: RunOptions = {}, interruptAt?: string): Promise<Ran> {
  const child = start(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const isSeen = interruptAt === undefined || stderr.includes(interruptAt);
    stderr += text;
    if (!isSeen && stderr.includes(interruptAt)) child.kill('SIGINT');
  });
  return new Promise((done) => {
    child.once('close', (code) => done({ code, stdout, stderr }));
  });
}

/** Runs a command with --json: its exit code and the one object that stdout holds. Throws when stdout holds anything else. */
export async function runJson<T = JsonObject>(
  args: readonly string[],
  options: RunOptions = {},
): Promise<{ code: number | null; json: T; stderr: string }> {
  const { code, stdout, stderr } = await run([...args, '--json'], options);
  return { code, json: JSON.parse(stdout) as T, stderr };
}

export interface Delivered {
  delivery: string;
  batch: string | null;
  status: string;
  reason: { code: string; message: string; hint: string } | null;
  receipt: string | null;
  rows: number;
  accepted: number;
  new: number;
  changed: number;
  unchanged: number;
  rejected: number;
  duplicates: number;
  skipped: number;
  gone: number;
  file: string;
}

/** A running `sheetkeep up`. */
export interface Up {
  pid: number;
  /** Ends with SIGINT as Ctrl-C does below npm, which passes it on once more; answers the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
  /** The outcome of the next delivery of that file name, also one told before. */
  delivered(fileName: string): Promise<Delivered>;
  stderr(): string;
}

export async function startUp(root: string, env?: NodeJS.ProcessEnv): Promise<Up> {
  const child = start(['up', '--json', '--workspace', root], env ? { env } : {});
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const one of waiting) one();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    wake();
  });
  const ended = new Promise<number | null>((done) => {
    child.once('close', (code) => {
      done(code);
      wake();
    });
  });
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((done, failed) => {
      const look = () => {
        const found = find();
        const over = child.exitCode !== null || child.signalCode !== null;
        if (found === undefined && !over) return;
        waiting.delete(look);
        if (found !== undefined) done(found);
        else failed(new Error(`the keeper ended: ${err}${out}`));
      };
      waiting.add(look);
      look();
    });
  await until(() => (err.includes('Ctrl-C') ? true : undefined));
  const told = () =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Delivered);
  return {
    pid: child.pid ?? 0,
    stop: () => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGINT'), 50);
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    delivered: (name) => until(() => told().find(({ file }) => file === name)),
    stderr: () => err,
  };
}

/** A handful of rows is one thread's work, and a second one costs a quarter more; the demo takes several. */
export const fewThreads = 'threads: { archive: 1 }';

/** Puts that into the settings which `init` wrote. */
export function useFewThreads(root: string): void {
  const settings = join(root, 'sheetkeep.config.ts');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('defineConfig({', `defineConfig({ ${fewThreads},`));
}

/** A temporary folder with the verbs of one workspace. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'keep-e2e-'));
  readonly root: string;

  constructor(name = 'ws') {
    this.root = join(this.folder, name);
  }

  async init(...options: string[]): Promise<void> {
    const made = await run(['init', this.root, ...options]);
    if (made.code !== 0) throw new Error(made.stderr);
    useFewThreads(this.root);
  }

  private get settings(): string {
    return join(this.root, 'sheetkeep.config.ts');
  }

  /** Replaces the settings. */
  configure(settings: string): void {
    const all = `{ ${fewThreads}, ...${settings} }`;
    writeFileSync(this.settings, `import { defineConfig } from 'sheetkeep';\nexport default defineConfig(${all});\n`);
  }

  /** A file beside the workspace. */
  file(name: string, bytes: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  }

  run = (...args: string[]): Promise<Ran> => run([...args, '--workspace', this.root]);
  json = <T = JsonObject>(...args: string[]) => runJson<T>([...args, '--workspace', this.root]);

  /** Files in one command. */
  async ingestAll(paths: readonly string[], ...options: string[]): Promise<Delivered[]> {
    const { json } = await this.json<{ deliveries: Delivered[] }>('ingest', ...paths, ...options);
    if (!json.deliveries?.[0]) throw new Error(JSON.stringify(json));
    return json.deliveries;
  }

  async ingest(path: string, ...options: string[]): Promise<Delivered> {
    const [first] = await this.ingestAll([path], ...options);
    return first as Delivered;
  }

  /** A file of that name and content, taken in for a dataset. */
  send = (name: string, bytes: string | Uint8Array, dataset = 'customers'): Promise<Delivered> =>
    this.ingest(this.file(name, bytes), '--dataset', dataset);

  /** Rows of a query on the published copy. */
  async sql<T = JsonObject>(query: string): Promise<T[]> {
    const { code, stdout, stderr } = await this.run('sql', query, '--format', 'ndjson');
    if (code !== 0) throw new Error(stderr);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A desk with a running keeper for the tests of a file, in Chinese. */
export class KeptDesk extends Desk {
  keeper!: Up;

  static forTests(name: string): KeptDesk {
    const desk = new KeptDesk(name);
    beforeAll(async () => {
      await desk.init('--lang', 'zh');
      desk.configure("{ language: 'zh', timeZone: 'Asia/Shanghai' }");
      desk.keeper = await startUp(desk.root);
    });
    afterAll(async () => {
      await desk.keeper?.stop();
      desk.remove();
    });
    return desk;
  }
}
