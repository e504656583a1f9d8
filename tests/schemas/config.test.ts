import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataset, defineConfig, needs, parseConfig, watchedFolders } from '../../schemas/config.js';
import { describeConfig } from '../../schemas/config/describe.js';

const failure = (input: unknown): string => {
  try {
    parseConfig(input);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('settings', () => {
  it('need nothing', () => {
    const config = parseConfig(undefined);
    expect(config.sources.map((source) => source.folder)).toContain('inbox/customers');
    expect(config.sources[0]).toMatchObject({
      region: 'US',
      regionIsDefault: true,
      timeZone: 'UTC',
      legacyEncoding: null,
    });
    expect(config.parse).toMatchObject({ maxRatio: 200, maxEntries: 10_000, maxInflatedBytes: 4 * 1024 ** 3 });
  });

  it('watch the inbox itself beside the folders in it, unless it belongs to a source', () => {
    const folders = (input: unknown) =>
      watchedFolders(parseConfig(input)).map(({ source, folder }) => `${source}=${folder}`);
    expect(folders({})).toEqual(expect.arrayContaining(['customers=inbox/customers', 'uploads=inbox']));
    const own = { defaultSources: false, sources: { all: { folder: 'inbox' } } };
    expect(folders(own)).toEqual(['all=inbox']);
    expect(folders({ ...own, sources: { all: { folder: 'drop/here' } } })).toEqual(['all=drop/here', 'uploads=inbox']);
    expect(failure({ sources: { uploads: {} } })).toContain('sources.uploads');
  });

  it('follow the language', () => {
    const [customers] = parseConfig({ language: 'zh' }).sources;
    expect(customers).toMatchObject({
      folder: 'inbox/客户',
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      legacyEncoding: 'gb18030',
    });
  });

  it('take datasets and fields of the user', () => {
    const config = parseConfig(
      defineConfig({
        sources: { shop: { dataset: 'leases', key: ['no'] } },
        datasets: {
          customers: {
            fields: {
              loyalty: { type: 'integer', label: { en: 'Loyalty', zh: '积分' } },
              name: { type: 'name', required: true },
            },
          },
          leases: dataset({
            fields: {
              no: { type: 'identifier', identifier: true },
              customer: { type: 'identifier', references: { dataset: 'customers', field: 'external_id' } },
            },
            rules: [needs('no', 'customer')],
          }),
        },
      }),
    );
    const customers = config.datasets.find((one) => one.name === 'customers');
    expect(customers?.fields.at(-1)).toMatchObject({ name: 'loyalty', id: 'loyalty', type: 'integer', empty: 'keep' });
    expect(customers?.fields.find((field) => field.name === 'name')?.required).toBe(true);
    expect(config.datasets.at(-1)).toMatchObject({
      name: 'leases',
      customerField: 'customer',
      identity: { identifier: 'no' },
    });
    expect(config.sources.find((source) => source.name === 'shop')).toMatchObject({
      folder: 'inbox/shop',
      dataset: 'leases',
    });
  });

  it.each([
    ['a setting that does not exist', { sourcs: {} }, 'sourcs: no such setting; did you mean sources?'],
    [
      'a nested one',
      { sources: { shop: { timezone: 'UTC' } } },
      'sources.shop.timezone: no such setting; did you mean timeZone?',
    ],
    ['a zone', { timeZone: 'Mars/Olympus' }, 'timeZone: an IANA time zone'],
    [
      'a folder outside',
      { sources: { shop: { folder: '../x' } } },
      'sources.shop.folder: a folder below the workspace',
    ],
    ['a folder twice', { sources: { shop: { folder: 'inbox/customers/x' } } }, 'a folder apart from that of customers'],
    ['a dataset', { sources: { shop: { dataset: 'custmers' } } }, 'sources.shop.dataset: one of customers'],
    ['a field', { sources: { shop: { dataset: 'customers', key: ['emial'] } } }, 'no field emial; did you mean email?'],
    ['an enum without values', { datasets: { x: { fields: { a: { type: 'enum' } } } } }, 'values, or open: true'],
    ['a taken name', { datasets: { x: { fields: { source: { type: 'text' } } } } }, 'the name is taken'],
    ['a limit', { parse: { maxRatio: 1 } }, 'parse.maxRatio: '],
  ])('name %s', (_name, input, expected) => {
    expect(failure(input)).toContain(expected);
  });

  it('are all described in docs/configuration.md', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(describeConfig());
    expect(describeConfig()).not.toMatch(/\| \|$/m);
  });
});
