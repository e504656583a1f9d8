/** What a contender took, with the processes it started, as one JSON line for bin/bench.mjs. */
import { cpuSeconds, watchRss } from './process-tree.js';

export interface Measured {
  contender: string;
  /** Which delivery of the process this was, from 1. */
  delivery: number;
  rows: number;
  sizeBytes: number;
  wallSeconds: number;
  /** User and system time of all threads and processes: what counts on a busy machine. */
  cpuSeconds: number;
  /** Of all processes together, so far. */
  peakRssMb: number;
  /** Wall seconds per step, where there are steps. */
  steps?: Record<string, number>;
  /** Wall seconds afterwards, until the contender was at rest: nobody waits for them, and the next delivery is not measured in them. */
  restSeconds?: number;
  /** Counts of rows the contender tells. */
  counts?: Record<string, number>;
}

const peakRss = watchRss();
const seconds = (ms: number): number => Number((ms / 1000).toFixed(3));

/** Times `work`, waits until all is at rest and prints the line. */
export async function measure(
  about: Pick<Measured, 'contender' | 'delivery' | 'sizeBytes'>,
  work: (mark: (step: string) => void) => Promise<{ rows: number; counts?: Record<string, number> }>,
  rest: () => Promise<void> = async () => undefined,
): Promise<void> {
  const steps: Record<string, number> = {};
  const startMs = performance.now();
  const before = cpuSeconds();
  let lastMs = startMs;
  const mark = (step: string): void => {
    const now = performance.now();
    steps[step] = seconds(now - lastMs);
    lastMs = now;
  };
  const done = await work(mark);
  const endMs = performance.now();
  const wallSeconds = seconds(endMs - startMs);
  const cpu = seconds((cpuSeconds() - before) * 1000);
  const peakRssMb = Math.round(peakRss());
  await rest();
  const restSeconds = seconds(performance.now() - endMs);
  const measured: Measured = { ...about, ...done, wallSeconds, cpuSeconds: cpu, peakRssMb, steps, restSeconds };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
