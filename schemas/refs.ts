/**
 * References travel between steps instead of rows. `ref` is a path relative to the workspace root with
 * forward slashes (`originals/ab/abcd…`, `staging/<delivery>/t0.csv`); the object store resolves it.
 */
export interface Ref {
  ref: string;
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: string;
  sizeBytes: number;
  /** Rows held, where the object holds rows. */
  rows?: number;
}
