/** Fills in what depends on other settings and checks what only the whole can tell. */
import { builtinDatasets } from '../datasets/builtin.js';
import type { DatasetDef, FieldDef } from '../datasets/dataset.js';
import { makeDataset } from '../datasets/make.js';
import { uploads } from './folders.js';
import { asDatasetInput, type ParsedDataset } from './dataset-settings.js';
import { unknownName, type ConfigProblem } from './problems.js';
import { resolveExports } from './resolve-exports.js';
import { resolveSchedules } from './resolve-schedules.js';
import { resolveRoles } from './resolve-roles.js';
import { resolveSnapshots, storeNames } from './resolve-snapshots.js';
import type { ParsedConfig } from './settings.js';
import type { Config, SourceConfig } from './types.js';

type ParsedSource = ParsedConfig['sources'][string];

export function resolveConfig(parsed: ParsedConfig, problems: ConfigProblem[]): Config {
  const { region: _r, legacyEncoding: _l, defaultSources: _d, ...rest } = parsed;
  const datasets = resolveDatasets(parsed.datasets, problems);
  const timeZone = parsed.timeZone ?? (parsed.language === 'zh' ? 'Asia/Shanghai' : 'UTC');
  const sources = sourcesOf(parsed, datasets, timeZone);
  for (const source of sources) checkSource(source, datasets, problems);
  checkFolders(sources, problems);
  const roles = resolveRoles(parsed.roles, datasets, problems);
  const snapshots = resolveSnapshots(parsed.snapshots, datasets, problems);
  const exports = resolveExports(parsed.exports, datasets, roles, problems);
  const names = { store: storeNames(snapshots), dataset: exports.datasets, role: roles.map(({ name }) => name) };
  const schedules = resolveSchedules(parsed.schedules, timeZone, names, problems);
  return { ...rest, timeZone, sources, datasets, roles, snapshots, exports, schedules };
}

function resolveDatasets(own: ParsedConfig['datasets'], problems: ConfigProblem[]): DatasetDef[] {
  const made = (name: string, given: ParsedDataset, fields: readonly FieldDef[]): DatasetDef => {
    const tell = (path: string, expected: string): void =>
      void problems.push({ path: `datasets.${name}.${path}`, expected });
    return makeDataset(name, asDatasetInput(given, fields, tell));
  };
  const all = builtinDatasets.map((builtin) => {
    const change = own[builtin.name];
    return change ? extend(builtin, made(builtin.name, change, builtin.fields), change.label !== undefined) : builtin;
  });
  for (const [name, given] of Object.entries(own)) {
    if (!builtinDatasets.some((builtin) => builtin.name === name)) all.push(made(name, given, []));
  }
  for (const dataset of all) checkDataset(dataset, all, problems);
  return all;
}

/** A built-in dataset with fields added or changed and rules added. */
function extend(builtin: DatasetDef, change: DatasetDef, relabel: boolean): DatasetDef {
  const changed = new Map(change.fields.map((field) => [field.name, field]));
  const kept = builtin.fields.map((field) => changed.get(field.name) ?? field);
  const added = change.fields.filter((field) => !builtin.fields.some((old) => old.name === field.name));
  return {
    ...builtin,
    label: relabel ? change.label : builtin.label,
    fields: [...kept, ...added],
    rules: [...builtin.rules, ...change.rules],
    identity: {
      identifier: change.identity.identifier ?? builtin.identity.identifier,
      candidates: [...change.identity.candidates, ...builtin.identity.candidates],
    },
  };
}

/** Columns of ours that every published table has, and catalogs' own names. */
const reservedFields = new Set(
  'id customer_id extra source delivery sheet row changed_at version valid_from valid_to batch'.split(' '),
);
const reservedDatasets = new Set(
  'records aliases rejected deliveries batches issues issue_codes meta dictionary'.split(' '),
);

