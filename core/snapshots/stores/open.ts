/** Makes stores out of plain data, which can be handed to another process. */
import { FolderSnapshots } from './folder.js';
import type { FolderOptions } from './folder.js';
import { withRetry } from './retry.js';
import { S3Snapshots } from './s3.js';
import type { S3Options } from './s3.js';
import type { SnapshotStore } from './store.js';

export type StoreSpec = ({ kind: 'folder' } & FolderOptions) | ({ kind: 's3' } & S3Options);

export const openStore = (spec: StoreSpec): SnapshotStore =>
  spec.kind === 'folder' ? new FolderSnapshots(spec) : withRetry(new S3Snapshots(spec));

/** The one every workspace has: its folder `snapshots/`. */
export const workspaceStore = (root: string): FolderSnapshots =>
  new FolderSnapshots({ name: 'workspace', root, mayCreate: true });
