/** The fields by which things are found by others. */
import type { FieldDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { quoteText } from '../sql-text.js';

/** A field that others refer to or that is an identifier, and the fields that refer to it. */
export interface KeyField {
  view: ContentView;
  field: FieldDef;
  referring: { view: ContentView; field: FieldDef }[];
}

export function keyFields(views: readonly ContentView[]): KeyField[] {
  const all = views.flatMap((view) => view.dataset.fields.map((field) => ({ view, field })));
  return all.flatMap(({ view, field }) => {
    const to = { dataset: view.dataset.name, field: field.name };
    const referring = all.filter(
      ({ field: { references } }) => references?.dataset === to.dataset && references.field === to.field,
    );
    return referring.length > 0 || field.role === 'identifier' ? [{ view, field, referring }] : [];
  });
}

/** (dataset, field, value): identifiers whose carriers may be others than before. */
export const movedTable = 'temp.main.moved';
/** (dataset, field, value): identifiers that the rows to be written are compared with. */
export const askedTable = 'temp.main.asked';

/** The values of one key field in one of the two tables. */
export const valuesOf = (table: string, { view, field }: KeyField): string =>
  `SELECT value FROM ${table} WHERE dataset = ${quoteText(view.dataset.name)} AND field = ${quoteText(field.name)}`;

/** The values that the keys of an update have to tell about. */
export const askedValues = (key: KeyField): string => valuesOf(askedTable, key);