function checkDataset(dataset: DatasetDef, all: DatasetDef[], problems: ConfigProblem[]): void {
  const at = `datasets.${dataset.name}`;
  const tell = (path: string, expected: string): void => void problems.push({ path, expected });
  const names = dataset.fields.map((field) => field.name);
  if (names.length === 0) tell(`${at}.fields`, 'at least one field, such as name: { type: "text" }');
  if (reservedDatasets.has(dataset.name)) tell(at, 'the name is taken by a table of Sheetkeep itself');
  if (new Set(dataset.fields.map((field) => field.id)).size < names.length) tell(at, 'two fields have the same id');
  if (dataset.fields.filter((field) => field.role === 'identifier').length > 1) tell(at, 'one identifier at most');
  for (const field of dataset.fields) {
    const path = `${at}.fields.${field.name}`;
    if (reservedFields.has(field.name)) tell(path, 'the name is taken by a column of Sheetkeep itself');
    if (field.type === 'enum' && !field.values && field.open !== true) tell(path, 'values, or open: true');
    if (field.type !== 'enum' && field.values) tell(path, 'values only with type enum');
    const to = field.references;
    const target = all.find((other) => other.name === to?.dataset);
    if (to && !target?.fields.some((other) => other.name === to.field))
      tell(`${path}.references`, 'a field of a known dataset');
  }
  const used = [...dataset.identity.candidates.flat(), ...dataset.rules.flatMap((rule) => rule.fields)];
  for (const name of new Set([...used, dataset.customerField ?? []].flat())) {
    if (!names.includes(name)) tell(at, unknownName('field', name, names));
  }
}

function sourcesOf(parsed: ParsedConfig, datasets: DatasetDef[], timeZone: string): SourceConfig[] {
  const zh = parsed.language === 'zh';
  const region = parsed.region ?? (zh ? 'CN' : 'US');
  const legacyEncoding = parsed.legacyEncoding === undefined ? (zh ? 'gb18030' : null) : parsed.legacyEncoding;
  const make = (name: string, given: ParsedSource): SourceConfig => {
    const own = datasets.find((dataset) => dataset.name === name);
    return {
      ...given,
      name,
      folder: given.folder ?? `${parsed.inbox.folder}/${zh && own ? own.label.zh : name}`,
      dataset: given.dataset === undefined ? (own?.name ?? null) : given.dataset,
      region: given.region ?? region,
      regionIsDefault: given.region === undefined && parsed.region === undefined,
      timeZone: given.timeZone ?? timeZone,
      legacyEncoding: given.legacyEncoding === undefined ? legacyEncoding : given.legacyEncoding,
    };
  };
  const named = Object.entries(parsed.sources).map(([name, given]) => make(name, given));
  if (!parsed.defaultSources) return named;
  const missing = datasets.filter((dataset) => !Object.hasOwn(parsed.sources, dataset.name));
  return [...missing.map((dataset) => make(dataset.name, plainSource)), ...named];
}

const plainSource: ParsedSource = {
  encoding: null,
  delimiter: null,
  quote: null,
  decimal: null,
  dateOrder: null,
  currency: null,
  key: null,
  newestBy: null,
  effectiveBy: null,
  complete: false,
  lossShare: 0.3,
  hiddenRows: 'include',
  hiddenSheets: 'skip',
  struckRows: 'include',
};

function checkSource(source: SourceConfig, datasets: DatasetDef[], problems: ConfigProblem[]): void {
  const at = `sources.${source.name}`;
  if (source.name === uploads)
    problems.push({ path: at, expected: 'another name: files without a source have this one' });
  const dataset = datasets.find((one) => one.name === source.dataset);
  if (source.dataset !== null && !dataset) {
    problems.push({ path: `${at}.dataset`, expected: `one of ${datasets.map((one) => one.name).join(', ')}` });
  }
  const named = { key: source.key ?? [], newestBy: source.newestBy ?? [], effectiveBy: source.effectiveBy ?? [] };
  const known = (dataset ? [dataset] : datasets).flatMap((one) => one.fields.map((field) => field.name));
  for (const [setting, fields] of Object.entries(named)) {
    for (const field of [fields].flat()) {
      if (!known.includes(field))
        problems.push({ path: `${at}.${setting}`, expected: unknownName('field', field, known) });
    }
  }
}

function checkFolders(sources: SourceConfig[], problems: ConfigProblem[]): void {
  for (const source of sources) {
    const other = sources.find((one) => one !== source && `${source.folder}/`.startsWith(`${one.folder}/`));
    if (other)
      problems.push({ path: `sources.${source.name}.folder`, expected: `a folder apart from that of ${other.name}` });
  }
}
