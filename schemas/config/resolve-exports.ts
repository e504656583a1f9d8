/** Fills in the settings of exports and checks what one setting alone cannot tell. */
import type { DatasetDef, FieldDef } from '../datasets/dataset.js';
import { unknownName, type ConfigProblem } from './problems.js';
import type { ParsedConfig } from './settings.js';
import type { ExportPartitionConfig, ExportsConfig, RoleConfig } from './types.js';

type Parsed = ParsedConfig['exports'];
type Tell = (path: string, expected: string) => void;

const times: ReadonlySet<string> = new Set(['date', 'datetime']);
/** Types of few values that may stand in the name of a folder. */
const labels: ReadonlySet<string> = new Set(['enum', 'boolean', 'integer', 'text', 'country', 'region']);

export function resolveExports(
  parsed: Parsed,
  datasets: readonly DatasetDef[],
  roles: readonly RoleConfig[],
  problems: ConfigProblem[],
): ExportsConfig {
  const tell: Tell = (path, expected) => void problems.push({ path: `exports.${path}`, expected });
  const role = roles.find(({ name }) => name === parsed.role);
  if (!role) unknown(tell, 'role', 'role', parsed.role, roles);
  const seen = datasets.filter(({ name }) => role?.datasets.some((one) => one.name === name) ?? true);
  for (const name of [...(parsed.datasets ?? []), ...Object.keys(parsed.partitions)]) {
    if (!seen.some((one) => one.name === name)) unknown(tell, 'datasets', 'dataset that the role sees:', name, seen);
  }
  const partitions: Record<string, ExportPartitionConfig> = {};
  for (const dataset of seen) {
    const given = parsed.partitions[dataset.name];
    const shown = role?.datasets.find(({ name }) => name === dataset.name)?.fields ?? {};
    const resolved = given && partitionOf(dataset, given, shown, tell);
    if (resolved) partitions[dataset.name] = resolved;
  }
  const wanted = seen.filter(({ name }) => parsed.datasets?.includes(name) ?? true);
  const { zstdLevel, localElsewhere } = parsed;
  return { role: parsed.role, datasets: wanted.map(({ name }) => name), partitions, zstdLevel, localElsewhere };
}

function unknown(tell: Tell, path: string, what: string, name: string, of: readonly { name: string }[]): void {
  const known = of.map((one) => one.name);
  tell(path, unknownName(what, name, known));
}

/** Values become names of folders, which stand in listings and logs: no personal data. */
function partitionOf(
  dataset: DatasetDef,
  given: Parsed['partitions'][string],
  shown: Readonly<Record<string, string>>,
  tell: Tell,
): ExportPartitionConfig | null {
  const path = `partitions.${dataset.name}`;
  const field = dataset.fields.find(({ name }) => name === given.field);
  if (!field) {
    unknown(tell, path, 'field', given.field, dataset.fields);
    return null;
  }
  const by = given.by ?? (times.has(field.type) ? 'month' : 'value');
  const problem = problemOf(field, by, shown[field.name]);
  if (problem !== null) tell(path, problem);
  return problem === null ? { field: field.name, by } : null;
}

function problemOf(field: FieldDef, by: ExportPartitionConfig['by'], seen: string | undefined): string | null {
  if (seen !== undefined && seen !== 'show') return 'a field that the role sees as it is';
  if (field.sensitivity !== 'none') return 'a field without personal data: its values become names of folders';
  if (times.has(field.type)) return by === 'value' ? 'year, month or day for a date' : null;
  if (!labels.has(field.type)) return `a field of type date, datetime, ${[...labels].join(', ')}`;
  return by === 'value' ? null : 'value, for a field that is no date';
}
