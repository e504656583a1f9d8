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

  it('name what is wrong with a role', () => {
    const of = (role: unknown) => failure({ roles: { sales: role } });
    expect(of({ datasets: ['custmers'] })).toContain('did you mean customers?');
    expect(of({ fields: { customers: { fone: 'hide' } } })).toContain('roles.sales.fields.customers');
    expect(of({ rows: { nothing: { owner: ['x'] } } })).toContain('no dataset nothing');
    expect(of({ rows: { customers: { owner: [] } } })).toContain('roles.sales.rows.customers.owner');
    expect(of({ datasets: ['orders'], rows: { customers: { owner: ['x'] } } })).toContain(
      'a dataset that the role sees',
    );
    expect(of({ identiy: 'mask' })).toContain('did you mean identity?');
    expect(failure({ roles: { analyst_history: {} } })).toContain('another name');
  });

  it('have a role analyst that sees all, unless it is declared otherwise', () => {
    const seen = (input: unknown) =>
      parseConfig(input).roles.map(({ name, datasets }) => [name, datasets[0]?.fields['id_number']]);
    expect(seen({})).toEqual([['analyst', 'show']]);
    expect(seen({ roles: { sales: {}, analyst: { identity: 'mask' } } })).toEqual([
      ['analyst', 'mask'],
      ['sales', 'show'],
    ]);
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

  it('change of a built-in field only what they say', () => {
    const before = parseConfig({}).datasets.find((one) => one.name === 'customers');
    const settings = defineConfig({
      datasets: {
        customers: {
          fields: {
            name: { required: false, aliases: ['甲方'] },
            status: { type: 'enum', values: { vip: ['大客户'] } },
            notes: { type: 'tags' },
            email: { sensitivity: 'none' },
          },
        },
      },
    });
    const after = parseConfig(settings).datasets[0];
    const of = (dataset: typeof before, name: string) => dataset?.fields.find((field) => field.name === name);
    expect(before?.fields).toHaveLength(after?.fields.length ?? 0);
    const aliases = [...(of(before, 'name')?.aliases ?? []), '甲方'];
    expect(of(after, 'name')).toEqual({ ...of(before, 'name'), required: false, aliases });
    expect(aliases.length).toBeGreaterThan(3);
    expect(of(after, 'status')).toEqual({ ...of(before, 'status'), values: { vip: ['vip', '大客户'] } });
    expect(of(after, 'notes')).toEqual({ ...of(before, 'notes'), type: 'tags' });
    expect(of(after, 'email')).toEqual({ ...of(before, 'email'), sensitivity: 'none' });
    const id = parseConfig({ datasets: { customers: { fields: { external_id: { label: 'No.' } } } } }).datasets[0];
    expect([id?.identity, of(id, 'external_id')?.role]).toEqual([before?.identity, 'identifier']);
  });

  it.each([
    [
      'a field of your own without a type',
      { datasets: { customers: { fields: { a: {} } } } },
      'datasets.customers.fields.a.type: Invalid option: expected one of "text"',
    ],
    ['a setting that does not exist', { sourcs: {} }, 'sourcs: no such setting; did you mean sources?'],
    [
      'a nested one',
      { sources: { shop: { timezone: 'UTC' } } },
      'sources.shop.timezone: no such setting; did you mean timeZone?',
    ],
    ['a zone', { timeZone: 'Mars/Olympus' }, 'timeZone: an IANA time zone'],
    ['a folder outside', { sources: { shop: { folder: '../x' } } }, 'shop.folder: a folder below the workspace'],
    ['a folder twice', { sources: { shop: { folder: 'inbox/customers/x' } } }, 'a folder apart from that of customers'],
    ['a dataset', { sources: { shop: { dataset: 'custmers' } } }, 'sources.shop.dataset: one of customers'],
    ['a field', { sources: { shop: { dataset: 'customers', key: ['emial'] } } }, 'no field emial; did you mean email?'],
    ['an enum without values', { datasets: { x: { fields: { a: { type: 'enum' } } } } }, 'values, or open: true'],
    ['a taken name', { datasets: { x: { fields: { source: { type: 'text' } } } } }, 'the name is taken'],
    ['a dataset of no fields', { datasets: { x: { fields: {} } } }, 'datasets.x.fields: at least one field'],
    ['a limit', { parse: { maxRatio: 1 } }, 'parse.maxRatio: '],
  ])('name %s', (_name, input, expected) => {
    expect(failure(input)).toContain(expected);
  });

  it('are all described in docs/configuration.md', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(describeConfig());
    expect(describeConfig()).not.toMatch(/\| \|$/m);
  });
});

