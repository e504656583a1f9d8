import type { ParseLimits } from './staging.js';

/** Limits of reading a file where no workspace says otherwise; a test holds them equal to the defaults of the settings. */
export const defaultParseLimits: ParseLimits = {
  maxInflatedBytes: 4294967296,
  maxRatio: 200,
  maxEntries: 10000,
  archiveDepth: 1,
  maxRows: 20000000,
  maxColumns: 16384,
  maxCellChars: 1000000,
  timeoutMs: 1800000,
  threadMemoryMb: 512,
};
