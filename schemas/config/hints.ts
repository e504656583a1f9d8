/** What a source says of its files, for the reader. */
import type { ParseHints } from '../staging.js';
import type { SourceConfig } from './types.js';

export function hintsOf(source: Pick<SourceConfig, 'encoding' | 'delimiter' | 'quote' | 'legacyEncoding'>): ParseHints {
  const { encoding, delimiter, quote, legacyEncoding } = source;
  return {
    ...(encoding !== null && { encoding }),
    ...(delimiter !== null && { delimiter }),
    ...(quote !== null && { quote }),
    ...(legacyEncoding !== null && { legacyEncoding }),
  };
}
