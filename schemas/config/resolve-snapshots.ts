/** Fills in the settings of snapshots and checks what one setting alone cannot tell. */
import type { DatasetDef } from '../datasets/dataset.js';
import { unknownName, type ConfigProblem } from './problems.js';
import type { ParsedConfig } from './settings.js';
import type { KeepConfig, SnapshotsConfig, StoreConfig } from './types.js';

type Parsed = ParsedConfig['snapshots'];
type ParsedStore = Parsed['stores'][string];

/** The name of the folder that every workspace has. */
const ownStore = 'workspace';

export const storeNames = ({ stores }: SnapshotsConfig): string[] => [ownStore, ...stores.map(({ name }) => name)];

export function resolveSnapshots(
  parsed: Parsed,
  datasets: readonly DatasetDef[],
  problems: ConfigProblem[],
): SnapshotsConfig {
  const { seal, recipients, contacts, beforeChanges, keep } = parsed;
  const guarded = new Set<string>(parsed.localOnlyWith);
  const sensitive = datasets.filter(({ fields }) => fields.some(({ sensitivity }) => guarded.has(sensitivity)));
  const localOnly = [...new Set([...parsed.localOnly, ...sensitive.map(({ name }) => name)])];
  const stores = Object.entries(parsed.stores).flatMap(([name, given]) => storeOf(name, given, keep, problems));
  const names = datasets.map(({ name }) => name);
  for (const name of parsed.localOnly.filter((one) => !names.includes(one))) {
    problems.push({ path: 'snapshots.localOnly', expected: unknownName('dataset', name, names) });
  }
  if (!seal && stores.some(({ kind }) => kind === 's3')) {
    problems.push({ path: 'snapshots.seal', expected: 'true, while a store is not a folder' });
  }
  if (!seal && recipients.length > 0)
    problems.push({ path: 'snapshots.recipients', expected: 'none with seal: false' });
  for (const [path, one] of [
    ['snapshots.keep', keep] as const,
    ...stores.map((s) => [`snapshots.stores.${s.name}.keep`, s.keep] as const),
  ]) {
    if (Object.values(one).every((n) => n === 0)) problems.push({ path, expected: 'something to keep' });
  }
  return { seal, recipients, localOnly, contacts, beforeChanges, keep, stores };
}

function storeOf(name: string, given: ParsedStore, byDefault: KeepConfig, problems: ConfigProblem[]): StoreConfig[] {
  const at = `snapshots.stores.${name}`;
  const tell = (path: string, expected: string): void => void problems.push({ path: `${at}${path}`, expected });
  const { path, endpoint, bucket, prefix, region, pathStyle, credentials, lockDays } = given;
  const common = { name, keep: given.keep ?? byDefault, holdsLocal: given.localOnly ?? given.kind === 'folder' };
  if (name === ownStore) tell('', 'another name: this is the workspace’s own folder snapshots/');
  if (given.kind === 'folder') {
    if (endpoint !== undefined || bucket !== undefined) tell('', 'endpoint and bucket only with kind s3');
    if (path === undefined) tell('.path', 'a folder');
    return path === undefined ? [] : [{ kind: 'folder', path, ...common }];
  }
  if (path !== undefined) tell('.path', 'only with kind folder');
  if (endpoint === undefined) tell('.endpoint', 'the address of the service');
  if (bucket === undefined) tell('.bucket', 'the name of a bucket');
  if (endpoint === undefined || bucket === undefined) return [];
  return [{ kind: 's3', endpoint, bucket, prefix, region, pathStyle, credentials, lockDays, ...common }];
}
