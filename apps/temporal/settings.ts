/** Where Temporal is and what may be fetched: read once from the environment, handed on as a value. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface TemporalSettings {
  /** host:port of a Temporal service that is run elsewhere; null = run our own. */
  address: string | null;
  namespace: string;
  apiKey: string | null;
  tls: boolean;
  /** Folders to look for a `temporal` program in. */
  searchPath: string[];
  /** The user's cache: programs fetched once. */
  cacheFolder: string;
  /** False = only what is already on this machine. */
  mayDownload: boolean;
}

const filled = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS, SHEETKEEP_CACHE, SHEETKEEP_OFFLINE, PATH. */
export function temporalSettings(env: Readonly<Record<string, string | undefined>>): TemporalSettings {
  const cacheRoot = filled(env['XDG_CACHE_HOME']) ?? join(homedir(), '.cache');
  const apiKey = filled(env['TEMPORAL_API_KEY']);
  return {
    address: filled(env['TEMPORAL_ADDRESS']),
    namespace: filled(env['TEMPORAL_NAMESPACE']) ?? 'default',
    apiKey,
    tls: apiKey !== null || ['1', 'true'].includes(env['TEMPORAL_TLS'] ?? ''),
    searchPath: (env['PATH'] ?? '').split(':').filter((folder) => folder !== ''),
    cacheFolder: filled(env['SHEETKEEP_CACHE']) ?? join(cacheRoot, 'sheetkeep'),
    mayDownload: filled(env['SHEETKEEP_OFFLINE']) === null,
  };
}
