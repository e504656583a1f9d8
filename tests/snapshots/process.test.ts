/** One task, one answer: what comes back of a process that answers, fails, crashes or takes too much. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { inProcess } from '../../core/snapshots/process.js';
import type { Conversation } from '../../core/snapshots/process.js';

const module = pathToFileURL(fileURLToPath(new URL('./process-child.mjs', import.meta.url)));
const ask = (what: string, talk: Conversation = {}) =>
  inProcess<{ pid: number; env: string[] }>(module, { do: what }, talk);

test('its progress in order, its answer, and little of the environment', async () => {
  const steps: unknown[] = [];
  process.env['AWS_SECRET_ACCESS_KEY'] = 'made up';
  process.env['NODE_EXTRA_CA_CERTS'] = '/dev/null';
  const outcome = await ask('answer', { progress: (done) => void steps.push(done) });
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  delete process.env['NODE_EXTRA_CA_CERTS'];
  expect(steps).toEqual([{ step: 'one', table: 'a' }, { step: 'two' }]);
  const { answer } = outcome as { answer: { pid: number; env: string[] } };
  expect(answer.pid).not.toBe(process.pid);
  expect(answer.env).toEqual(expect.arrayContaining(['NODE_EXTRA_CA_CERTS', 'TZ']));
  expect(answer.env).not.toContain('AWS_SECRET_ACCESS_KEY');
});

test('a failure keeps its name, hint and exit; of a bug no text comes through', async () => {
  const named = { code: 'store-full', message: 'no room', hint: 'make some', exit: 'missingPart', retryable: true };
  expect(await ask('fail')).toMatchObject({ failure: named });
  expect(await ask('bug')).toMatchObject({ failure: { code: 'unexpected', exit: 'bug', message: 'unexpected error' } });
});

test('a crash is told by its signal, hunger by its limit', async () => {
  expect(await ask('crash')).toEqual({ ended: 'SIGABRT' });
  expect(await ask('hunger')).toMatchObject({
    failure: { code: 'engine-memory', message: expect.stringMatching(/1 MB/) },
  });
});

test('stopped before and meanwhile: the reason is thrown', async () => {
  const stop = new AbortController();
  const asked = ask('hunger', { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  await expect(ask('answer', { signal: stop.signal })).rejects.toThrow('enough');
});
