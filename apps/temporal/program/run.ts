import { spawn } from 'node:child_process';

export interface RunResult {
  /** null = ended by the time limit or never started. */
  code: number | null;
  /** The last 4,000 characters of both streams. */
  output: string;
}

const keptChars = 4_000;

/** Runs a program to its end or to its time limit (then SIGKILL). Never throws. */
export function runProgram(
  command: string,
  args: readonly string[],
  limitMs: number,
  signal?: AbortSignal,
): Promise<RunResult> {
  return new Promise((done) => {
    const limit = AbortSignal.timeout(limitMs);
    const child = spawn(command, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const keep = (chunk: Buffer) => void (output = (output + chunk.toString('utf8')).slice(-keptChars));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', () => done({ code: null, output }));
    child.on('close', (code) => done({ code, output }));
  });
}
