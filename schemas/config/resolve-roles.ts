/** Fills in the settings of roles and checks what one setting alone cannot tell. */
import type { DatasetDef, FieldDef } from '../datasets/dataset.js';
import { unknownName, type ConfigProblem } from './problems.js';
import type { ParsedConfig } from './settings.js';
import type { RoleConfig, RoleDataset, Seen } from './types.js';

type Parsed = ParsedConfig['roles'][string];

/** The role that every workspace has; it sees all, unless it is declared otherwise. */
export const analyst = 'analyst';

const plain: Parsed = {
  contact: 'show',
  identity: 'show',
  financial: 'show',
  fields: {},
  rows: {},
  history: true,
};

/** `analyst` first, then those declared. */
export function resolveRoles(
  parsed: ParsedConfig['roles'],
  datasets: readonly DatasetDef[],
  problems: ConfigProblem[],
): RoleConfig[] {
  const names = [analyst, ...Object.keys(parsed)];
  for (const name of Object.keys(parsed)) {
    if (name.endsWith('_history') && names.includes(name.replace(/_history$/, '')))
      problems.push({ path: `roles.${name}`, expected: 'another name: the history of another role has this one' });
    check(name, parsed[name] as Parsed, datasets, problems);
  }
  const all = { [analyst]: plain, ...parsed };
  return Object.entries(all).map(([name, given]) => roleOf(name, given, datasets));
}

/** A role that sees all there is. */
export const seesAll = (datasets: readonly DatasetDef[]): RoleConfig => roleOf(analyst, plain, datasets);

function roleOf(name: string, given: Parsed, datasets: readonly DatasetDef[]): RoleConfig {
  const withCustomers = given.rows['customers'] !== undefined;
  const seen = datasets.filter((one) => given.datasets?.includes(one.name) ?? true);
  return {
    name,
    history: given.history,
    datasets: seen.map((dataset): RoleDataset => {
      const fields = dataset.fields.map((field) => [field.name, seenAs(given, dataset, field)] as const);
      const rows = given.rows[dataset.name] ?? null;
      return {
        name: dataset.name,
        fields: Object.fromEntries(fields),
        rows,
        withCustomers: withCustomers && dataset.name !== 'customers',
      };
    }),
  };
}

function seenAs(given: Parsed, dataset: DatasetDef, field: FieldDef): Seen {
  const own = given.fields[dataset.name]?.[field.name];
  if (own !== undefined) return own;
  return field.sensitivity === 'none' ? 'show' : given[field.sensitivity];
}

function check(name: string, given: Parsed, datasets: readonly DatasetDef[], problems: ConfigProblem[]): void {
  const at = `roles.${name}`;
  const known = datasets.map((dataset) => dataset.name);
  const unknown = (path: string, what: string, one: string, of: string[]): void => {
    problems.push({ path, expected: unknownName(what, one, of) });
  };
  for (const one of given.datasets ?? []) if (!known.includes(one)) unknown(`${at}.datasets`, 'dataset', one, known);
  for (const [setting, byDataset] of [['fields', given.fields] as const, ['rows', given.rows] as const]) {
    for (const [one, fields] of Object.entries(byDataset)) {
      const path = `${at}.${setting}.${one}`;
      const dataset = datasets.find((each) => each.name === one);
      if (!dataset) unknown(path, 'dataset', one, known);
      else if (given.datasets && !given.datasets.includes(one))
        problems.push({ path, expected: 'a dataset that the role sees' });
      const names = dataset?.fields.map((field) => field.name) ?? Object.keys(fields);
      for (const field of Object.keys(fields)) if (!names.includes(field)) unknown(path, 'field', field, names);
    }
  }
}
