/** What is sealed opens again, for each recipient and for others' programs; what was harmed gives nothing away. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, seal } from '../../../core/snapshots/age/age.js';
import { isRecipient, newIdentity, parseIdentity } from '../../../core/snapshots/age/keys.js';
import { chunkBytes } from '../../../core/snapshots/age/payload.js';
import { ageCommand } from '../../tools/age.js';

const folder = mkdtempSync(join(tmpdir(), 'age-'));
let age: string;
beforeAll(async () => {
  age = await ageCommand();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** Deterministic bytes that do not repeat at the size of a chunk. */
const content = (bytes: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + (i >> 8)) & 255));

const sizes = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes];

test.each(sizes)('%d bytes, opened by each of two recipients and by the age command', async (bytes) => {
  const [one, two] = [newIdentity(), newIdentity()];
  const plain = content(bytes);
  const file = await all(seal([plain], [one.recipient, two.recipient]));
  for (const identity of [one, two]) expect((await all(open([file], [identity]))).equals(plain)).toBe(true);
  const key = join(folder, 'key.txt');
  writeFileSync(key, `${two.text}\n`);
  expect(execFileSync(age, ['-d', '-i', key], { input: file, maxBuffer: 1 << 24 }).equals(plain)).toBe(true);
});

test.each(sizes)('%d bytes sealed by the age command', async (bytes) => {
  const identity = newIdentity();
  const plain = content(bytes);
  const file = execFileSync(age, ['-r', identity.recipient], { input: plain, maxBuffer: 1 << 24 });
  expect((await all(open([file], [identity]))).equals(plain)).toBe(true);
});

test('however it comes in pieces', async () => {
  const identity = newIdentity();
  const property = fc.asyncProperty(
    fc.nat(3 * chunkBytes),
    fc.integer({ min: 1, max: 100_000 }),
    async (bytes, step) => {
      const plain = content(bytes);
      const pieces = function* (of: Buffer) {
        for (let at = 0; at < of.length; at += step) yield of.subarray(at, at + step);
      };
      const file = await all(seal(pieces(plain), [identity.recipient]));
      expect((await all(open(pieces(file), [identity]))).equals(plain)).toBe(true);
    },
  );
  await fc.assert(property, { numRuns: 25 });
});

test('any flipped bit, any cut: an error, and no byte that was not written', async () => {
  const identity = newIdentity();
  const plain = content(chunkBytes + 500);
  const file = await all(seal([plain], [identity.recipient]));
  const property = fc.asyncProperty(fc.nat(file.length * 8 - 1), fc.boolean(), async (bit, cut) => {
    const harmed = Buffer.from(file);
    if (!cut) harmed[bit >> 3] = (harmed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const given: Uint8Array[] = [];
    const read = async () => {
      for await (const part of open([cut ? file.subarray(0, bit >> 3) : harmed], [identity])) given.push(part);
    };
    await expect(read()).rejects.toMatchObject({
      code: expect.stringMatching(/^seal(ed-damaged|-key-wrong)$/) as string,
    });
    expect(plain.subarray(0, Buffer.concat(given).length).equals(Buffer.concat(given))).toBe(true);
  });
  await fc.assert(property, { numRuns: 200 });
});

test('a key that is not the one: named, and nothing given out', async () => {
  const file = await all(seal([content(10)], [newIdentity().recipient]));
  await expect(all(open([file], [newIdentity()]))).rejects.toMatchObject({
    code: 'seal-key-wrong',
    exit: 'missingPart',
  });
  await expect(all(open([file], []))).rejects.toMatchObject({ code: 'seal-key-wrong' });
});

test('keys as text: what the age command calls its recipient, and a mistyped one refused without being repeated', () => {
  const identity = newIdentity();
  expect(identity.text).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
  expect(parseIdentity(identity.text)).toMatchObject({ text: identity.text, recipient: identity.recipient });
  const file = join(folder, 'recipient.txt');
  writeFileSync(file, `${identity.text}\n`);
  const sealed = execFileSync(age, ['-e', '-i', file], { input: 'x' });
  expect(sealed.length).toBeGreaterThan(100);
  const wrong = identity.text.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'));
  expect(() => parseIdentity(wrong)).toThrow(expect.objectContaining({ code: 'identity-not-readable' }) as Error);
  expect(() => parseIdentity(wrong)).not.toThrow(wrong.slice(20));
  expect(isRecipient(identity.recipient)).toBe(true);
  expect(isRecipient(identity.recipient.toUpperCase())).toBe(false);
  expect(isRecipient(identity.text)).toBe(false);
});
