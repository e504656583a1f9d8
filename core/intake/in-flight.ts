/** What was claimed from the inboxes and has no outcome yet, by this process. Lost with it: then the bytes are compared instead. */
import { dirname } from 'node:path';
import { sameIdentity, type FileIdentity } from './identity.js';

export interface Claim {
  path: string;
  identity: FileIdentity;
}

export interface Moved {
  /** Its place in `done/`. */
  path: string;
  identity: FileIdentity;
  /** Its place in the inbox before. */
  from: string;
}

/** How long a moved file is looked after for late writes. */
const lookAfterMs = 600_000;

export class InFlight {
  #moved: (Moved & { untilMs: number })[] = [];
  #byDelivery = new Map<string, Claim>();
  #byPath = new Map<string, FileIdentity>();

  add(delivery: string, claim: Claim): void {
    this.#byDelivery.set(delivery, claim);
    this.#byPath.set(claim.path, claim.identity);
  }

  of(delivery: string): Claim | undefined {
    return this.#byDelivery.get(delivery);
  }

  /** True when exactly this state of the file was claimed already. */
  holds(path: string, identity: FileIdentity): boolean {
    const claimed = this.#byPath.get(path);
    return claimed !== undefined && sameIdentity(claimed, identity);
  }

  /** A settled file now lies in `done/`. */
  moved(moved: Moved): void {
    this.#moved.push({ ...moved, untilMs: performance.now() + lookAfterMs });
  }

  /** Files moved lately out of a folder. */
  movedFrom(folder: string): Moved[] {
    this.#moved = this.#moved.filter((moved) => moved.untilMs > performance.now());
    return this.#moved.filter((moved) => dirname(moved.from) === folder);
  }

  /** The delivery is settled. `kept`: its file could not be moved, so this state of it stays known. */
  done(delivery: string, kept: boolean): void {
    const claim = this.#byDelivery.get(delivery);
    this.#byDelivery.delete(delivery);
    if (claim && !kept && this.#byPath.get(claim.path) === claim.identity) this.#byPath.delete(claim.path);
  }
}
