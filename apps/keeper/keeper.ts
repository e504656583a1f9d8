/** The keeper: the one process that owns the archive of a workspace. */
import type { Server } from 'node:http';
import { join } from 'node:path';
import { findDelivery } from '../../core/archive/log/deliveries.js';
import { makeFolder } from '../../core/archive/files.js';
import type { WorkspacePaths } from '../../core/archive/workspace.js';
import { type Config, watchedFolders } from '../../schemas/config.js';
import { NamedError } from '../../schemas/errors.js';
import type { Lang } from '../../schemas/issues/issue.js';
import { productVersion } from '../version.js';
import { receiptsLeft } from '../words/receipts.js';
import { alertText, tellsStep } from './alerts.js';
import { leftAlone } from './apart.js';
import type { LeftAlone } from './apart.js';
import type { DeliveryAnswer } from './answers.js';
import type { ServerEvent } from '../temporal/server.js';
import type { Engine } from './engine.js';
import { Intake } from './intake.js';
import { observe } from './observe.js';
import { closeParts, openParts, partsToLook } from './open-parts.js';
import type { Parts } from './parts.js';
import { reconcileWork } from './reconcile.js';
import { Repeated } from './repeated.js';
import { Scheduled } from './scheduled.js';
import { syncSchedules } from './schedules.js';
import { listen } from './socket.js';
import { verbs } from './verbs/index.js';
import type { Progress } from './wire.js';
import { settingsMark } from './workspace.js';

export interface KeeperOptions {
  root: string;
  /** Workflows: `ingest`, `up` and schedules need them. */
  temporal: boolean;
  /** Watch the inbox folders and take up unfinished work. */
  watch: boolean;
  /** Answer other commands over the socket. */
  socket: boolean;
  progress: (event: Progress) => void;
  /** Of what it tells people on its own; default: the workspace's. */
  lang?: Lang;
  /** How often what outlived its time is removed while it watches; default: every hour. */
  sweepMs?: number;
}

const hourMs = 3_600_000;

type Listener<T> = (value: T) => void;

export class Keeper {
  readonly paths: WorkspacePaths;
  readonly config: Config;
  readonly startedAt = new Date().toISOString();
  readonly #parts: Parts;
  readonly #serving: boolean;
  readonly #lang: Lang;
  readonly #alerts = new Set<Listener<string>>();
  /** Alerts that came before anyone listened. */
  readonly #untold: string[] = [];
  readonly #progress = new Set<Listener<Progress>>();
  readonly #toldSteps = new Set<string>();
  readonly #scheduled: Scheduled;
  #engine: Engine | null = null;
  #intake: Intake | null = null;
  #server: Server | null = null;
  #sweeping: Repeated | null = null;
  #closing = false;
  #wasAway = false;

