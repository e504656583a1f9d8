/** What is done and asserted after a restore into the living archive. */
import { expect } from 'vitest';
import { rebuild } from '../../../core/archive/derive.js';
import { undoBatch } from '../../../core/archive/undo.js';
import type { Kit } from '../../archive/kit.js';

export const undo = (kit: Kit, batch: number) => kit.duck.write((s) => undoBatch(s, batch, 'test'));

export async function derivedAnew(kit: Kit): Promise<void> {
  const before = await kit.rows('SELECT * FROM archive.derived.heads ORDER BY record');
  await kit.duck.write(rebuild);
  expect(await kit.rows('SELECT * FROM archive.derived.heads ORDER BY record')).toEqual(before);
}
