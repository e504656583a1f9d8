import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BytesMover } from '../../core/parsing/bytes-mover.js';

const room = 2048;

/** Runs anywhere in a buffer, its very end too; sizes on both sides of what goes through the runtime. */
const run = fc
  .record({ start: fc.nat(room), size: fc.oneof(fc.nat(40), fc.nat(700)), used: fc.nat(room), which: fc.nat(1) })
  .map((told) => ({ ...told, end: Math.min(room, told.start + told.size) }))
  .filter(({ used, start, end }) => used + end - start <= room);

test('a run is copied whole, and nothing in front of it or far behind it changes', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 20 }), (runs) => {
      const mover = new BytesMover();
      const sources = [1, 7].map((step) => Buffer.from(Array.from({ length: room }, (_, at) => (at * step) % 251)));
      for (const { start, end, used, which } of runs) {
        const source = sources[which] as Buffer;
        const target = Buffer.alloc(room, 0xff);
        const behind = mover.move(source, start, end, target, used);
        expect(behind).toBe(used + end - start);
        expect(target.subarray(used, behind).equals(source.subarray(start, end))).toBe(true);
        expect(target.subarray(0, used).every((byte) => byte === 0xff)).toBe(true);
        expect(target.subarray(Math.min(room, behind + 15)).every((byte) => byte === 0xff)).toBe(true);
      }
    }),
  );
});

test('a buffer that lies within another one is taken from its own beginning', () => {
  const whole = Buffer.from('0123456789'.repeat(20));
  const source = whole.subarray(33);
  const target = Buffer.alloc(200).subarray(50);
  const behind = new BytesMover().move(source, 2, 22, target, 3);
  expect(target.toString('latin1', 3, behind)).toBe('56789012345678901234');
});
