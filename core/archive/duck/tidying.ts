/**
 * Moves the write-ahead log into the archive file when nobody writes: a commit is durable by its log alone, and a delivery that
 * touches every record would wait another second for the file.
 */
import { stat } from 'node:fs/promises';

const quietMs = 500;
/** As the engine would by itself at a commit. */
const worthBytes = 16 * 2 ** 20;
/** `checkpoint_threshold` of the engine: at that size a commit does it, however busy the archive is. */
export const mostLog = '256MB';

export class Tidying {
  readonly #log: string;
  readonly #checkpoint: () => Promise<void>;
  #timer: NodeJS.Timeout | null = null;

  constructor(archivePath: string, checkpoint: () => Promise<void>) {
    this.#log = `${archivePath}.wal`;
    this.#checkpoint = checkpoint;
  }

  /** To be called after each write. */
  touched(): void {
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => void this.#tidy(), quietMs).unref();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** What hinders it (a full disk) is told by the next write; the log stays. */
  async #tidy(): Promise<void> {
    this.#timer = null;
    const size = await stat(this.#log).then(
      (found) => found.size,
      () => 0,
    );
    if (size >= worthBytes) await this.#checkpoint().catch(() => undefined);
  }
}
