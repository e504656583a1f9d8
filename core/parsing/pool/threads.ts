/** Piscina threads of this process. */
import type { Piscina } from 'piscina';
import { PoolFailure } from './tasks.js';

export interface ThreadLimits {
  maxThreads: number;
  threadMemoryMb: number;
  /** All start at once and stay. */
  warm: boolean;
}

/** `filename`: a module whose exports are the tasks. */
export async function startThreads(
  { maxThreads, threadMemoryMb, warm }: ThreadLimits,
  filename: string,
): Promise<Piscina> {
  const { Piscina } = await import('piscina');
  const piscina = new Piscina({
    filename,
    minThreads: warm ? maxThreads : 0,
    maxThreads,
    workerData: { warm },
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
  });
  // A thread that dies outside a task is replaced by the pool; the next task tells if something is wrong.
  piscina.on('error', () => undefined);
  return piscina;
}

/** How the message of an error of the operating system begins. */
const systemCode = /^(E[A-Z0-9]+): /;

/** Errors lose their class and their code between threads and processes; what the runtime says of a dead thread keeps it. */
export function threadFailure(error: unknown, threadMemoryMb: number): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new PoolFailure('thread-memory-limit', { threadMemoryMb }, error);
  const text = error instanceof Error ? error.message : '';
  if (/worker.*(?:exited|terminat)/i.test(text)) return new PoolFailure('thread-died', {}, error);
  const system = systemCode.exec(text)?.[1];
  return system === undefined ? error : Object.assign(error as Error, { code: system });
}
