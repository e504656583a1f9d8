import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noAnswers } from '../../core/mapping/answers.js';
import { mergedAnswers, readReadingAnswers } from '../../core/mapping/reading-answers.js';
import { readingQuestions, type AskedTable } from '../../core/mapping/reading-questions.js';
import { choiceOf, choiceText, headerOf, readingPart } from '../../schemas/reading-questions.js';
import { columnTokenHeader, tablesSheetHeaders } from '../../schemas/receipt.js';

const column = (header: string, field: string | null) => ({
  column: 'A',
  position: 0,
  header,
  field,
  confidence: field === null ? 0 : 1,
});

const tableOf = (headers: [string, string | null][], confidence: number, headerRows = [1]): AskedTable => ({
  table: {
    table: 0,
    sheet: '名单',
    headerRows,
    header: { by: 'evidence', confidence },
    firstRow: headerRows.length + 1,
  },
  columns: headers.map(([header, field]) => column(header, field)) as unknown as AskedTable['columns'],
  rows: [
    ['a', 'b'],
    ['c', null],
    ['e', 'f'],
  ],
});

const unknown: [string, string | null][] = [
  ['a', null],
  ['b', null],
];
const encodings = [
  { label: 'gb18030', sample: 'x' },
  { label: 'big5', sample: 'y' },
];
const delimiters = [
  { delimiter: ',', rows: [['a', 'b;c']] },
  { delimiter: ';', rows: [['a,b', 'c']] },
];
const about = (questions: ReturnType<typeof readingQuestions>) => questions.map((question) => question.about);

describe('what is asked', () => {
  test('nothing of a file that is read surely', () => {
    expect(readingQuestions({}, [tableOf(unknown, 0.95)], true)).toEqual([]);
  });

  test('a header that may be data asks only where the delivery waits anyway, and no field is known', () => {
    expect(readingQuestions({}, [tableOf(unknown, 0.5)], false)).toEqual([]);
    expect(
      readingQuestions(
        {},
        [
          tableOf(
            [
              ['姓名', 'name'],
              ['b', null],
            ],
            0.5,
          ),
        ],
        true,
      ),
    ).toEqual([]);
    expect(readingQuestions({}, [tableOf(unknown, 0.5)], true)).toEqual([
      {
        about: 'header',
        table: 0,
        sheet: '名单',
        candidates: [
          { value: '1', preview: ['【a │ b】', 'c │ ', 'e │ f'] },
          { value: '2', preview: ['【c │ 】', 'e │ f'] },
          { value: 'none:1', preview: ['a │ b', 'c │ ', 'e │ f'] },
        ],
      },
    ]);
  });

  test('an unlikely encoding, unless a header in its own letters names a field', () => {
    expect(about(readingQuestions({ encodings }, [tableOf([['name', 'name']], 0.95)], false))).toEqual(['encoding']);
    expect(readingQuestions({ encodings }, [tableOf([['姓名', 'name']], 0.95)], false)).toEqual([]);
    expect(readingQuestions({ encodings: encodings.slice(0, 1) }, [tableOf(unknown, 0.95)], false)).toEqual([]);
  });

  test('a delimiter with a rival, unless every column has its field; columns and headers are left for later', () => {
    const half = tableOf(
      [
        ['name', 'name'],
        ['b', null],
      ],
      0.4,
    );
    expect(about(readingQuestions({ delimiters }, [half], true))).toEqual(['delimiter']);
    expect(readingQuestions({ delimiters }, [tableOf([['name', 'name']], 0.95)], true)).toEqual([]);
  });
});

describe('choices', () => {
  const lang = fc.constantFrom('en' as const, 'zh' as const);

  test('are understood as they are offered, in both languages', () => {
    fc.assert(
      fc.property(lang, fc.constantFrom(',', ';', '\t', '|', ' '), (of, delimiter) => {
        expect(choiceOf('delimiter', choiceText('delimiter', delimiter, of))).toEqual({ delimiter });
      }),
    );
    fc.assert(
      fc.property(lang, fc.constantFrom('gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'), (of, encoding) => {
        expect(choiceOf('encoding', choiceText('encoding', encoding, of))).toEqual({ encoding });
      }),
    );
    fc.assert(
      fc.property(lang, fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 3 }), (of, row, more) => {
        const value = more === 0 ? String(row) : `${row}-${row + more}`;
        const rows = Array.from({ length: more + 1 }, (_, at) => row + at);
        expect(headerOf(null, choiceText('header', value, of))).toMatchObject({ headerRows: rows, firstRow: null });
        expect(headerOf(null, choiceText('header', `none:${row}`, of))).toMatchObject({
          headerRows: [],
          firstRow: row,
        });
      }),
    );
  });

  test('what is typed by hand is understood or passed over', () => {
    expect(choiceOf('delimiter', ' ; ')).toEqual({ delimiter: ';' });
    expect(choiceOf('delimiter', 'whatever')).toBeNull();
    expect(choiceOf('encoding', '？')).toBeNull();
    expect(headerOf('a', '3')).toMatchObject({ sheet: 'a', headerRows: [3] });
    expect(headerOf('a', 'row 0')).toBeNull();
  });
});

describe('the returned sheet', () => {
  const readToken = (text: string) => {
    const [delivery, part, row] = text.split('.');
    return delivery && part && row ? { delivery, part, row: Number(row) } : null;
  };
  const headers = [...tablesSheetHeaders.zh, columnTokenHeader];
  const line = (kind: 'encoding' | 'header', sheet: string | null, choice: string | null) => [
    '?',
    sheet,
    'x',
    'y',
    choice,
    `d1.${readingPart(kind)}.0`,
  ];

  test('tells words; lines without an answer or a token are passed over', () => {
    const rows = [
      line('encoding', null, 'big5（繁体中文）'),
      line('encoding', null, null),
      line('header', '名单', '没有表头，第 2 行就是数据'),
      ['?', null, 'x', 'y', 'gb18030', null],
    ];
    expect(readReadingAnswers({ headers, rows, readToken })).toEqual({
      ...noAnswers('d1'),
      reading: {
        tables: [{ sheet: '名单', take: null, headerRows: [], firstRow: 2, lastRow: null }],
        text: { encoding: 'big5' },
      },
    });
    expect(readReadingAnswers({ headers, rows: [line('encoding', null, ' ')], readToken })).toBeNull();
    expect(readReadingAnswers({ headers: ['a', 'b'], rows, readToken })).toBeNull();
  });

  test('later answers go before earlier ones, and complete them', () => {
    const first = { ...noAnswers('d1'), reading: { tables: [], text: { encoding: 'big5', delimiter: ';' } } };
    const columns = [{ header: 'a', occurrence: 1, choice: 'extra' as const }];
    const second = { ...noAnswers('d1'), columns, key: ['name'] };
    const both = mergedAnswers(first, second);
    expect(both).toMatchObject({ columns, key: ['name'], reading: first.reading });
    const third = { ...noAnswers('d1'), reading: { tables: [], text: { encoding: 'gb18030' } } };
    expect(mergedAnswers(both, third)).toMatchObject({
      columns,
      key: ['name'],
      reading: { text: { encoding: 'gb18030', delimiter: ';' } },
    });
  });
});
