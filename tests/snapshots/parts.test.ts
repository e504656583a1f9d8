/** How an object is cut for a service that takes at most 10,000 parts of 5 MiB to 5 GiB. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeXml, partsOf } from '../../core/snapshots/stores/s3/parts.js';

const mib = 1024 ** 2;
const gib = 1024 * mib;

test('parts cover every byte once, in order, and no service refuses their number or size', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 * 1024 * gib }),
      fc.integer({ min: 5 * mib, max: 5 * gib }),
      (sizeBytes, partBytes) => {
        const parts = partsOf({ sizeBytes }, partBytes);
        expect(parts.length).toBeLessThanOrEqual(10_000);
        let next = 0;
        for (const [i, part] of parts.entries()) {
          if (part.number !== i + 1 || part.start !== next || part.sizeBytes < 1 || part.sizeBytes > 5 * gib)
            throw new Error(`part ${i + 1}: ${JSON.stringify(part)}`);
          if (i < parts.length - 1 && part.sizeBytes < 5 * mib) throw new Error(`part ${i + 1} is too short`);
          next += part.sizeBytes;
        }
        expect(next).toBe(sizeBytes);
      },
    ),
    { numRuns: 60 },
  );
});

test('what is said at the end names each part by its tag and its checksum', () => {
  const xml = completeXml([{ number: 7, etag: '"a&<b"', sha256: '00ff' }]);
  expect(xml).toContain('<PartNumber>7</PartNumber><ETag>"a&amp;&lt;b"</ETag><ChecksumSHA256>AP8=</ChecksumSHA256>');
});
