// Writes the layer rules of the linter: one override per room, so that imports point one way.
// apps -> activities, workflows, core, schemas; activities -> core, schemas; workflows -> types only;
// rooms of core reach one another only through core/archive and schemas.
import { writeFileSync, readFileSync } from 'node:fs';

const rooms = [
  'intake',
  'parsing',
  'sheets',
  'mapping',
  'judging',
  'matching',
  'snapshots',
  'exports',
  'retention',
  'audit',
  'watch',
];
const up = String.raw`^(\.\./)+`;
const from = (names) => `${up}(${names.join('|')})/`;
const ban = (files, patterns, level = 'error') => ({
  files: files.map((file) => `**/${file}`),
  rules: { 'no-restricted-imports': [level, { patterns }] },
});
const rule = (regex, message, allowTypeImports = false) => ({ regex, message, allowTypeImports });
const temporal = rule('^@temporalio/', 'Temporal stays in workflows, activities and apps/temporal.');
const duckdb = rule('^@duckdb/', 'core/archive/duck.ts is the only opener of DuckDB.');
const upwards = (names) => rule(from(names), `Imports point one way: not from ${names.join(', ')}.`);

const overrides = [
  ban(['schemas/**'], [upwards(['core', 'activities', 'workflows', 'apps']), temporal, duckdb]),
  ...rooms.map((room) =>
    ban(
      [`core/${room}/**`],
      [
        upwards(['activities', 'workflows', 'apps']),
        rule(from(rooms.filter((other) => other !== room)), 'Rooms of core meet only in core/archive and schemas.'),
        temporal,
        duckdb,
      ],
    ),
  ),
  ban(['core/archive/**'], [upwards(['activities', 'workflows', 'apps', ...rooms]), temporal, duckdb]),
  ban(
    ['core/archive/duck.ts', 'core/archive/duck/**', 'core/archive/sql/**'],
    [upwards(['activities', 'workflows', 'apps', ...rooms]), temporal],
  ),
  ban(
    ['workflows/**'],
    [
      rule(from(['core', 'activities', 'apps', 'schemas']), 'A workflow imports types only.', true),
      rule('^(node:|zod|@duckdb/)', 'A workflow is deterministic.', true),
    ],
  ),
  ban(['activities/**'], [upwards(['apps', 'workflows']), duckdb]),
  ban(['apps/**'], [duckdb]),
];

const file = new URL('./oxlintrc.json', import.meta.url);
const config = JSON.parse(readFileSync(file, 'utf8'));
config.overrides = [
  ...overrides,
  {
    files: ['**/tests/**', '**/bench/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off', 'no-restricted-imports': 'off' },
  },
];
writeFileSync(file, JSON.stringify(config, null, 2) + '\n');
