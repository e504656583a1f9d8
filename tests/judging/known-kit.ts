/** What earlier deliveries make known, for tests of judging. */
import type { Judged, Setup } from './kit.js';

type Known = NonNullable<Setup['known']>;
export const nothing: Known = () => Promise.resolve(null);

/** What the archive would know after a delivery: its fresh rows, by context. */
export function learned({ fresh, result }: Judged): Known {
  return (context) => {
    const parts = new Set(result.known.filter((one) => one.context === context).map(({ part }) => part));
    const rows = fresh
      .filter(({ part }) => parts.has(part))
      .map(
        (one) => `(${one.h1}::UBIGINT, ${one.h2}::UBIGINT, '${one.key_digest}'::UUID, '${one.content_digest}'::UUID)`,
      );
    const columns = 'k(h1, h2, key_digest, content_digest)';
    return Promise.resolve(rows.length === 0 ? null : `(SELECT * FROM (VALUES ${rows.join(', ')}) ${columns})`);
  };
}

/** All that a commit and a receipt take from the judged set; of the rows `known` (by default its own) nothing asks for further columns. */
export const told = (
  { judged, rejected, skipped, issues, result, ...rest }: Judged,
  known: Judged['known'] = rest.known,
): unknown => ({
  rejected,
  skipped,
  issues,
  counts: result.counts,
  contexts: result.contexts,
  judged: judged.map((state) => {
    const { part, row: at, extra, effective_at: effective, key_digest: key, content_digest: content } = state;
    const raws = Object.keys(state)
      .filter((name) => name.startsWith('f_'))
      .map((name) => (state[name.replace('f_', 'r_')] ?? state[name]) || null);
    const isKnown = known.some((one) => one.part === part && one.row === at);
    return { part, row: at, extra: isKnown ? null : extra, effective, key, content, raws };
  }),
});
