import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findWorkspace } from '../../apps/keeper/workspace.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sheetkeep-settings-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const settle = (text: string): void => writeFileSync(join(root, 'sheetkeep.config.ts'), text);
const speaking = (lang: string): string =>
  `import { defineConfig } from 'sheetkeep';\nconst language: string = '${lang}';\nexport default defineConfig({ language });\n`;
const langNow = async (): Promise<string> => (await findWorkspace(root)).config.language;
const kept = (): string => join(root, 'run', 'settings');
const keptFile = (): string => join(kept(), readdirSync(kept())[0] ?? '');

test('settings are compiled once; a change of theirs counts at once', async () => {
  mkdirSync(join(root, 'run'));
  settle(speaking('en'));
  expect(await langNow()).toBe('en');
  writeFileSync(keptFile(), readFileSync(keptFile(), 'utf8').replaceAll(`'en'`, `'zh'`));
  expect(await langNow(), 'read from what is kept').toBe('zh');
  settle(speaking('zh') + '\n');
  expect(await langNow()).toBe('zh');
  settle(speaking('en') + '// again\n');
  expect(await langNow()).toBe('en');
});

test('a file that settings import counts at once, too', async () => {
  mkdirSync(join(root, 'run'));
  settle(`import { language } from './lang.ts';\nexport default { language };\n`);
  writeFileSync(join(root, 'lang.ts'), `export const language: string = 'en';\n`);
  expect(await langNow()).toBe('en');
  writeFileSync(join(root, 'lang.ts'), `export const language: string = 'zh';\n`);
  expect(await langNow()).toBe('zh');
});

test('what is kept broke off: the settings are compiled again', async () => {
  mkdirSync(join(root, 'run'));
  settle(speaking('zh'));
  await langNow();
  writeFileSync(keptFile(), readFileSync(keptFile(), 'utf8').slice(0, 60));
  expect(await langNow()).toBe('zh');
});

test('where nothing can be kept, settings are read all the same', async () => {
  settle(speaking('zh'));
  expect(await langNow(), 'a workspace without its folder of the keeper').toBe('zh');
  expect(readdirSync(root)).toEqual(['sheetkeep.config.ts']);
  writeFileSync(join(root, 'run'), 'a file where the folder should be');
  expect(await langNow()).toBe('zh');
  rmSync(join(root, 'run'));
  mkdirSync(join(root, 'run'));
  await langNow();
  const taken = keptFile();
  rmSync(taken);
  mkdirSync(taken);
  expect(await langNow(), 'a folder where the kept file should be').toBe('zh');
});

test('settings that cannot be read are named, kept or not', async () => {
  mkdirSync(join(root, 'run'));
  settle('export default {{\n');
  await expect(langNow()).rejects.toMatchObject({ code: 'config-unreadable' });
  settle(`throw new Error('no');\n`);
  await expect(langNow()).rejects.toMatchObject({ code: 'config-unreadable' });
  await expect(langNow()).rejects.toMatchObject({ code: 'config-unreadable' });
});
