/** A small archive with its workspace around it, and snapshots of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspacePaths } from '../../core/archive/workspace.js';
import { verifyAudit } from '../../core/audit/verify.js';
import { checkSnapshots } from '../../core/snapshots/check.js';
import { runDrill } from '../../core/snapshots/drill.js';
import { snapshotKey } from '../../core/snapshots/manifest.js';
import type { SnapshotKind } from '../../core/snapshots/manifest.js';
import { restoreSnapshot } from '../../core/snapshots/restore.js';
import { takeSnapshot } from '../../core/snapshots/take.js';
import { originalRef } from '../../core/archive/objects.js';
import type { Session } from '../../core/archive/duck.js';
import { createHash } from 'node:crypto';
import { Kit } from '../archive/kit.js';

export const key = snapshotKey(Buffer.alloc(32, 7));
export const auditFault = async (s: Session) => ((await verifyAudit(s, null)).ok ? null : 'broken');

export class Place {
  readonly kit: Kit;

  constructor(kit: Kit) {
    this.kit = kit;
  }

  static async open(): Promise<Place> {
    const place = new Place(await Kit.open());
    writeFileSync(place.paths.config, 'export default {};\n');
    return place;
  }

  get paths() {
    return workspacePaths(this.kit.folder);
  }

  get root(): string {
    return this.paths.snapshots;
  }

  /** Puts an original where a landed one lies. */
  original(content: string): void {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = join(this.kit.folder, ...originalRef(sha256).split('/'));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
  }

  take(kind?: SnapshotKind) {
    const { duck } = this.kit;
    const asked = kind ? { kind } : {};
    return takeSnapshot({
      duck,
      paths: this.paths,
      workspace: 'ab'.repeat(8),
      key,
      ...asked,
      actor: 'test',
      product: '0',
    });
  }

  check(more: { id?: string; slice?: { n: number; t: number }; recorded?: string[] } = {}) {
    return checkSnapshots({ root: this.root, key, ...more });
  }

  restore(id: string, to: string, more: { at?: string; planOnly?: boolean; key?: null } = {}) {
    return restoreSnapshot({
      root: this.root,
      key,
      id,
      to,
      identity: '{}',
      memoryLimitMb: 300,
      threads: 2,
      verifyAudit: auditFault,
      ...more,
    });
  }

  drill(id?: string) {
    const { duck } = this.kit;
    const asked = id === undefined ? {} : { id };
    const money = { things: ['f_a'] };
    return runDrill({ duck, paths: this.paths, key, ...asked, money, memoryLimitMb: 300, threads: 2, actor: 'test' });
  }
}
