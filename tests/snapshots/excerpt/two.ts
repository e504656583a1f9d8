/** An archive of two datasets, and excerpts out of its snapshots. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { commitBatch } from '../../../core/archive/commit.js';
import type { Committed } from '../../../core/archive/commit.js';
import { landDelivery } from '../../../core/archive/log/deliveries.js';
import type { Delivery } from '../../../core/archive/log/deliveries.js';
import { originalRef } from '../../../core/archive/objects.js';
import { restoreExcerpt } from '../../../core/snapshots/excerpt/restore.js';
import type { ExcerptRequest } from '../../../core/snapshots/excerpt/restore.js';
import { inputOf, things, writeJudged } from '../../archive/kit.js';
import type { Kit, Sent } from '../../archive/kit.js';
import { auditFault, identity, key } from '../place.js';
import type { Place } from '../place.js';

export const others = { ...things, name: 'others' };

/** Puts an original of that content into its place, and the arrival into the log. */
export async function land(place: Place, dataset: string | null, content: string, source = 's'): Promise<Delivery> {
  place.original(content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return place.kit.duck.write((s) =>
    landDelivery(s, {
      sha256,
      sizeBytes: content.length,
      ref: originalRef(sha256),
      source,
      dataset,
      fileName: `${content}.csv`,
      sourceTime: null,
      via: 'folder',
      parent: null,
    }),
  );
}

export const commit = (place: Place, dataset: typeof things, delivery: Delivery, sent: Sent): Promise<Committed> =>
  place.kit.duck.scratch(async (s, scratch) => {
    await writeJudged(s, scratch, sent);
    const input = { ...inputOf(delivery, sent, scratch), dataset };
    const done = await place.kit.duck.write((w) => commitBatch(w, input));
    if ('held' in done) throw new Error('held');
    return done;
  });

/** Lands content of its own and commits it to either dataset. */
export const deliver = async (place: Place, dataset: typeof things, content: string, sent: Sent): Promise<Committed> =>
  commit(place, dataset, await land(place, dataset.name, content, sent.source), sent);

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
    threads: 1,
    verifyAudit: auditFault,
    ...more,
  });

/** Rows of a table of the log, in order of seq. */
export const logRows = (kit: Kit, table: string, where = 'true') =>
  kit.rows<Record<string, string>>(`SELECT * FROM archive.log.${table} WHERE ${where} ORDER BY seq`);
