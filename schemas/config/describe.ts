/** Makes docs/configuration.md out of the settings' own descriptions. */
import { z } from 'zod';
import { fieldTypeNames } from '../fields/registry.js';
import { datasetSchema, fieldSchema } from './dataset-settings.js';
import { configSchema } from './settings.js';
import { roleSchema } from './role-settings.js';
import { scheduledVerbs, scheduleSchema } from './schedule-settings.js';
import { storeSchema } from './snapshot-settings.js';
import { sourceSchema } from './source-settings.js';

type Json = z.core.JSONSchema.BaseSchema;

const head = `# Configuration

\`sheetkeep.config.ts\` in the workspace. Everything has a default; nothing that staff answer (columns, keys, encodings) has to stand here.
This page is made from the settings' own descriptions (\`describeConfig()\`).

\`\`\`ts
import { dataset, defineConfig, notBefore } from 'sheetkeep';

export default defineConfig({
  language: 'en',
  timeZone: 'Europe/Berlin',
  region: 'DE',
  sources: {
    shop: { dataset: 'orders', currency: 'EUR', decimal: ',', newestBy: 'ordered_at' },
  },
  datasets: {
    customers: { fields: { loyalty: { type: 'integer', label: 'Loyalty points' } } },
    leases: dataset({
      fields: {
        no: { type: 'identifier', identifier: true },
        customer: { type: 'identifier', references: { dataset: 'customers', field: 'external_id' } },
        from: { type: 'date' },
        until: { type: 'date' },
      },
      rules: [notBefore('until', 'from')],
    }),
  },
});
\`\`\`
`;

/** The whole page, in Markdown. */
export function describeConfig(): string {
  const sections = [
    head,
    section('Settings', configSchema),
    section('A source (`sources.NAME`)', sourceSchema),
    section('A role (`roles.NAME`)', roleSchema),
    section('A store of snapshots (`snapshots.stores.NAME`)', storeSchema),
    section('A schedule (`schedules.NAME`)', scheduleSchema),
    `What \`run\` may name: ${Object.keys(scheduledVerbs)
      .map((name) => `\`${name}\``)
      .join(', ')}.\n`,
    section('A dataset (`datasets.NAME`)', datasetSchema),
    section('A field (`datasets.NAME.fields.NAME`)', fieldSchema),
    `## Field types\n\n${fieldTypeNames.map((name) => `\`${name}\``).join(', ')}.\n`,
  ];
  return sections.join('\n');
}

function section(title: string, schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return `## ${title}\n\n| setting | value | default | meaning |\n|---|---|---|---|\n${rows(json, '').join('\n')}\n`;
}

/** Settings of a section, those inside plain groups with their path. */
function rows(json: Json, prefix: string): string[] {
  return Object.entries(json.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return [];
    const path = `${prefix}${name}`;
    const row = `| \`${path}\` | ${valueOf(property)} | ${defaultOf(property)} | ${escape(property.description ?? '')} |`;
    return property.properties ? [row, ...rows(property, `${path}.`)] : [row];
  });
}

function valueOf(json: Json): string {
  if (json.enum) return json.enum.map((value) => `\`${String(value)}\``).join(', ');
  const choices = json.anyOf ?? json.oneOf;
  if (choices) {
    const texts = choices.flatMap((choice) => (typeof choice === 'boolean' ? [] : [valueOf(choice)]));
    return [...new Set(texts)].join(' or ');
  }
  if (json.type === 'integer' || json.type === 'number') return range(json);
  if (json.type === 'array') return 'list';
  if (json.type === 'object') return 'group';
  if (json.type === 'boolean') return '`true`, `false`';
  return [json.type ?? 'value'].flat().join(' or ');
}

function range(json: Json): string {
  const from = json.exclusiveMinimum === undefined ? json.minimum : `above ${json.exclusiveMinimum}`;
  return `${String(from)} to ${String(json.maximum)}`;
}

function defaultOf(json: Json): string {
  const value = json.default;
  return value === undefined || (typeof value === 'object' && value !== null) ? '' : `\`${JSON.stringify(value)}\``;
}

const escape = (text: string): string => text.replaceAll('|', '\\|');
