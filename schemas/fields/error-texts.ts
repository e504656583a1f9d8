/** What spreadsheets show where a formula has no result, in their own languages; LibreOffice has numbers for some (Err:502). */

const words = [
  'N/A REF! VALUE! DIV/0! NAME? NULL! NUM! SPILL! CALC! FIELD! BLOCKED! CONNECT! UNKNOWN! BUSY! GETTING_DATA ERROR!',
  // German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian.
  'NV WERT! BEZUG! ZAHL! ÜBERLAUF! VALEUR! NOM? NOMBRE! NUL! ¡VALOR! ¡REF! ¡DIV/0! ¿NOMBRE? ¡NUM! ¡NULO!',
  'N/D VALOR! NOME? NÚM! NULO! VALORE! RIF! NULLO! WAARDE! VERW! NAAM? GETAL! LEEG! N/B N/D! ARG! ADR! NAZWA? LICZBA!',
  'Н/Д ЗНАЧ! ССЫЛКА! ИМЯ? ЧИСЛО! ПУСТО! ДЕЛ/0!',
];
const texts = new Set(words.flatMap((line) => line.split(' ').map((word) => `#${word}`)));
const numbered = /^Err:5\d\d$/;

export const isErrorText = (text: string): boolean => texts.has(text) || numbered.test(text);

/** RE2 expression of what is looked at; those with a # are in any case. */
export const errorPattern = '^Err:5[0-9]{2}$';
