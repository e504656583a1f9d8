/** The columns that parts had when they were judged. */

/** What is known of a column, of docs/archive-format.md, `parts`. */
type Property = 'label' | 'header' | 'field';

/** A query of batch, part, c (a struct of the properties) and place, from 1 as in the cells of a rejected row. `where`: of parts. */
export function partColumnsSql(properties: readonly Property[], where = 'true'): string {
  const shape = JSON.stringify([Object.fromEntries(properties.map((name) => [name, 'VARCHAR']))]);
  return `SELECT batch, part, unnest(from_json(columns, '${shape}')) AS c,
    generate_subscripts(from_json(columns, '["JSON"]'), 1) AS place FROM archive.log.parts WHERE ${where}`;
}
