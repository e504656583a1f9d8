/** What unpacking a ZIP or gzip file hands on. Plain data; crosses threads as is. Names of members never cross Temporal. */
import type { Refused } from './staging.js';

export interface PackedMember {
  /** As its writer named it, with slashes for folders; shown and kept, never used as a path. */
  name: string;
  /** Where its bytes lie now. */
  path: string;
  sha256: string;
  sizeBytes: number;
  /** The member's own time, ISO 8601 UTC; null = not told without doubt. */
  modifiedAt: string | null;
  /** The first row of a text file, by which exports of known systems are told; null = of no text file. */
  headers: string[] | null;
}

/** A member that is no delivery; it stays in the packed file, which is kept. `code` is in the catalogue. */
export interface LeftOut {
  name: string;
  code: string;
}

export interface Unpacked {
  ok: true;
  members: PackedMember[];
  leftOut: LeftOut[];
}

export type UnpackOutcome = Unpacked | Refused;
