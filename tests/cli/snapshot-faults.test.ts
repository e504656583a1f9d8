/** What people read about a check that failed, and about a store that failed. */
import { expect, test } from 'vitest';
import { checkLines } from '../../apps/cli/commands/snapshot/faults.js';
import { faultWords } from '../../apps/words/snapshot-faults.js';
import { tellError } from '../../apps/cli/commands/snapshot/words.js';
import { storeUnreachable } from '../../core/snapshots/stores/store.js';
import type { SnapshotFault } from '../../core/snapshots/faults.js';

const id = '20261101T020000000Z-0a1b2c3d';
const check = (...faults: SnapshotFault[]) => ({
  ok: faults.length === 0,
  snapshots: [{ store: 'usb', id, ok: faults.length === 0 }],
  filesRead: 1,
  bytesRead: 2048,
  faults: faults.map((fault) => ({ store: 'usb', snapshot: id, file: `objects/ab/${fault}`, fault })),
});

test('whole: the verdict alone', () => {
  expect(checkLines({ lang: 'zh' }, check())).toEqual(['1 个快照完好 · 2,048 字节']);
});

test('every fault is told with its file, its snapshot and in words, then what to do', () => {
  const [fault, verdict, next] = checkLines({ lang: 'zh' }, check('damaged'));
  expect(fault).toBe(`! usb: objects/ab/damaged (${id}) damaged: 内容损坏`);
  expect(verdict).toBe('1 处错误 · 2,048 字节');
  expect(next).toMatch(/移出.*snapshot copy.*移出.*snapshot take/u);
  expect(next).toContain('sheetkeep snapshot copy 编号 --from workspace --to usb');
  expect(checkLines({ lang: 'en' }, check('damaged'))[0]).toContain('its bytes are damaged');
});

test('the next step fits the fault: what is too many needs no copy, what is not reached no new snapshot', () => {
  const steps = (...faults: SnapshotFault[]) => checkLines({ lang: 'en' }, check(...faults)).slice(faults.length + 1);
  expect(steps('extra', 'foreign')).toEqual([expect.stringContaining('before you remove them')]);
  expect(steps('unreachable')).toEqual([expect.stringContaining('check again')]);
  expect(steps('missing', 'extra')).toHaveLength(2);
  for (const fault of Object.keys(faultWords) as SnapshotFault[]) expect(steps(fault)).toHaveLength(1);
});

test('what is lost comes back into the store that lost it', () => {
  const lines = (store: string) => {
    const faults = [{ store, snapshot: id, file: `objects/ab/x`, fault: 'unreadable' as const }];
    return checkLines({ lang: 'en' }, { ...check('unreadable'), faults }).at(-1);
  };
  expect(lines('workspace')).toContain('snapshot copy ID --from STORE --to workspace');
  expect(lines('folder')).toContain('snapshot copy ID --from workspace --to FOLDER');
});

test('snapshots of another workspace are not to be moved away', () => {
  const lines = (lang: 'en' | 'zh') => checkLines({ lang }, check('other-key')).join('\n');
  expect(lines('zh')).toContain('查明归属前请勿移除');
  expect(lines('en')).toContain('must not share a store');
  expect(lines('en')).not.toContain('Move damaged');
});

test('a store that cannot be looked at has no file to name', () => {
  const faults = [{ store: 'usb', snapshot: null, file: '', fault: 'unreachable' as const }];
  expect(checkLines({ lang: 'zh' }, { ...check('unreachable'), faults })[0]).toBe('! usb unreachable: 存储无法访问');
});

test('a store that cannot be looked at says why, and what to do about that', () => {
  const error = storeUnreachable(
    'cloud',
    'it answered 403 RequestTimeTooSkewed',
    false,
    undefined,
    'The clock of this machine or of the service is wrong: set it.',
  );
  const faults = [{ store: 'cloud', snapshot: null, file: '', fault: 'unreachable' as const, error }];
  const lines = (lang: 'en' | 'zh') => checkLines({ lang }, { ...check('unreachable'), faults });
  expect(lines('zh')[0]).toBe('! cloud unreachable: 存储位置无法使用（cloud：服务答复 403 RequestTimeTooSkewed）');
  expect(lines('zh').at(-1)).toBe('  本机或服务的时钟不准：请校准时间。');
  expect(lines('en').at(-1)).toBe(`  ${error.hint}`);
});

test('a store that failed is told in the language of the reader', () => {
  const said: string[] = [];
  const err = (text: string): void => void said.push(text);
  const error = { code: 'prune-unreadable', message: '1 manifests are lost', hint: 'See "sheetkeep snapshot check".' };
  tellError({ lang: 'zh', err }, error, 'usb: ');
  tellError({ lang: 'en', err }, error);
  expect(said[0]).toContain('! usb: 有清单缺失或无法读取：没有删除任何内容');
  expect(said[1]).toBe('! 1 manifests are lost\n  See "sheetkeep snapshot check".');
});
