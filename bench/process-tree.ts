/** What this process and those of the program that it started take together; only this one where there is no /proc. */
import { readFileSync, readlinkSync } from 'node:fs';

const lookMs = 50;
/** Of /proc, on every Linux that Node runs on. */
const ticksPerSecond = 100;

const read = (process: number, file: string): string => {
  try {
    return readFileSync(`/proc/${process}/${file}`, 'latin1');
  } catch {
    return '';
  }
};

/** Temporal's server is none of them. */
function isOurs(process_: number): boolean {
  try {
    return readlinkSync(`/proc/${process_}/exe`) === readlinkSync('/proc/self/exe');
  } catch {
    return false;
  }
}

function startedBy(parent: number): number[] {
  const children = read(parent, `task/${parent}/children`).split(' ').filter(Boolean).map(Number);
  return children.filter(isOurs).flatMap((child) => [child, ...startedBy(child)]);
}

/** Of one that ended nothing is left to be told; its processor time is in its parent's. */
const rssMb = (process: number): number => Number(/VmRSS:\s+(\d+)/.exec(read(process, 'status'))?.[1] ?? 0) / 1024;

/** Fields 14 to 17 of its line, counted behind its name: own time and that of children that ended. */
function ticks(process: number): number[] {
  const fields = read(process, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return fields.slice(11, 15).map(Number);
}

/** Processor time of all of them so far. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const [, , ...ended] = ticks(process.pid);
  const others = [...ended, ...startedBy(process.pid).flatMap(ticks)];
  return (user + system) / 1e6 + others.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}

/** Looks at their memory until the program ends; answers the most that all took together so far. */
export function watchRss(): () => number {
  let peak = 0;
  const look = (): void => {
    const own = process.memoryUsage.rss() / 2 ** 20;
    peak = Math.max(
      peak,
      startedBy(process.pid)
        .map(rssMb)
        .reduce((sum, each) => sum + each, own),
    );
  };
  setInterval(look, lookMs).unref();
  return () => {
    look();
    return Math.max(peak, process.resourceUsage().maxRSS / 1024);
  };
}
