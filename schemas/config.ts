/** What `sheetkeep.config.ts` is written with, and what the program makes of it. */
import { configSchema } from './config/settings.js';
import type { ConfigInput } from './config/settings.js';
import { problemsOf, problemText } from './config/problems.js';
import type { ConfigProblem } from './config/problems.js';
import { resolveConfig } from './config/resolve.js';
import type { Config } from './config/types.js';
import type { DatasetInput } from './datasets/make.js';
import { NamedError } from './errors.js';

export type { Config, ScheduleConfig, SourceConfig } from './config/types.js';
export { uploads, watchedFolders } from './config/folders.js';
export type { ConfigInput } from './config/settings.js';
export { atLeastOne, needs, notBefore } from './datasets/rules.js';

/** Types the settings while they are written; changes nothing. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}

/** Types a dataset while it is written; changes nothing. */
export function dataset(input: DatasetInput): DatasetInput {
  return input;
}

/** Checks the settings and fills in every default. Throws `config-invalid` naming every wrong setting. */
export function parseConfig(input: unknown): Config {
  const parsed = configSchema.safeParse(input ?? {});
  const problems: ConfigProblem[] = parsed.success ? [] : problemsOf(parsed.error);
  const config = parsed.success ? resolveConfig(parsed.data, problems) : null;
  if (config !== null && problems.length === 0) return config;
  throw new NamedError('config-invalid', `sheetkeep.config.ts: ${problems.length} wrong\n${problemText(problems)}`, {
    hint: 'docs/configuration.md lists every setting.',
    exit: 'usage',
  });
}
