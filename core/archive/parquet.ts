/** How Parquet files are written. */

/**
 * COPY options. V2 pages and a low level are smaller than the engine's default and take less time; small row groups take less
 * memory; Bloom filters serve look-ups, and files of ours are read whole (docs/decisions/0013-exports.md).
 */
export const parquetOptions = (zstdLevel = 1): string =>
  `FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL ${zstdLevel}, PARQUET_VERSION v2, ROW_GROUP_SIZE 61440,
    WRITE_BLOOM_FILTER false`;