  constructor(parts: Parts, { socket, lang }: Pick<KeeperOptions, 'socket' | 'lang'>) {
    this.#parts = parts;
    this.#serving = socket;
    this.#lang = lang ?? parts.config.language;
    this.paths = parts.paths;
    this.config = parts.config;
    this.#scheduled = new Scheduled({
      parts,
      call: (verb, args, signal) => this.call(verb, args, () => undefined, signal),
      alert: (text) => this.alert(text),
    });
  }

  get temporalAddress(): string | null {
    return this.#engine?.server.address ?? null;
  }

  /** What the settings name and a restored workspace leaves alone; null: it is not set apart. */
  get leftAlone(): LeftAlone | null {
    return this.#parts.apart && leftAlone(this.config);
  }

  /** There was no high-water mark beside the archive: its end may be missing. In words; null = there was one. */
  get markMissing(): string | null {
    return this.#parts.markMissing ? alertText.markMissing(this.#lang) : null;
  }

  /** The Temporal server is our own, not a service run elsewhere. */
  get isEmbedded(): boolean {
    return this.#engine?.server.kind === 'embedded';
  }

  /** Folder of the first source of a dataset. Throws `unknown-dataset`. */
  inboxOf(dataset: string): string {
    const source = this.config.sources.find((one) => one.dataset === dataset);
    if (!source) throw new NamedError('unknown-dataset', `No source takes files of ${dataset}.`, { exit: 'usage' });
    return join(this.paths.root, ...source.folder.split('/'));
  }

  onDelivery(listener: Listener<DeliveryAnswer>): () => void {
    return this.#needIntake().onDelivery(listener);
  }

  /** Steps of the deliveries under way. */
  onProgress(listener: Listener<Progress>): void {
    this.#progress.add(listener);
  }

  /** Things a person should see: a folder that went away, a file that cannot be taken. */
  onAlert(listener: Listener<string>): void {
    this.#alerts.add(listener);
    for (const text of this.#untold.splice(0)) listener(text);
  }

  /** Told to all who listen; what a stop interrupts goes on at the next start and is no alert. */
  alert(text: string): void {
    if (this.#closing) return;
    if (this.#alerts.size === 0) this.#untold.push(text);
    for (const listener of this.#alerts) listener(text);
  }

  /** `upkeep`: does scheduled work, too. */
  async startEngine(progress: Listener<Progress>, upkeep: boolean): Promise<void> {
    progress({ step: 'temporal' });
    const observer = observe((event) => {
      for (const listener of this.#progress) listener(event);
      if (event.step === 'failed')
        void this.#stepFailed(String(event['code']), String(event['delivery'])).catch(() => undefined);
      if (event.step === 'concluded') void this.#intake?.concluded(String(event['delivery'])).catch(() => undefined);
    });
    const scheduled = upkeep ? this.#scheduled : null;
    const options = { version: productVersion(), observer, scheduled, onServer: this.#onServer };
    // Temporal's packages take longer to load than most commands to run.
    const { openEngine } = await import('./engine.js');
    this.#engine = await openEngine(this.#parts, options);
    this.#intake = new Intake(this.#parts, this.#engine, this.#lang, this.#failed);
    if (this.#serving) this.#engine.pulse.onChange(this.#onPulse);
  }

  /** After a long absence, or with an empty database, schedules and unfinished work come back from the log. */
  readonly #onServer = (event: ServerEvent, port?: number): void => {
    if (event === 'database-aside' || event === 'gave-up' || event === 'port-taken')
      this.#wasAway = this.#engine !== null;
    const text = alertText.server(event, this.#lang, port);
    if (text !== null) this.alert(text);
    if (event !== 'restarted' || !this.#wasAway) return;
    this.#wasAway = false;
    this.#isBack();
  };

  readonly #onPulse = (since: Date | null): void => {
    this.alert(alertText.answers(since, this.config.timeZone, this.#lang));
    if (since === null) this.#isBack();
  };

  /** Its database may be another one now. */
  #isBack(): void {
    void this.#needEngine().setRetention().catch(this.#failed);
    this.#takeUp();
  }

  /** What the machine is at fault for is told at once, however often the step is tried. */
  async #stepFailed(code: string, delivery: string): Promise<void> {
    if (code === 'disk-full') this.#intake?.diskFull();
    if (!tellsStep(code) || this.#toldSteps.has(`${delivery} ${code}`)) return;
    this.#toldSteps.add(`${delivery} ${code}`);
    const arrival = await this.#parts.duck.read((s) => findDelivery(s, delivery));
    const text = arrival && alertText.step(code, arrival, this.#lang);
    if (text) this.alert(text);
  }

  async listen(): Promise<void> {
    this.#server = await listen(this.paths, settingsMark(this.config), (...call) => this.call(...call));
  }

  /** Watches the folders; what a dead run left unfinished is driven first. */
  async watch(sweepMs = hourMs): Promise<void> {
    const intake = this.#needIntake();
    // A source may have been declared since the workspace was made.
    for (const { folder } of watchedFolders(this.config)) await makeFolder(join(this.paths.root, ...folder.split('/')));
    if (this.markMissing !== null) this.alert(this.markMissing);
    await this.#syncSchedules();
    this.#takeUp();
    const { starts } = this.#needEngine();
    const upkeep = async (): Promise<void> => {
      await starts.sweep();
      // Those that a clock set back would hold up.
      await syncSchedules(this.#parts, this.#needEngine());
    };
    this.#sweeping = new Repeated(sweepMs, upkeep, this.#failed);
    intake.watch(
      (event) => this.alert(alertText.watch(event, this.#lang)),
      (event) => {
        this.alert(alertText.room(event, this.#lang));
        if (event === 'room-again') this.#takeUp();
      },
    );
  }

  readonly #failed = (error: unknown): void => this.alert(alertText.failed(error, this.#lang));

  /** A keeper without its schedules still takes files in: people are told. */
  async #syncSchedules(): Promise<void> {
    await syncSchedules(this.#parts, this.#needEngine()).catch(this.#failed);
  }

  /** Drives what has no outcome yet, or failed for want of room. */
  #takeUp(): void {
    void reconcileWork(this.#parts, this.#needEngine(), this.#needIntake(), false)
      .then(({ renewed }) => renewed.fault && this.alert(receiptsLeft(renewed.fault, this.#lang)))
      .catch(this.#failed);
  }

  /** `lang`: of the person who asks; default: the one of the keeper's own words. */
  async call(
    verb: string,
    args: unknown,
    progress: Listener<Progress>,
    signal: AbortSignal,
    lang: Lang = this.#lang,
  ): Promise<unknown> {
    const found = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (!found)
      throw new NamedError('unknown-verb', `The keeper knows no "${verb}".`, {
        hint: 'Is it an older version? Stop and start it.',
        exit: 'usage',
      });
    this.#progress.add(progress);
    try {
      return await found(
        {
          parts: this.#parts,
          engine: () => this.#needEngine(),
          intake: () => this.#needIntake(),
          scheduled: this.#scheduled,
          changed: async () => this.#engine?.starts.publish(this.config.publish),
          alert: (text) => this.alert(text),
          serving: this.#serving,
          startedAt: this.startedAt,
          progress,
          lang,
          signal,
        },
        args,
      );
    } finally {
      this.#progress.delete(progress);
    }
  }

  #needEngine(): Engine {
    if (this.#engine) return this.#engine;
    throw new NamedError('temporal-not-started', 'This keeper was started without workflows.', { exit: 'bug' });
  }

  #needIntake(): Intake {
    if (this.#intake) return this.#intake;
    throw new NamedError('temporal-not-started', 'This keeper was started without workflows.', { exit: 'bug' });
  }

  /** Claims nothing more, lets running steps end or releases them, closes the archive. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#sweeping?.stop();
    await this.#intake?.stopWatching();
    this.#server?.close();
    this.#server?.closeAllConnections();
    await this.#engine?.close();
    await closeParts(this.#parts);
  }
}

/** Opens the keeper of a workspace. Throws `keeper-running`, `no-workspace`, what the archive refuses, `temporal-missing`. */
export async function openKeeper(options: KeeperOptions): Promise<Keeper> {
  const keeper = new Keeper(await openParts(options.root, options.watch), options);
  try {
    if (options.temporal) await keeper.startEngine(options.progress, options.watch);
    if (options.socket) await keeper.listen();
    if (options.watch) await keeper.watch(options.sweepMs);
    return keeper;
  } catch (error) {
    await keeper.close();
    throw error;
  }
}

/** For verbs that only look, on a disk that lets nothing be written. Throws `no-workspace`, what the archive refuses. */
export const openToLook = async (root: string, lang: Lang): Promise<Keeper> =>
  new Keeper(await partsToLook(root), { socket: false, lang });
