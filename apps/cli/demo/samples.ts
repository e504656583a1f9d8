/** Where the sample spreadsheets lie. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NamedError } from '../../../schemas/errors.js';

/** Found upwards from dist/ or from the sources. Throws `samples-missing`. */
export function samplesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'fixtures', 'samples'))) {
    if (dirname(folder) === folder) {
      throw new NamedError('samples-missing', 'The sample spreadsheets are not installed.', { exit: 'missingPart' });
    }
    folder = dirname(folder);
  }
  return join(folder, 'fixtures', 'samples');
}
