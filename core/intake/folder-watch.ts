/** One inbox folder from scan to scan. */
import { stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { openRegular } from './claim.js';
import { bringBackIfWritten } from './done.js';
import { sameIdentity, type FileIdentity } from './identity.js';
import { scanFolder } from './scan.js';
import { Settler, type Decisions, type Seen, type Skipped } from './settle.js';
import type { WatchedSource, WatchOptions } from './watching.js';
import { zipIsWhole } from './zip-end.js';

export interface FolderState {
  source: string;
  /** false = not there or not readable at the last scan. */
  there: boolean;
  waiting: WaitingFile[];
  /** What lies there and is no file: never taken. */
  leftAlone: Skipped[];
}

/**
 * A file that is not taken yet. moving: it may still be written to; open: a program has it open; not-whole: the end of the
 * workbook is missing; no-room: the disk of the workspace is too full; not-taken: it could not be taken and is tried again;
 * turn: others come first.
 */
export interface WaitingFile {
  name: string;
  reason: 'moving' | 'open' | 'not-whole' | 'no-room' | 'not-taken' | 'turn';
}

interface Failure {
  identity: FileIdentity;
  tries: number;
  notBeforeMs: number;
}

/** A folder has so many files taken at one look; then the others have theirs. */
const atOneLook = 16;

/** So many times as long as thousands of files took to look at their turns are waited for. */
const perListing = 10;
const longestTurnsMs = 5_000;

const firstRetryMs = 1_000;
const lastRetryMs = 300_000;

export class FolderWatch {
  readonly folder: string;
  waiting: WaitingFile[] = [];
  #leftAlone: Skipped[] = [];
  readonly #source: string;
  readonly #options: WatchOptions;
  readonly #settler: Settler;
  readonly #nested: ReadonlySet<string>;
  #place: string | null | undefined;
  #told: string | null = null;
  #failures = new Map<string, Failure>();
  #cut = new Map<string, { identity: FileIdentity; sinceMs: number }>();
  /** Names that a person was told to wait for, with what for. */
  #waitsTold = new Map<string, string>();

  constructor(source: WatchedSource, options: WatchOptions) {
    this.folder = source.folder;
    this.#source = source.source;
    this.#options = options;
    this.#settler = new Settler(options.rules);
    const below = `${source.folder}${sep}`;
    const inside = options.sources.filter((other) => other.folder.startsWith(below));
    this.#nested = new Set(inside.map((other) => other.folder.slice(below.length).split(sep)[0] ?? ''));
  }

  state(): FolderState {
    const there = typeof this.#place === 'string';
    return { source: this.#source, there, waiting: this.waiting, leftAlone: this.#leftAlone };
  }

  /** Looks once and takes what is ready. True = the folder is another one than at the last scan. */
  async scan(signal: AbortSignal): Promise<boolean> {
    const changed = await this.#lookAtPlace();
    await this.#takeBack();
    const listedMs = performance.now();
    const seen = await this.#list();
    const dearMs = Math.min(longestTurnsMs, perListing * (performance.now() - listedMs));
    const patienceMs = Math.max(this.#options.scanMs, dearMs);
    this.#leftAlone = (seen ?? []).flatMap(({ name, kind }) => (kind === 'file' ? [] : [{ name, reason: kind }]));
    if (seen === null) return changed;
    const fresh = seen.filter((entry) => !this.#options.inFlight.holds(join(this.folder, entry.name), entry.identity));
    const now = { steadyMs: performance.now(), wallMs: Date.now() };
    const decisions = this.#settler.observe(fresh, now);
    for (const { name, reason } of decisions.skipped) {
      this.#options.tell({ kind: 'skipped', source: this.#source, name, reason });
    }
    await this.#takeReady(decisions, signal, patienceMs);
    this.#forgetGone(new Set(seen.map((entry) => entry.name)));
    this.#tellWaits();
    return changed;
  }

  /** Of many files a few; waits for a turn no longer than for the next look, where a look is dear for a few times its own time. What is taken is no longer told to wait. */
  async #takeReady({ ready, waiting }: Decisions, signal: AbortSignal, patienceMs: number): Promise<void> {
    // Not by AbortSignal.any and timeout: nobody else holds those, and one that was collected never fires.
    const patience = new AbortController();
    const end = () => patience.abort();
    const timer = setTimeout(end, patienceMs);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      await this.#takeSome(ready, waiting, patience.signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  async #takeSome(ready: readonly Seen[], waiting: readonly WaitingFile[], patience: AbortSignal): Promise<void> {
    const turns = ready.map(({ name }): WaitingFile => ({ name, reason: 'turn' }));
    const left: WaitingFile[] = [...waiting];
    this.waiting = [...left, ...turns];
    let taken = 0;
    for (const entry of ready) {
      if (patience.aborted || taken === atOneLook) break;
      const reason = await this.#take(entry, patience);
      turns.shift();
      if (reason === null) taken += 1;
      else if (reason !== 'gone') left.push({ name: entry.name, reason });
      this.waiting = [...left, ...turns];
    }
  }

  /** Says once of a file that a person may have to do something about. */
  #tellWaits(): void {
    const told = new Map<string, string>();
    for (const { name, reason } of this.waiting) {
      if (reason === 'moving' || reason === 'not-taken' || reason === 'turn') continue;
      told.set(name, reason);
      if (this.#waitsTold.get(name) !== reason)
        this.#options.tell({ kind: 'waits', source: this.#source, name, reason });
    }
    this.#waitsTold = told;
  }

  async #lookAtPlace(): Promise<boolean> {
    const found = await stat(this.folder).catch(() => null);
    const place = found?.isDirectory() ? `${found.dev}:${found.ino}` : null;
    const before = this.#place;
    this.#place = place;
    if (before === undefined || before === place || place === null) return false;
    // There all the time, but not to be read: whether it can be read again is known when it is listed.
    if (this.#told === 'folder-unreadable') return true;
    this.#options.tell({ kind: before === null ? 'folder-back' : 'folder-replaced', source: this.#source });
    return true;
  }

  /** A sender that went on writing after its file was taken writes into `done/`: the file comes back as a new delivery. */
  async #takeBack(): Promise<void> {
    for (const moved of this.#options.inFlight.movedFrom(this.folder)) {
      if (!(await bringBackIfWritten(moved, moved.from).catch(() => false))) continue;
      this.#options.tell({ kind: 'taken-back', source: this.#source, name: basename(moved.from) });
    }
  }

  /** null = the folder cannot be listed: told once, and never taken for an empty one. */
  async #list(): Promise<Seen[] | null> {
    try {
      const seen = await scanFolder(this.folder, this.#nested);
      if (this.#told === 'folder-unreadable') this.#options.tell({ kind: 'folder-back', source: this.#source });
      this.#told = null;
      return seen;
    } catch (error) {
      const code = error instanceof NamedError ? error.code : 'folder-unreadable';
      const kind = code === 'folder-gone' ? 'folder-gone' : 'folder-unreadable';
      if (this.#told !== kind) this.#options.tell({ kind, source: this.#source });
      this.#told = kind;
      this.#place = null;
      return null;
    }
  }

  /** null = taken; `gone` = it left since it was seen, as one does whose delivery ended meanwhile; else why not yet. */
  async #take(entry: Seen, patience: AbortSignal): Promise<WaitingFile['reason'] | 'gone' | null> {
    const path = join(this.folder, entry.name);
    const failed = this.#failures.get(entry.name);
    if (failed && failed.notBeforeMs > performance.now()) return 'not-taken';
    try {
      if (!(await this.#whole(entry, path))) return 'not-whole';
      if ((await this.#options.room?.has(entry.identity.sizeBytes)) === false) return 'no-room';
      await this.#options.take({ source: this.#source, path, name: entry.name }, patience);
      this.#failures.delete(entry.name);
      return null;
    } catch (error) {
      if (patience.aborted) return 'turn';
      this.#failed(entry, error);
      return error instanceof NamedError && error.code === 'file-gone' ? 'gone' : 'not-taken';
    }
  }

  /** A workbook that is cut short may still be on its way; after a time without a change it is taken as it is, and refused by name. */
  async #whole(entry: Seen, path: string): Promise<boolean> {
    const { file, identity } = await openRegular(path);
    try {
      if (await zipIsWhole(file, identity.sizeBytes)) return true;
    } finally {
      await file.close();
    }
    const before = this.#cut.get(entry.name);
    const sinceMs = before && sameIdentity(before.identity, identity) ? before.sinceMs : performance.now();
    this.#cut.set(entry.name, { identity, sinceMs });
    return performance.now() - sinceMs >= this.#options.rules.zipPatienceMs;
  }

  #failed(entry: Seen, thrown: unknown): void {
    const error = thrown instanceof NamedError ? thrown : null;
    const code = error?.code ?? 'unexpected';
    if (code === 'file-changing' || code === 'file-gone') return this.#settler.forget(entry.name);
    if (code === 'disk-full') this.#options.room?.full();
    const before = this.#failures.get(entry.name);
    const tries = (before?.tries ?? 0) + 1;
    const pauseMs = Math.min(firstRetryMs * 2 ** (tries - 1), lastRetryMs);
    this.#failures.set(entry.name, { identity: entry.identity, tries, notBeforeMs: performance.now() + pauseMs });
    if (tries === 1)
      this.#options.tell({ kind: 'not-taken', source: this.#source, name: entry.name, why: thrown, retried: true });
  }

  #forgetGone(there: ReadonlySet<string>): void {
    for (const known of [this.#failures, this.#cut]) {
      for (const name of known.keys()) if (!there.has(name)) known.delete(name);
    }
  }
}
