/** Starts the keeper child and listens to what it says. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import { endServer, readRecord } from '../../apps/temporal/process.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import type { StepOutcome } from '../../schemas/steps.js';

export interface Said {
  ready?: number;
  step?: string;
  landed?: string;
  done?: StepOutcome;
  error?: string;
  kind?: string;
}

const project = fileURLToPath(new URL('../../', import.meta.url));
const script = join(project, '.cache', 'faults', 'keeper-child.mjs');

/** The child runs the built program, as users do: only the modules of the tests are bundled. */
const fromDist: Plugin = {
  name: 'from-dist',
  setup: (building) =>
    building.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const module = relative(project, resolve(resolveDir, path)).replaceAll(sep, '/');
      return module.startsWith('tests/') ? undefined : { path: `../../dist/${module}`, external: true };
    }),
};

const buildKeeper = () =>
  build({
    entryPoints: [fileURLToPath(new URL('./keeper-child.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    packages: 'external',
    plugins: [fromDist],
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });

export function startKeeper(root: string) {
  const child = spawn(process.execPath, [script, root], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Said[] = [];
  let noise = '';
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const one of waiting) one();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(JSON.parse(line) as Said);
    wake();
  });
  child.stderr.on('data', (chunk: Buffer) => void (noise = (noise + chunk.toString('utf8')).slice(-4_000)));
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.once('exit', (code, signal) => {
      done(signal ?? code);
      wake();
    });
  });
  /** The first thing said that fits; rejects when the process ends before. */
  const until = (fits: (one: Said) => boolean) =>
    new Promise<Said>((done, failed) => {
      const look = () => {
        const found = said.find(fits);
        if (!found && child.exitCode === null && child.signalCode === null) return;
        waiting.delete(look);
        if (found) done(found);
        else failed(new Error(`the keeper ended: ${noise}`));
      };
      waiting.add(look);
      look();
    });
  const errors = () => said.flatMap(({ error }) => error ?? []);
  return { child, said, errors, until, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

/** A workspace with an inbox of customers for each test of a file, removed with its Temporal server afterwards. */
export function makeRoom(name: string): { root: () => string } {
  let root = '';
  beforeAll(async () => {
    await buildKeeper();
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), `keep-${name}-`));
    mkdirSync(join(root, 'inbox', 'customers'), { recursive: true });
  });
  afterEach(async () => {
    const paths = workspacePaths(root);
    const server = await readRecord(paths);
    if (server) await endServer(server, paths);
    rmSync(root, { recursive: true, force: true });
  });
  return { root: () => root };
}
