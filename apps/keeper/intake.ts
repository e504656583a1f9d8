/** From a file to its outcome: land it, drive its delivery, tell what it came to. */
import { join } from 'node:path';
import { type Delivery, deliveriesOf, findDelivery, lastOutcome } from '../../core/archive/log/deliveries.js';
import { toldOf } from '../../core/archive/log/commit-told.js';
import { leftOutOf, membersOf } from '../../core/archive/log/members.js';
import { reasonParams } from '../../core/archive/log/reasons.js';
import type { Session } from '../../core/archive/duck.js';
import { lookAt } from '../../core/intake/identity.js';
import { landFile } from '../../core/intake/land.js';
import { Room } from '../../core/intake/room.js';
import { type Watch, watchInboxes } from '../../core/intake/watch.js';
import type { WatchEvent } from '../../core/intake/watching.js';
import { NamedError } from '../../schemas/errors.js';
import { watchedFolders } from '../../schemas/config.js';
import { hint, issueLevel, message } from '../../schemas/issues/catalogue.js';
import type { Lang } from '../../schemas/issues/issue.js';
import type { DeliveryInput } from '../../schemas/steps.js';
import type { DeliveryAnswer } from './answers.js';
import type { Engine } from './engine.js';
import type { Parts } from './parts.js';
import { Turns } from './turns.js';

export interface Arrival {
  path: string;
  source: string;
  dataset: string | null;
  via: 'folder' | 'command';
  actor: string;
}

/** A delivery under way; `ended` need not be awaited. */
export interface Begun {
  delivery: string;
  ended: Promise<DeliveryAnswer>;
}

/**
 * Deliveries under way at once: enough that no step is idle, and fewer than the worker keeps in memory. With thousands
 * of them each step would be played again from the start, and nothing would come to its end.
 */
const atOnce = (threads: number): number => Math.min(40, 4 * (threads + 2));

const mostDrives = 3;
const openHint = 'Its file is kept. "sheetkeep status" shows it; "sheetkeep reconcile" drives it again.';

/** A copy over a network pauses for seconds, not for a minute; one that goes on later is a new delivery. */
const zipPatienceMs = 60_000;
const lockPatienceMs = 4 * 3_600_000;

/** The name under which the same bytes came first and were committed. */
async function nameOfSame(s: Session, arrival: Delivery): Promise<string | null> {
  for (const one of (await deliveriesOf(s, arrival.sha256)).reverse()) {
    if (one.delivery !== arrival.delivery && (await lastOutcome(s, one.delivery))?.status === 'committed')
      return one.fileName;
  }
  return null;
}

async function packedIn(
  lang: Lang,
  s: Session,
  { delivery, via, parent }: Delivery,
): Promise<Pick<DeliveryAnswer, 'parent' | 'members' | 'leftOut'>> {
  const leftOut = (await leftOutOf(s, delivery)).map(({ name, code }) => ({
    member: name,
    code,
    level: issueLevel(code),
    message: message(code, {}, lang),
    hint: hint(code, {}, lang),
  }));
  const members = (await membersOf(s, delivery)).map((member) => member.delivery);
  return { parent: via === 'member' ? parent : null, members, leftOut };
}

async function reasonIn(lang: Lang, s: Session, delivery: string, code: string): Promise<DeliveryAnswer['reason']> {
  const params = await reasonParams(s, delivery, code);
  return { code, message: message(code, params, lang), hint: hint(code, params, lang) };
}

export class Intake {
  readonly #parts: Parts;
  readonly #engine: Engine;
  /** Of what is told to those who listen. */
  readonly #lang: Lang;
  readonly #listeners = new Set<(delivery: DeliveryAnswer) => void>();
  readonly #running = new Set<Promise<unknown>>();
  /** Deliveries whose end is awaited here: by how many, and whether it was told. */
  readonly #driven = new Map<string, { waiting: number; isTold: boolean }>();
  readonly #onError: (error: unknown) => void;
  readonly #turns: Turns;
  #watch: Watch | null = null;
  #room: Room | null = null;

