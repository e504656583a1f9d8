/** Packages as the library needs them. */

/** The library's reader and writer of packages, which it gives no types. */
export interface Repacker {
  read(bytes: Buffer, options: { type: 'buffer' }): object;
  write(container: object, options: { type: 'buffer'; fileType: 'zip' }): Buffer;
  utils: { cfb_new(): object; cfb_add(container: object, name: string, content: Buffer): void };
}

export interface Repaired {
  /** By their names. */
  parts: Readonly<Record<string, string>>;
  /** They are all that is read: the others may be such that the library refuses the package for them. */
  isAll: boolean;
}

/** The package with its repaired parts put in. */
export function repacked(bytes: Buffer, { parts, isAll }: Repaired, repacker: Repacker): Buffer {
  const all = Object.entries(parts);
  if (all.length === 0) return bytes;
  const container = isAll ? repacker.utils.cfb_new() : repacker.read(bytes, { type: 'buffer' });
  for (const [name, content] of all) repacker.utils.cfb_add(container, `/${name}`, Buffer.from(content));
  return repacker.write(container, { type: 'buffer', fileType: 'zip' });
}