describe('settings of exports', () => {
  it('are all that analyst sees, in one partition each, unless told otherwise', () => {
    const { exports, datasets } = parseConfig(undefined);
    expect(exports).toEqual({
      role: 'analyst',
      datasets: datasets.map(({ name }) => name),
      partitions: {},
      zstdLevel: 1,
      localElsewhere: false,
    });
  });

  it('cut dates by month, other fields by value', () => {
    const partitions = { orders: { field: 'ordered_at' }, campaigns: { field: 'status' } };
    expect(parseConfig({ exports: { partitions, datasets: ['orders'] } }).exports).toMatchObject({
      datasets: ['orders'],
      partitions: { orders: { field: 'ordered_at', by: 'month' }, campaigns: { field: 'status', by: 'value' } },
    });
  });

  it.each([
    ['a role', { role: 'analist' }, 'exports.role: no role analist; did you mean analyst?'],
    ['a dataset', { datasets: ['order'] }, 'order; did you mean orders?'],
    ['a field', { partitions: { orders: { field: 'orderd_at' } } }, 'no field orderd_at; did you mean ordered_at?'],
    ['personal data', { partitions: { customers: { field: 'birthday' } } }, 'a field without personal data'],
    ['a type', { partitions: { customers: { field: 'tags' } } }, 'a field of type date'],
    ['a time of no date', { partitions: { orders: { field: 'status', by: 'day' } } }, 'value, for a field that is no'],
    ['a value of a date', { partitions: { orders: { field: 'ordered_at', by: 'value' } } }, 'year, month or day'],
  ] as const)('name %s that cannot be', (_name, input, expected) => {
    expect(failure({ exports: input })).toContain(expected);
  });

  it('do not cut by what the role does not see as it is', () => {
    const roles = { sales: { fields: { orders: { status: 'mask' } } } } as const;
    const input = { role: 'sales', partitions: { orders: { field: 'status' } } };
    expect(failure({ roles, exports: input })).toContain('a field that the role sees as it is');
  });
});

describe('settings of snapshots', () => {
  const s3 = { kind: 's3', endpoint: 'https://s3.example.com', bucket: 'backups' } as const;

  it('seal, and keep something, unless told otherwise', () => {
    const { snapshots } = parseConfig(undefined);
    expect(snapshots).toMatchObject({ seal: true, recipients: [], localOnly: [], stores: [], keep: { last: 7 } });
  });

  it('fill in what a kind of store needs', () => {
    const { stores } = parseConfig({
      snapshots: {
        keep: { last: 3 },
        stores: { cloud: { ...s3, keep: { last: 1 } }, usb: { kind: 'folder', path: '/media/x' } },
      },
    }).snapshots;
    expect(stores).toMatchObject([
      {
        name: 'cloud',
        kind: 's3',
        holdsLocal: false,
        region: 'us-east-1',
        credentials: 'AWS',
        lockDays: 0,
        keep: { last: 1 },
      },
      { name: 'usb', kind: 'folder', path: '/media/x', holdsLocal: true, keep: { last: 3 } },
    ]);
  });

  it('keep datasets at home by name and by how closely their fields are guarded', () => {
    const { localOnly } = parseConfig({ snapshots: { localOnly: ['orders'], localOnlyWith: ['identity'] } }).snapshots;
    expect(localOnly).toEqual(['orders', 'customers']);
  });

  it.each([
    [{ stores: { cloud: { kind: 's3' } } }, /cloud.endpoint.*\n.*cloud.bucket/],
    [{ stores: { usb: { kind: 'folder' } } }, /usb.path: a folder/],
    [{ stores: { usb: { kind: 'folder', path: '/x', bucket: 'abc' } } }, /only with kind s3/],
    [{ stores: { workspace: { kind: 'folder', path: '/x' } } }, /another name/],
    [{ stores: { cloud: { ...s3, endpoint: 'https://h/path' } } }, /without a path/],
    [{ stores: { cloud: { ...s3, bukket: 'x' } } }, /did you mean bucket/],
    [{ stores: { cloud: s3 }, seal: false }, /snapshots.seal: true/],
    [{ seal: false, recipients: [`age1${'q'.repeat(58)}`] }, /none with seal: false/],
    [{ recipients: ['ssh-ed25519 AAAA'] }, /age1/],
    [{ localOnly: ['custmers'] }, /did you mean customers/],
    [{ keep: { last: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 } }, /something to keep/],
    [{ keep: { weakly: 1 } }, /did you mean weekly/],
  ])('name what is wrong: %j', (snapshots, said) => {
    expect(failure({ snapshots })).toMatch(said);
  });
});

