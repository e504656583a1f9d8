/** What a source says of its files, for the reader. */
import type { ParseHints } from '../staging.js';
import type { SourceConfig } from './types.js';

type Told = Pick<SourceConfig, 'encoding' | 'delimiter' | 'quote' | 'legacyEncoding' | 'hiddenSheets'>;

export function hintsOf(source: Told): ParseHints {
  const { encoding, delimiter, quote, legacyEncoding, hiddenSheets } = source;
  return {
    ...(encoding !== null && { encoding }),
    ...(delimiter !== null && { delimiter }),
    ...(quote !== null && { quote }),
    ...(legacyEncoding !== null && { legacyEncoding }),
    ...(hiddenSheets === 'include' && { hiddenSheets }),
  };
}