  constructor(parts: Parts, engine: Engine, lang: Lang, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#engine = engine;
    this.#lang = lang;
    this.#turns = new Turns(atOnce(parts.config.threads.parse));
    this.#onError = onError;
  }

  onDelivery(listener: (delivery: DeliveryAnswer) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get running(): number {
    return this.#running.size;
  }

  /** Files that lie in the inboxes and are not taken yet. */
  get waiting(): { source: string; file: string; reason: string }[] {
    const folders = this.#watch?.state() ?? [];
    return folders.flatMap(({ source, waiting }) =>
      waiting.map(({ name, reason }) => ({ source, file: name, reason })),
    );
  }

  /** What lies in the inboxes and is no file (a folder, a link): never taken. */
  get leftAlone(): { source: string; file: string; reason: string }[] {
    const folders = this.#watch?.state() ?? [];
    return folders.flatMap(({ source, leftAlone }) =>
      leftAlone.map(({ name, reason }) => ({ source, file: name, reason })),
    );
  }

  /** Waits for its turn, then lands a file and starts its delivery. */
  arrive(arrival: Arrival, signal?: AbortSignal): Promise<Begun> {
    return this.#inTurn(() => this.#land(arrival), signal);
  }

  /** Waits for its turn, then drives a delivery that landed before. */
  goOn(input: DeliveryInput): Promise<Begun> {
    return this.#inTurn(() => Promise.resolve(input));
  }

  async #inTurn(landed: () => Promise<DeliveryInput & { leaves?: string }>, signal?: AbortSignal): Promise<Begun> {
    const endTurn = await this.#turns.take(signal);
    try {
      const startedAt = performance.now();
      const { leaves, ...input } = await landed();
      const work = leaves === undefined ? this.drive(input, startedAt) : this.#leave(input.delivery, leaves);
      const ended = work.finally(() => {
        endTurn();
        this.#parts.pool.standBy();
      });
      // Who awaits it is told; nobody has to.
      ended.catch(() => undefined);
      return { delivery: input.delivery, ended };
    } catch (thrown) {
      endTurn();
      throw thrown;
    }
  }

