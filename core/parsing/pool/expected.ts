import { fileURLToPath } from 'node:url';
import { compiledModule } from '../../archive/compiled.js';
import { Reader } from './reader.js';

export const readingModule = (): string => fileURLToPath(compiledModule('./reading-thread.js', import.meta.url));

let expected: { reader: Reader; threadMemoryMb: number } | null = null;

/** Starts a reader before there is a pool: for a program that is still loading the rest of itself. */
export function expectReading(threadMemoryMb: number): void {
  expected ??= { reader: new Reader(threadMemoryMb, readingModule()), threadMemoryMb };
}

/** The reader that was started so, if it is one of these limits and tasks; else null. */
export function takeExpected(threadMemoryMb: number, module: string): Reader | null {
  if (expected?.threadMemoryMb !== threadMemoryMb || module !== readingModule()) return null;
  const { reader } = expected;
  expected = null;
  return reader.ended ? null : reader;
}
