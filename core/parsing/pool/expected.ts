import { fileURLToPath } from 'node:url';
import { compiledModule } from '../../archive/compiled.js';
import { startReading, type StartedReading } from './start-reading.js';

export const readingModule = (): string => fileURLToPath(compiledModule('./reading-thread.js', import.meta.url));

/** What begins the program is a module apart from the rest of it: what it started lies where both find it. */
const place = Symbol.for('sheetkeep.expected-reading');
const held = globalThis as { [place]?: StartedReading };

/** Starts a process that reads before there is a pool: for a program that is still loading the rest of itself. */
export function expectReading(threadMemoryMb: number): void {
  held[place] ??= startReading(threadMemoryMb, readingModule());
}

/** The process that was started so, if it is one of these limits and tasks and still there; else null. */
export function takeExpected(threadMemoryMb: number, module: string): StartedReading | null {
  const started = held[place];
  if (started?.threadMemoryMb !== threadMemoryMb || module !== started.module) return null;
  delete held[place];
  const { child, failure } = started;
  return failure === null && child.exitCode === null && child.signalCode === null ? started : null;
}
