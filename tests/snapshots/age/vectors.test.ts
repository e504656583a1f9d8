/** The age format against the test vectors of its makers (fixtures/age). */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { open } from '../../../core/snapshots/age/age.js';
import { AgeError } from '../../../core/snapshots/age/errors.js';
import { parseIdentity } from '../../../core/snapshots/age/keys.js';

const folder = fileURLToPath(new URL('../../../fixtures/age/', import.meta.url));
const names = readdirSync(folder).filter((name) => name !== 'README.md');

const expected: Record<string, string> = {
  success: 'opened',
  'no match': 'no-match',
  'HMAC failure': 'hmac',
  'header failure': 'header',
  'payload failure': 'payload',
};

function vector(name: string) {
  const bytes = readFileSync(`${folder}${name}`);
  const end = bytes.indexOf('\n\n');
  const lines = bytes.toString('latin1', 0, end).split('\n');
  const all = (key: string) =>
    lines.flatMap((line) => (line.startsWith(`${key}: `) ? [line.slice(key.length + 2)] : []));
  const rest = bytes.subarray(end + 2);
  return {
    expect: expected[all('expect')[0] ?? ''],
    payload: all('payload')[0],
    identities: all('identity').map(parseIdentity),
    file: all('compressed')[0] === 'zlib' ? inflateSync(rest) : rest,
  };
}

test.each(names)('%s', async (name) => {
  const { expect: outcome, payload, identities, file } = vector(name);
  // Pieces of odd sizes, so that heads and chunks are cut anywhere.
  const pieces = function* () {
    for (let at = 0; at < file.length; at += 7919) yield file.subarray(at, at + 7919);
  };
  const hash = createHash('sha256');
  let found = 'opened';
  try {
    for await (const plain of open(pieces(), identities)) hash.update(plain);
  } catch (thrown) {
    if (!(thrown instanceof AgeError)) throw thrown;
    found = thrown.fault;
  }
  const given = hash.digest('hex');
  // A vector that names no payload says nothing of what is given out.
  expect([found, given]).toEqual([outcome, payload ?? given]);
});
