/** Dates whose month is a word, in languages of Europe. */
import { expect, test } from 'vitest';
import { lacksYear } from '../../../schemas/fields/date-forms.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import { contextOf } from './engine.js';

const judged = (type: 'date' | 'datetime', text: string): string => {
  const verdict = fieldType(type).judge(text, null, contextOf(type, { timeZone: 'UTC' }));
  return verdict.ok ? verdict.text : `!${verdict.problems[0]?.code}`;
};

test.each([
  ['2024-03-12', ['12 mars 2024', 'mardi 12 mars 2024', '12. März 2024', '12.Mrz.2024', 'Dienstag, den 12. März 2024']],
  ['2024-03-12', ['12 de marzo de 2024', 'martes, 12 de marzo del 2024', 'marzo 12, 2024', '12 de março de 2024']],
  ['2024-03-12', ['terça-feira, 12 de março de 2024', 'martedì 12 marzo 2024', '12 марта 2024 г.', '12/mar/2024']],
  ['2024-03-12', ['вторник, 12 марта 2024 года', '12 МАРТА 2024', '12-mars-24', '2024-mars-12', '12 Mar. 2024']],
  ['2024-08-01', ['1er août 2024', '1 AOUT 2024', '1º de agosto de 2024', '1° agosto 2024', '1-авг-24']],
  ['2024-05-03', ['3 мая 2024', '3 mai 2024', '3 maio 2024', '3 mag 2024', '3 mayo 2024', '3rd of May 2024']],
  ['2024-12', ['décembre 2024', 'Dezember 2024', 'diciembre de 2024', 'декабрь 2024 г.', 'dez/2024']],
  ['!date-invalid', ['31 février 2024', '31 июня 2024']],
  // A month of its own in each of two languages, a day of the week, no month.
  ['!date-unreadable', ['12 listopada 2024', 'mar. 12 xyz 2024', 'jeu 12 2024', '12 brumaire 2024', 'mars 24']],
])('%s: %j', (canonical, texts) => {
  expect(texts.map((text) => judged('date', text))).toEqual(texts.map(() => canonical));
});

test('words between a date and its time', () => {
  const texts = ['12 mars 2024 à 14:30', '12 mars 2024 14h30', '12. März 2024 um 14:30 Uhr', 'Mar 12, 2024 at 2:30 PM'];
  const more = [
    '12 de marzo de 2024 a las 14:30',
    '12 marzo 2024 alle ore 14:30',
    '12 марта 2024 г., 14:30',
    '2024-03-12T14:30',
  ];
  const all = [...texts, ...more];
  expect(all.map((text) => judged('datetime', text))).toEqual(all.map(() => '2024-03-12 14:30:00'));
});

test('a day of some year', () => {
  expect(['12 mars', '12. März', '5 de mayo', '12 января', '1er août'].filter((text) => !lacksYear(text))).toEqual([]);
});
