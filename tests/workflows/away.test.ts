/** A server that does not answer: what is told, who waits, and for how long. */
import { afterEach, expect, test, vi } from 'vitest';
import { whileAway } from '../../apps/temporal/away.js';
import { Pulse } from '../../apps/temporal/pulse.js';
import { whileAwaited } from '../../apps/keeper/verbs/awaited.js';
import type { Progress } from '../../apps/keeper/wire.js';

const unavailable = () => Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} });
const often = { everyMs: 1, limitMs: 1, awayAfterMs: 0 };
const place = { address: '127.0.0.1:1', kind: 'embedded', namespace: 'default', apiKey: null, tls: false } as const;

let pulse: Pulse | null = null;
let answers = true;
afterEach(() => {
  pulse?.stop();
  vi.restoreAllMocks();
});
const watched = () => {
  answers = true;
  return (pulse = new Pulse(() => (answers ? Promise.resolve() : Promise.reject(unavailable())), often));
};
const until = (of: Pulse, isAway: boolean) => vi.waitFor(() => expect(of.since !== null).toBe(isAway));

test('a call that was under way for hours when the server went is repeated, however long that is away', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 3_600_000));
  const call = vi.fn<() => Promise<string>>().mockResolvedValue('done').mockRejectedValueOnce(unavailable());
  expect(await whileAway(call, new AbortController().signal)).toBe('done');
  await expect(whileAway(() => Promise.reject(unavailable()), new AbortController().signal, 1)).rejects.toThrow('14');
});

test('it is told that the server does not answer, and that it does again', async () => {
  const one = watched();
  answers = false;
  await until(one, true);
  const heard: (Date | null)[] = [];
  one.onChange((since) => heard.push(since));
  answers = true;
  await until(one, false);
  expect(heard).toEqual([expect.any(Date), null]);
});

test('a command that waits says so, and ends by itself with a next step; what it waits for goes on', async () => {
  const told: Progress[] = [];
  const one = watched();
  answers = false;
  const context = {
    engine: () => ({ pulse: one, place }),
    progress: (event: Progress) => void told.push(event),
    signal: new AbortController().signal,
  };
  const heard: AbortSignal[] = [];
  const waits = whileAwaited(context, (signal) => (heard.push(signal), new Promise(() => undefined)), 1);
  await expect(waits).rejects.toMatchObject({
    code: 'temporal-unreachable',
    exit: 'missingPart',
    hint: expect.stringContaining('sheetkeep status') as unknown,
  });
  expect(told).toEqual([{ step: 'temporal-away', address: place.address, until: expect.any(String) as unknown }]);
  expect(heard.map(({ aborted }) => aborted)).toEqual([true]);
  await whileAwaited(context, () => {
    answers = true;
    return until(one, false);
  });
  expect(told.map(({ step }) => step)).toEqual(['temporal-away', 'temporal-away', 'temporal-back']);
});
