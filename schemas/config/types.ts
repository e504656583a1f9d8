/** Settings as the program uses them: every default filled in, every name resolved. */
import type { DatasetDef } from '../datasets/dataset.js';
import type { CellSettings } from '../fields/columns.js';
import type { ParseLimits } from '../staging.js';
import type { ScheduledVerb, weekDays } from './schedule-settings.js';

/** A source with every default filled in. */
export interface SourceConfig extends CellSettings {
  name: string;
  /** Folder of deliveries, relative to the workspace with forward slashes. */
  folder: string;
  /** Dataset the files belong to; null = found from the headers. */
  dataset: string | null;
  /** Of every text file of the source; null = found from each. */
  encoding: string | null;
  delimiter: string | null;
  quote: string | null;
  legacyEncoding: string | null;
  /** Field names that are the key; null = the mapping decides. */
  key: string[] | null;
  newestBy: string | null;
  effectiveBy: string | null;
  complete: boolean;
  /** Share of records a complete source may lose at once before a person is asked. */
  lossShare: number;
  hiddenRows: 'include' | 'skip';
  hiddenSheets: 'include' | 'skip';
  struckRows: 'include' | 'skip';
}

/** How many snapshots stay, by kind of reason. */
export interface KeepConfig {
  last: number;
  daily: number;
  weekly: number;
  monthly: number;
  yearly: number;
}

interface AnyStoreConfig {
  name: string;
  /** Whether datasets that must not leave may go there. */
  holdsLocal: boolean;
  keep: KeepConfig;
}

export interface FolderStoreConfig extends AnyStoreConfig {
  kind: 'folder';
  /** Absolute, or relative to the workspace. */
  path: string;
}

export interface S3StoreConfig extends AnyStoreConfig {
  kind: 's3';
  endpoint: string;
  bucket: string;
  prefix: string;
  region: string;
  pathStyle: boolean;
  /** Beginning of the names of the environment variables with the keys. */
  credentials: string;
  lockDays: number;
}

export type StoreConfig = FolderStoreConfig | S3StoreConfig;

export interface SnapshotsConfig {
  seal: boolean;
  /** `age1…` */
  recipients: string[];
  /** Datasets whose rows and originals stay at home. */
  localOnly: string[];
  /** People by role, as restore plans name them; '' where none is told. */
  contacts: { operator: string; keyHolder: string; decider: string };
  /** Take and check one before a change of many rows. */
  beforeChanges: boolean;
  keep: KeepConfig;
  /** Beside the workspace's own. */
  stores: StoreConfig[];
}

/** As it is; as a pseudonym; not at all. */
export type Seen = 'show' | 'mask' | 'hide';

/** What a role sees of a dataset. */
export interface RoleDataset {
  name: string;
  /** Every field by name. */
  fields: Record<string, Seen>;
  /** Fields and their allowed values; null = all rows. */
  rows: Record<string, string[]> | null;
  /** Only rows whose customer the role sees. */
  withCustomers: boolean;
}

export interface RoleConfig {
  name: string;
  history: boolean;
  /** In the order of the settings' datasets. */
  datasets: RoleDataset[];
}

export interface ExportPartitionConfig {
  field: string;
  by: 'year' | 'month' | 'day' | 'value';
}

export interface ExportsConfig {
  role: string;
  /** Those to export, all of them seen by the role. */
  datasets: string[];
  /** By dataset; none: one partition. */
  partitions: Record<string, ExportPartitionConfig>;
  zstdLevel: number;
  /** Datasets that must not leave may be exported to a folder elsewhere. */
  localElsewhere: boolean;
}

export type WeekDay = (typeof weekDays)[number];

/** At times of day (`02:30`), on some days only; or every so often since the beginning of 1970, UTC. */
export type ScheduleTimes =
  { kind: 'at'; at: string[]; days: WeekDay[] | null; monthDays: number[] | null } | { kind: 'every'; everyMs: number };

/** What runs by itself. */
export interface ScheduleConfig {
  name: string;
  run: ScheduledVerb;
  args: Record<string, unknown>;
  times: ScheduleTimes;
  timeZone: string;
  overlap: 'skip' | 'wait' | 'cancel';
  catchUpMs: number;
  jitterMs: number;
  pauseOnFailure: boolean;
}

export interface Config {
  language: 'en' | 'zh';
  timeZone: string;
  sources: SourceConfig[];
  /** Built-in ones first, then the user's own. */
  datasets: DatasetDef[];
  inbox: { folder: string; scanMs: number; settleMs: number; minAgeMs: number; doneDays: number };
  publish: { debounceMs: number; maxStaleMs: number };
  /** `analyst` first. */
  roles: RoleConfig[];
  snapshots: SnapshotsConfig;
  exports: ExportsConfig;
  schedules: ScheduleConfig[];
  memory: { archiveMb: number; sqlMb: number };
  threads: { parse: number; archive: number };
  sql: { timeoutMs: number; maxRows: number };
  parse: ParseLimits;
  disk: { minFreeMb: number };
  temporal: { retentionDays: number };
}
