/** From a file to its outcome: land it, drive its delivery, tell what it came to. */
import { join } from 'node:path';
import { type Delivery, deliveriesOf, findDelivery, lastOutcome } from '../../core/archive/log/deliveries.js';
import type { Session } from '../../core/archive/duck.js';
import { landFile } from '../../core/intake/land.js';
import { type Watch, type WatchEvent, watchInboxes } from '../../core/intake/watch.js';
import { NamedError } from '../../schemas/errors.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import type { DeliveryInput } from '../../schemas/steps.js';
import type { DeliveryAnswer } from './answers.js';
import type { Engine } from './engine.js';
import type { Parts } from './parts.js';

export interface Arrival {
  path: string;
  source: string;
  dataset: string | null;
  via: 'folder' | 'command';
  actor: string;
}

const zipPatienceMs = 600_000;
const lockPatienceMs = 4 * 3_600_000;

/** The name under which the same bytes came first and were committed. */
async function nameOfSame(s: Session, arrival: Delivery): Promise<string | null> {
  for (const one of (await deliveriesOf(s, arrival.sha256)).reverse()) {
    if (one.delivery !== arrival.delivery && (await lastOutcome(s, one.delivery))?.status === 'committed')
      return one.fileName;
  }
  return null;
}

export class Intake {
  readonly #parts: Parts;
  readonly #engine: Engine;
  readonly #listeners = new Set<(delivery: DeliveryAnswer) => void>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #onError: (error: unknown) => void;
  #watch: Watch | null = null;

  constructor(parts: Parts, engine: Engine, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#engine = engine;
    this.#onError = onError;
  }

  onDelivery(listener: (delivery: DeliveryAnswer) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get running(): number {
    return this.#running.size;
  }

  get waiting(): number {
    return this.#watch?.state().reduce((sum, folder) => sum + folder.waiting, 0) ?? 0;
  }

  /** Lands one file and answers its delivery; the outcome is awaited by `drive`. */
  async land(arrival: Arrival): Promise<string> {
    const { duck, store, paths, inFlight } = this.#parts;
    const landed = await landFile({ duck, store, tempFolder: paths.tmp }, arrival);
    if (arrival.via === 'folder') inFlight.add(landed.delivery, { path: arrival.path, identity: landed.identity });
    return landed.delivery;
  }

  /** Starts (or joins) the workflow of a delivery, waits for its end and tells it. */
  async drive(input: DeliveryInput, startedAt = performance.now()): Promise<DeliveryAnswer> {
    const work = this.#drive(input, startedAt);
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  async #drive(input: DeliveryInput, startedAt: number): Promise<DeliveryAnswer> {
    await this.#engine.starts.ingest(input);
    await this.#engine.starts.outcome(input.delivery);
    const answer = await this.answer(input.delivery, Math.round(performance.now() - startedAt));
    if (answer.batch !== null) await this.#engine.starts.publish(this.#parts.config.publish.debounceMs);
    for (const listener of this.#listeners) listener(answer);
    return answer;
  }

  /** What a delivery came to, with the words for it. Throws `delivery-open` when it has no outcome yet. */
  async answer(delivery: string, ms: number): Promise<DeliveryAnswer> {
    const { duck, config } = this.#parts;
    return duck.read(async (s) => {
      const arrival = await findDelivery(s, delivery);
      const outcome = await lastOutcome(s, delivery);
      if (!arrival || !outcome) throw new NamedError('delivery-open', `Delivery ${delivery} has no outcome yet.`);
      const { mappingVersion: _version, ...told } = outcome;
      const code = outcome.reason;
      const reason =
        code === null
          ? null
          : { code, message: message(code, {}, config.language), hint: hint(code, {}, config.language) };
      const same = outcome.status === 'duplicate' ? await nameOfSame(s, arrival) : null;
      return { ...told, file: arrival.fileName, reason, sameAs: same, ms };
    });
  }

  /** Watches the folders of all sources. */
  watch(tell: (event: WatchEvent) => void): void {
    const { config, paths, inFlight } = this.#parts;
    const sources = config.sources.map(({ name, folder }) => ({
      source: name,
      folder: join(paths.root, ...folder.split('/')),
    }));
    const { scanMs, settleMs, minAgeMs } = config.inbox;
    this.#watch = watchInboxes({
      sources,
      scanMs,
      rules: { settleMs, minAgeMs, lockPatienceMs, zipPatienceMs },
      inFlight,
      take: ({ source, path }) => this.#take(source, path),
      tell,
    });
  }

  async #take(source: string, path: string): Promise<void> {
    const dataset = this.#parts.config.sources.find((one) => one.name === source)?.dataset ?? null;
    const startedAt = performance.now();
    const delivery = await this.land({ path, source, dataset, via: 'folder', actor: 'keeper' });
    this.drive({ delivery }, startedAt).catch(this.#onError);
  }

  /** Takes nothing more; deliveries under way are left to the worker's own stop. */
  async stopWatching(): Promise<void> {
    await this.#watch?.stop();
    this.#watch = null;
  }
}
