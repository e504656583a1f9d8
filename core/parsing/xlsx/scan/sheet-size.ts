/** What Excel itself can hold. */
export const lastRowOfSheet = 1_048_576;
export const lastColumnOfSheet = 16_384;