describe('schedules', () => {
  const one = (settings: object) =>
    parseConfig({ timeZone: 'Asia/Shanghai', schedules: { nightly: settings } }).schedules[0];

  it('have their defaults, the time zone of the workspace among them', () => {
    expect(one({ run: 'snapshot.prune', at: ['13:00', '01:00', '13:00'], days: ['mon'] })).toEqual({
      name: 'nightly',
      run: 'snapshot.prune',
      args: { apply: true },
      times: { kind: 'at', at: ['01:00', '13:00'], days: ['mon'], monthDays: null },
      timeZone: 'Asia/Shanghai',
      overlap: 'skip',
      catchUpMs: 86_400_000,
      jitterMs: 0,
      pauseOnFailure: false,
    });
    expect(one({ run: 'publish', everyMinutes: 5 })?.times).toEqual({ kind: 'every', everyMs: 300_000 });
    for (const store of ['workspace', '/media/usb', './usb'])
      expect(one({ run: 'drill.run', at: '02:30', args: { store } })?.args).toEqual({ store });
  });

  it('have names of one form, told where another is given', () => {
    const schedules = { 'every night': { run: 'publish', everyMinutes: 5 } };
    expect(() => parseConfig({ schedules })).toThrow('schedules.every night: a name in snake_case');
  });

  it.each([
    [{ run: 'snapshot.take' }, 'schedules.nightly: either at or everyMinutes'],
    [{ run: 'snapshot.take', at: '02:30', everyMinutes: 5 }, 'schedules.nightly: either at or everyMinutes'],
    [{ run: 'snapshot.take', everyMinutes: 5, days: ['mon'] }, 'at, beside days or monthDays'],
    [{ run: 'snapshot.take', at: '02:30', days: ['mon'], monthDays: [1] }, 'not both'],
    [{ run: 'snapshot.take', at: '24:00' }, 'schedules.nightly.at'],
    [{ run: 'snapshot.take', at: '02:30', args: { kind: 'whole' } }, 'schedules.nightly.args.kind'],
    [{ run: 'drill.run', at: '02:30', args: { stor: 'usb' } }, 'schedules.nightly.args.stor'],
    [{ run: 'undo', at: '02:30' }, 'schedules.nightly.run'],
    [{ run: 'publish', at: '02:30', overlaps: 'skip' }, 'did you mean overlap?'],
    [{ run: 'drill.run', at: '02:30', args: { store: 'usb' } }, 'schedules.nightly.args.store: no store usb'],
    [{ run: 'export.run', at: '02:30', args: { dataset: 'custmers' } }, 'did you mean customers?'],
    [{ run: 'publish', at: '02:30', args: { role: 'analysts' } }, 'did you mean analyst?'],
  ])('%j is refused by name', (settings, words) => {
    expect(() => one(settings)).toThrow(words);
  });
});
