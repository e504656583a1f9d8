/** An archive of two datasets, and excerpts out of its snapshots. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { commitBatch } from '../../../core/archive/commit.js';
import type { Committed } from '../../../core/archive/commit.js';
import { landDelivery } from '../../../core/archive/log/deliveries.js';
import { restoreExcerpt } from '../../../core/snapshots/excerpt/restore.js';
import type { ExcerptRequest } from '../../../core/snapshots/excerpt/restore.js';
import { inputOf, things, writeJudged } from '../../archive/kit.js';
import type { Kit, Sent } from '../../archive/kit.js';
import { auditFault, identity, key } from '../place.js';
import type { Place } from '../place.js';

export const others = { ...things, name: 'others' };

/** Lands content of its own and commits it to either dataset. */
export async function deliver(place: Place, dataset: typeof things, content: string, sent: Sent): Promise<Committed> {
  const { duck } = place.kit;
  place.original(content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const delivery = await duck.write((s) =>
    landDelivery(s, {
      sha256,
      sizeBytes: content.length,
      ref: `originals/${sha256.slice(0, 2)}/${sha256}`,
      source: sent.source ?? 's',
      dataset: dataset.name,
      fileName: `${content}.csv`,
      sourceTime: null,
      via: 'folder',
      parent: null,
    }),
  );
  return duck.scratch(async (s, scratch) => {
    await writeJudged(s, scratch, sent);
    const done = await duck.write((w) => commitBatch(w, { ...inputOf(delivery, sent, scratch), dataset }));
    if ('held' in done) throw new Error('held');
    return done;
  });
}

export const excerpt = (place: Place, id: string, to: string, more: Partial<ExcerptRequest> = {}) =>
  restoreExcerpt({
    store: place.store,
    key,
    identities: [identity],
    id,
    to: join(place.kit.folder, to),
    part: { dataset: 'things', record: null },
    actor: 'test',
    memoryLimitMb: 300,
    threads: 2,
    verifyAudit: auditFault,
    ...more,
  });

/** Rows of a table of the log, in order of seq. */
export const logRows = (kit: Kit, table: string, where = 'true') =>
  kit.rows<Record<string, string>>(`SELECT * FROM archive.log.${table} WHERE ${where} ORDER BY seq`);
