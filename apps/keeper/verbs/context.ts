/** What a verb of the keeper is given. */
import type { Lang } from '../../../schemas/issues/issue.js';
import type { Engine } from '../engine.js';
import type { Intake } from '../intake.js';
import type { Parts } from '../parts.js';
import type { Scheduled } from '../scheduled.js';
import type { Progress } from '../wire.js';

export interface VerbContext {
  parts: Parts;
  /** Throws `temporal-not-started` in a keeper without workflows. */
  engine: () => Engine;
  intake: () => Intake;
  scheduled: Scheduled;
  /** Says that the archive changed, so that the copy is renewed soon where the keeper serves. */
  changed: () => Promise<void>;
  /** Tells all who listen to the keeper what a person should see. */
  alert: (text: string) => void;
  /** A keeper that serves, not one made for a single command. */
  serving: boolean;
  startedAt: string;
  progress: (event: Progress) => void;
  /** Of the person who asks. */
  lang: Lang;
  signal: AbortSignal;
}

export type Verb = (context: VerbContext, args: unknown) => Promise<unknown>;
