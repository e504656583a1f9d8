/** Temp tables of one derivation; they live on the write connection. */
export const ids = 'temp.main.derive_ids';
export const seen = 'temp.main.derive_seen';
export const versions = 'temp.main.derive_versions';
export const totals = 'temp.main.derive_totals';
export const folds = 'temp.main.derive_folds';

/** Columns of `derived.heads` in their order. */
export const headColumns = `record, dataset, source, golden, content, sighting, batch, landing, part, "row", effective_at,
  first_sighting, versions, gone, folded, state, last_landing`;
