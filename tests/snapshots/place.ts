/** A small archive with its workspace around it, and snapshots of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { workspacePaths } from '../../core/archive/workspace.js';
import { verifyAudit } from '../../core/audit/verify.js';
import { parseIdentity } from '../../core/snapshots/age/keys.js';
import { checkSnapshots } from '../../core/snapshots/check.js';
import type { CheckRequest } from '../../core/snapshots/check.js';
import { runDrill } from '../../core/snapshots/drill.js';
import type { DrillRequest } from '../../core/snapshots/drill.js';
import type { Body, Head } from '../../core/snapshots/manifest/model.js';
import type { SnapshotKind } from '../../core/snapshots/manifest/shapes.js';
import { snapshotKey } from '../../core/snapshots/manifest/sign.js';
import { readBody } from '../../core/snapshots/objects.js';
import { restoreSnapshot } from '../../core/snapshots/restore.js';
import type { RestoreRequest } from '../../core/snapshots/restore.js';
import { workspaceStore } from '../../core/snapshots/stores/open.js';
import { takeSnapshot } from '../../core/snapshots/take.js';
import type { TakeRequest } from '../../core/snapshots/take.js';
import { originalRef } from '../../core/archive/objects.js';
import type { Session } from '../../core/archive/duck.js';
import { Kit } from '../archive/kit.js';

export const workspace = 'ab'.repeat(8);
export const key = snapshotKey(Buffer.alloc(32, 7));
/** Made for tests: they open nothing else. */
export const identity = parseIdentity('AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE');
export const recoveryIdentity = parseIdentity(
  'AGE-SECRET-KEY-1LLL0ML8MLTUL3ALK7H608UH37RH7AM0VA04WN688UMJ7FCLZU8SQVA8U8L',
);
export const sealing = { recipients: [identity.recipient], recovery: [] };
export const auditFault = async (s: Session) => ((await verifyAudit(s, [])).ok ? null : 'broken');

export class Place {
  readonly kit: Kit;

  constructor(kit: Kit) {
    this.kit = kit;
  }

  static async open(threads?: number): Promise<Place> {
    const place = new Place(await Kit.open(undefined, threads));
    writeFileSync(place.paths.config, 'export default {};\n');
    return place;
  }

  get paths() {
    return workspacePaths(this.kit.folder);
  }

  get root(): string {
    return this.paths.snapshots;
  }

  get store() {
    return workspaceStore(this.root);
  }

  /** Puts an original where a landed one lies. */
  original(content: string): void {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = join(this.kit.folder, ...originalRef(sha256).split('/'));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
  }

  take(kind?: SnapshotKind, more: Partial<TakeRequest> = {}): Promise<Head> {
    const { duck } = this.kit;
    const asked = { ...(kind ? { kind } : {}), ...more };
    const fixed = { workspace, key, sealing, localOnly: [], actor: 'test', product: '0' };
    return takeSnapshot({ duck, paths: this.paths, ...fixed, ...asked });
  }

  body(head: Head): Promise<Body> {
    return readBody({ store: this.store, head, identities: [identity] });
  }

  /** The key of the file that holds a table's rows of a snapshot. */
  async segment(head: Head, table: string | null): Promise<string> {
    return (await this.body(head)).files.find((file) => file.table === table)?.key ?? '';
  }

  check(more: Partial<CheckRequest> = {}) {
    return checkSnapshots({ store: this.store, holdsLocal: true, key, ...more });
  }

  restore(id: string, to: string, more: Partial<RestoreRequest> = {}) {
    return restoreSnapshot({
      store: this.store,
      key,
      identities: [identity],
      id,
      to,
      secrets: { identity: '{}', keys: null },
      memoryLimitMb: 300,
      threads: this.kit.threads,
      verifyAudit: auditFault,
      ...more,
    });
  }

  drill(id?: string, identities = [identity], more: Partial<DrillRequest> = {}) {
    const { duck } = this.kit;
    return runDrill({
      duck,
      paths: this.paths,
      store: { kind: 'folder', name: 'workspace', root: this.root, mayCreate: true },
      key,
      identities,
      ...(id === undefined ? {} : { id }),
      money: { things: ['f_a'] },
      memoryLimitMb: 300,
      threads: this.kit.threads,
      actor: 'test',
      ...more,
    });
  }
}