  /** `leaves`: the path of a file that was taken before, has its outcome and only did not leave its inbox. */
  async #land(arrival: Arrival): Promise<DeliveryInput & { leaves?: string }> {
    const { duck, store, pool, paths, inFlight } = this.#parts;
    pool.prepare();
    const landed = await landFile({ duck, store, tempFolder: paths.tmp }, arrival);
    if (arrival.via === 'folder') inFlight.add(landed.delivery, { path: arrival.path, identity: landed.identity });
    const { delivery } = landed;
    return landed.concluded ? { delivery, leaves: arrival.path } : { delivery };
  }

  /** Its outcome stands and is not told once more; a workflow of the run before may move it, too. */
  async #leave(delivery: string, path: string): Promise<DeliveryAnswer> {
    await this.#engine.settle(delivery).catch(async (thrown: unknown) => {
      if ((await lookAt(path)) !== null) throw thrown;
    });
    return this.answer(delivery, 0);
  }

  /** The end of the delivery is awaited here already. */
  isDriving(delivery: string): boolean {
    return this.#driven.has(delivery);
  }

  /** Starts (or joins) the workflow of a delivery, waits for its end and tells it. */
  async drive(input: DeliveryInput, startedAt = performance.now()): Promise<DeliveryAnswer> {
    const { delivery } = input;
    const driven = this.#driven.get(delivery) ?? { waiting: 0, isTold: false };
    driven.waiting += 1;
    this.#driven.set(delivery, driven);
    const work = this.#drive(input, startedAt, driven);
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
      driven.waiting -= 1;
      if (driven.waiting === 0) this.#driven.delete(delivery);
    }
  }

  /** A delivery has its outcome; one that an answer let go on is told here, as nobody waits for it. */
  async concluded(delivery: string): Promise<void> {
    if (this.#driven.has(delivery)) return;
    const answer = await this.answer(delivery, 0);
    for (const listener of this.#listeners) listener(answer);
  }

  async #drive(input: DeliveryInput, startedAt: number, driven: { isTold: boolean }): Promise<DeliveryAnswer> {
    const answer = await this.#toItsEnd(input, startedAt);
    if (answer.status === 'committed') await this.#engine.starts.publish(this.#parts.config.publish);
    if (driven.isTold) return answer;
    driven.isTold = true;
    for (const listener of this.#listeners) listener(answer);
    return answer;
  }

  /** An outcome is committed before its workflow ends. Should one not be seen all the same, its end is asked for again: that changes nothing. */
  async #toItsEnd(input: DeliveryInput, startedAt: number): Promise<DeliveryAnswer> {
    for (let drives = 1; ; drives += 1) {
      await this.#engine.starts.drive(input);
      try {
        return await this.answer(input.delivery, Math.round(performance.now() - startedAt));
      } catch (thrown) {
        if (!(thrown instanceof NamedError) || thrown.code !== 'delivery-open' || drives === mostDrives) throw thrown;
      }
    }
  }

  /** What a delivery came to, with the words for it. Throws `delivery-open` when it has no outcome yet. */
  async answer(delivery: string, ms: number, lang: Lang = this.#lang): Promise<DeliveryAnswer> {
    const { duck, store } = this.#parts;
    return duck.read(async (s) => {
      const arrival = await findDelivery(s, delivery);
      const outcome = await lastOutcome(s, delivery);
      if (!arrival || !outcome)
        throw new NamedError('delivery-open', `Delivery ${delivery} has no outcome yet.`, { hint: openHint });
      const { mappingVersion: _version, receipt, ...told } = outcome;
      const reason = outcome.reason === null ? null : await reasonIn(lang, s, delivery, outcome.reason);
      const same = outcome.status === 'duplicate' ? await nameOfSame(s, arrival) : null;
      const workbook = receipt === null ? null : store.resolve(receipt);
      const packed = await packedIn(lang, s, arrival);
      const beside = await toldOf(s, told.batch);
      return { ...told, ...beside, receipt: workbook, file: arrival.fileName, reason, ...packed, sameAs: same, ms };
    });
  }

  /** A step met a full disk: nothing more is taken until there is room. */
  diskFull(): void {
    this.#room?.full();
  }

  /** Watches the folders of all sources, as long as there is room on the disk. */
  watch(tell: (event: WatchEvent) => void, tellRoom: (event: 'no-room' | 'room-again') => void): void {
    const { config, paths, inFlight } = this.#parts;
    const room = new Room({ folder: paths.root, minFreeBytes: config.disk.minFreeMb * 2 ** 20, tell: tellRoom });
    this.#room = room;
    const sources = watchedFolders(config).map(({ source, folder }) => ({
      source,
      folder: join(paths.root, ...folder.split('/')),
    }));
    const { scanMs, settleMs, minAgeMs } = config.inbox;
    this.#watch = watchInboxes({
      sources,
      scanMs,
      rules: { settleMs, minAgeMs, lockPatienceMs, zipPatienceMs },
      inFlight,
      room,
      take: ({ source, path }, patience) => this.#take(source, path, patience),
      tell,
    });
  }

  async #take(source: string, path: string, patience: AbortSignal): Promise<void> {
    const dataset = this.#parts.config.sources.find((one) => one.name === source)?.dataset ?? null;
    const { ended } = await this.arrive({ path, source, dataset, via: 'folder', actor: 'keeper' }, patience);
    ended.catch(this.#onError);
  }

  /** Takes nothing more; deliveries under way are left to the worker's own stop. */
  async stopWatching(): Promise<void> {
    await this.#watch?.stop();
    this.#watch = null;
  }
}
