/** Watches the inbox folders: events are hints, a scan at an interval is the truth. */
import { watch as chokidarWatch, type FSWatcher } from 'chokidar';
import { setTimeout as sleep } from 'node:timers/promises';
import { FolderWatch, type FolderState } from './folder-watch.js';
import type { WatchedSource, WatchOptions } from './watching.js';

export interface Watch {
  /** One scan of all folders now, after the one that may be running. */
  scan(): Promise<void>;
  state(): FolderState[];
  /** Takes nothing more; waits for the scan that runs. */
  stop(): Promise<void>;
}

const hintDelayMs = 50;

/** chokidar looks at every file of a folder at each event: with more than these its hints cost more than the looks they hint at. */
const mostHinted = 256;

/** Begins watching; the first scan runs at once. */
export function watchInboxes(options: WatchOptions): Watch {
  const stopped = new AbortController();
  const folders = options.sources.map((source) => new FolderWatch(source, options));
  const hints = new Hints(options.sources);
  let running: Promise<void> = Promise.resolve();
  const scan = () =>
    (running = running.then(async () => {
      await options.room?.look();
      await scanAll(folders, hints, stopped.signal);
    }));
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await scan();
      await hints.wait(pauseMs(folders, options), stopped.signal);
    }
  })();
  return {
    scan,
    state: () => folders.map((folder) => folder.state()),
    stop: async () => {
      stopped.abort();
      await Promise.all([loop, hints.close()]);
      await running;
    },
  };
}

/** While something still moves the next look comes as soon as it could be ready; at once where files only wait their turn. */
function pauseMs(folders: readonly FolderWatch[], { scanMs, rules }: WatchOptions): number {
  const waiting = folders.flatMap((folder) => folder.waiting);
  if (waiting.some(({ reason }) => reason === 'turn')) return 0;
  return waiting.length > 0 ? Math.min(scanMs, Math.max(rules.settleMs, hintDelayMs)) : scanMs;
}

async function scanAll(folders: readonly FolderWatch[], hints: Hints, signal: AbortSignal): Promise<void> {
  for (const folder of folders) {
    if (signal.aborted) return;
    const changed = await folder.scan(signal);
    if (folder.waiting.length > mostHinted) await hints.rest(folder.folder);
    // A watched folder that was removed and made again gives no event ever again: watch it anew.
    else if (changed) await hints.renew(folder.folder);
    else hints.resume(folder.folder);
  }
}

/** chokidar's events, reduced to "look again soon". */
class Hints {
  #watchers = new Map<string, FSWatcher>();
  #wake: () => void = () => undefined;
  #pending = false;

  constructor(sources: readonly WatchedSource[]) {
    for (const { folder } of sources) this.#open(folder);
  }

  async renew(folder: string): Promise<void> {
    await this.rest(folder);
    this.#open(folder);
  }

  /** No hints of a folder until it is resumed. */
  async rest(folder: string): Promise<void> {
    await this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  resume(folder: string): void {
    if (!this.#watchers.has(folder)) this.#open(folder);
  }

  /** Until a hint, the time or the end. */
  async wait(pauseMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#pending) {
      const woken = new Promise<void>((done) => (this.#wake = done));
      const timer = new AbortController();
      const end = AbortSignal.any([signal, timer.signal]);
      await Promise.race([woken, sleep(pauseMs, undefined, { signal: end }).catch(() => undefined)]);
      timer.abort();
    }
    this.#pending = false;
    if (!signal.aborted) await sleep(hintDelayMs, undefined, { signal }).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#hint();
    await Promise.all(Array.from(this.#watchers.values(), (watcher) => watcher.close()));
  }

  #hint(): void {
    this.#pending = true;
    this.#wake();
  }

  #open(folder: string): void {
    const watcher = chokidarWatch(folder, { depth: 0, ignoreInitial: true, followSymlinks: false, persistent: true });
    watcher.on('all', () => this.#hint());
    // Too many watches, a share without events: the scan goes on.
    watcher.on('error', () => undefined);
    this.#watchers.set(folder, watcher);
  }
}
