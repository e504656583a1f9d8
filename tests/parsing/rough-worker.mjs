// The tasks of a pool on their worst days: `parse` does what the file name says. Every other file is told with the process that read it.
import { writeFileSync } from 'node:fs';

const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const acts = {
  'loop.csv': () => {
    for (;;);
  },
  'exit.csv': () => process.exit(3),
  'bug.csv': () => {
    throw new RangeError('no such row');
  },
  'full.csv': () => writeFileSync('/dev/full', 'x'),
  'slow.csv': () => wait(1500),
  // What everything of a service is told at once.
  'told.csv': () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.kill(process.pid, signal);
    wait(200);
  },
  'large.csv': () => void (globalThis.kept = Buffer.alloc(200 << 20, 1)),
  'objects.csv': () => {
    const kept = [];
    for (;;) kept.push({ at: kept.length, cells: [kept.length] });
  },
  'array.csv': () => {
    const kept = [];
    for (;;) kept.push(kept.length);
  },
  'set.csv': () => {
    const kept = new Set();
    for (;;) kept.add(kept.size);
  },
  'map.csv': () => {
    const kept = new Map();
    for (;;) kept.set(kept.size, kept.size);
  },
  'names.csv': () => {
    const kept = {};
    for (let at = 0; ; at += 1) kept[`name ${at}`] = at;
  },
  // Outside of the heap.
  'bytes.csv': () => {
    const kept = [];
    for (;;) kept.push(Buffer.alloc(1 << 20, kept.length));
  },
};

export function parse({ path, fileName }) {
  writeFileSync(`${path}.process`, String(process.pid));
  acts[fileName]?.();
  return { ok: false, code: 'empty-file', params: { process: process.pid } };
}
