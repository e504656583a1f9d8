/** Room on the disk of the workspace: intake pauses before it runs out, so that what was taken can be finished. */
import { statfs } from 'node:fs/promises';

export interface RoomOptions {
  /** A folder on the disk that is watched. */
  folder: string;
  /** Below so much free space nothing more is taken. */
  minFreeBytes: number;
  /** Told once when the room runs out, and once when there is room again. */
  tell(event: 'no-room' | 'room-again'): void;
  /** Free bytes of a folder's disk. */
  freeBytes?: (folder: string) => Promise<number>;
}

const firstPauseMs = 1_000;
const lastPauseMs = 300_000;

export class Room {
  readonly #options: Required<RoomOptions>;
  #isShort = false;
  /** After a step met a full disk although there seemed to be room (a quota): longer each time, until it was well for a while. */
  #pauseMs = 0;
  #fullAtMs = -Infinity;

  constructor(options: RoomOptions) {
    this.#options = { freeBytes: freeBytesOf, ...options };
  }

  get isShort(): boolean {
    return this.#isShort;
  }

  /** Looks at the disk and tells when it ran out of room or has room again. */
  async look(): Promise<void> {
    const isPaused = performance.now() < this.#fullAtMs + this.#pauseMs;
    this.#set(isPaused || (await this.#free()) < this.#options.minFreeBytes);
  }

  /** A step met a full disk. */
  full(): void {
    const now = performance.now();
    const wasLongAgo = now > this.#fullAtMs + 3 * lastPauseMs;
    this.#pauseMs = wasLongAgo ? firstPauseMs : Math.min(2 * this.#pauseMs, lastPauseMs);
    this.#fullAtMs = now;
    this.#set(true);
  }

  /** Whether a file of that size may be taken now. */
  async has(sizeBytes: number): Promise<boolean> {
    if (this.#isShort) return false;
    return (await this.#free()) - sizeBytes >= this.#options.minFreeBytes;
  }

  #set(isShort: boolean): void {
    if (isShort === this.#isShort) return;
    this.#isShort = isShort;
    this.#options.tell(isShort ? 'no-room' : 'room-again');
  }

  /** A disk that cannot be asked holds nothing back. */
  async #free(): Promise<number> {
    return this.#options.freeBytes(this.#options.folder).catch(() => Infinity);
  }
}

/** Free bytes as far as the user of this process may use them. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
