/** Text for programs and typesetters is refused by name; text of tables and forms that looks a little like it is read. */
import { describe, expect, test } from 'vitest';
import { parseBytes, parsed } from './parsing.js';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('is refused by name', () => {
  test.each([
    [
      'YAML',
      'a list of records',
      lines('- id: 1', '  name: Ann', '  phone: "138"', '- id: 2', '  name: Bob', '  phone: "139"'),
    ],
    [
      'YAML',
      'a list below a name',
      lines(
        '# customers',
        'customers:',
        '  - id: 1',
        '    name: Ann',
        '    tags: [a, b]',
        '  - id: 2',
        '    name: Bob',
      ),
    ],
    [
      'YAML',
      'records below their names',
      lines('C1:', '  name: 甲公司', '  phone: 138', 'C2:', '  name: 乙公司', '  phone: 139'),
    ],
    ['YAML', 'levels', lines('customers:', '  C1:', '    name: 甲公司', '  C2:', '    name: 乙公司')],
    ['YAML', 'behind its mark', lines('---', 'name: Ann', 'phone: 138')],
    ['Jira', 'a table', lines('||编号||备注||', '|K1|一', '二|', '|K2|李四|')],
    ['MediaWiki', 'a table', lines('{| class="wikitable"', '! 编号 !! 姓名', '|-', '| K1 || 张三', '|}')],
    ['SocialCalc', 'a sheet', lines('socialcalc:version:1.5', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed')],
    ['INI / TOML', 'sections', lines('[customer1]', 'name=Ann', 'phone=138', '[customer2]', 'name=Bob', 'phone=139')],
    [
      'INI / TOML',
      'with comments',
      lines('; settings', '', '[db]', 'host = localhost', 'port = 3306', '[客户]', 'C1 = Ann, 138'),
    ],
    ['INI / TOML', 'tables of TOML', lines('title = "x"', '[[customers]]', 'id = 1', '[[customers]]', 'id = 2')],
    [
      'properties',
      'keys with points',
      lines('# x', 'customer.1.name=Ann', 'customer.1.phone=138', 'customer.2.name=Bob'),
    ],
    ['LaTeX', 'a document', lines('% x', '\\documentclass{article}', '\\begin{document}', 'a & b \\\\')],
    ['LaTeX', 'a table', lines('\\begin{tabular}{ll}', 'Name & City \\\\', 'Ann & Rome \\\\', '\\end{tabular}')],
    ['EML', 'an e-mail', lines('From: a@example.com', 'Subject: list', 'MIME-Version: 1.0', '', 'id,name', '1,Ann')],
    ['RTF', 'a document', '{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\nName\\tab City\\par\nAnn\\tab Rome\\par}'],
  ])('%s: %s', async (kind, _, text) => {
    for (const fileName of ['a.csv', 'a.txt'])
      expect(await parseBytes(text, { fileName })).toMatchObject({ code: 'other-text-format', params: { kind } });
  });
});

describe('is read', () => {
  test.each([
    ['a form of lines with an address', lines('From: Ann', 'Subject: list', 'Phone: 13800138000')],
    ['a form of lines', lines('Name: Ann', 'Phone: 13800138000', 'City: Rome')],
    [
      'a form of two parts',
      lines('Billing:', '  Name: Ann', '  Phone: 13800138000', 'Shipping:', '  Street: Long 1', '  City: Rome'),
    ],
    ['points of a list', lines('- Name: Ann', '- Phone: 13800138000', '- City: Rome')],
    ['a table with lines of its own above', lines('[customers]', 'id,name,city', '1,Ann,Rome', '2,Bob,Bonn')],
    ['comments and a table', lines('# made: today', '# by: me', 'id;name', '1;Ann', '2;Bob')],
    ['cells with colons and equals signs', lines('id,note', '1,a: b', '2,a=b', '3,[x]')],
    ['one column of equations', lines('rule', 'a=1', 'b=2', 'c=3')],
    ['addresses', lines('url', 'https://example.com/a', 'https://example.com/b')],
    ['a table between lines', lines('---', 'id,name', '1,Ann', '2,Bob')],
  ])('%s', async (_, text) => {
    expect((await parsed(text, { fileName: 'a.csv' })).tables.length).toBeGreaterThan(0);
  });
});
