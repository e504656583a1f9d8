/** One of a list of values, each with its spellings. An open list keeps what it does not know. */
import type { ColumnContext } from '../verdicts.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { addRepair, prepare } from './prepare.js';
import { foldSpelling, nearestOf } from './spelling.js';
import { cleanLineSql, decide, inList, literal } from './sql.js';

type Values = NonNullable<ColumnContext['values']>;
const tables = new WeakMap<Values, Map<string, string>>();
const none: Values = {};

/** Folded spelling -> canonical value. A canonical value wins over another's spelling. */
function tableOf(values: Values): Map<string, string> {
  let table = tables.get(values);
  if (!table) {
    table = new Map();
    for (const canonical of Object.keys(values)) table.set(foldSpelling(canonical), canonical);
    for (const [canonical, spellings] of Object.entries(values)) {
      for (const spelling of spellings) {
        const folded = foldSpelling(spelling);
        if (!table.has(folded)) table.set(folded, canonical);
      }
    }
    tables.set(values, table);
  }
  return table;
}

const finders = new WeakMap<Values, (text: string) => string | undefined>();

function nearestIn(values: Values): (text: string) => string | undefined {
  let find = finders.get(values);
  if (!find) {
    find = nearestOf(Object.entries(values).flatMap(([canonical, all]) => [canonical, ...all]));
    finders.set(values, find);
  }
  return find;
}

export const oneOf = defineFieldType({
  name: 'enum',
  judge(raw, flag, context) {
    const values = context.values ?? none;
    const table = tableOf(values);
    const start = prepare(raw, flag, { profile: 'line' });
    if ('verdict' in start) return start.verdict;
    const known = Object.hasOwn(values, start.text) ? start.text : table.get(foldSpelling(start.text));
    if (known !== undefined) {
      if (known !== start.text) addRepair(start.repairs, 'spelling');
      return accepted(known, start.repairs);
    }
    const late = prepare(raw, null, { profile: 'line', strict: true });
    if ('verdict' in late) return late.verdict;
    if (context.open === true) return accepted(start.text, start.repairs);
    const near = nearestIn(values)(start.text);
    return rejected('value-not-allowed', undefined, near === undefined ? undefined : table.get(foldSpelling(near)));
  },
  acceptSql(x, context) {
    const values = context.values ?? none;
    const canonical = Object.keys(values);
    if (canonical.length === 0) return context.open === true ? openSql(x) : null;
    const spelled = Object.entries(values)
      .filter(([, spellings]) => spellings.length > 0)
      .map(([value, spellings]) => [inList(x, mine(values, value, spellings)), literal(value)] as const)
      .slice(0, 40);
    const known = [[inList(x, canonical), x] as const, ...spelled.filter(([condition]) => condition !== 'FALSE')];
    if (context.open !== true) return decide(known);
    // Of the plain texts an open list keeps, folding is lower case without blanks: none that is a known spelling is kept as it is.
    const isKnown = inList(`lower(replace(${x}, ' ', ''))`, [...tableOf(values).keys()]);
    return decide([...known, [`${openCondition(x)} AND NOT (${isKnown})`, x]]);
  },
});

/** The spellings that really come to this value and need no cleaning. */
function mine(values: Values, value: string, spellings: string[]): string[] {
  return spellings.filter((spelling) => {
    const verdict = oneOf.judge(spelling, null, { values, open: false } as ColumnContext);
    return verdict.ok && verdict.text === value;
  });
}

/** Without a list any clean text of some length is kept; the short ones may be placeholders. */
const openSql = (x: string): string => decide([[openCondition(x), x]]);

const openCondition = (x: string): string =>
  `${cleanLineSql(x)} AND regexp_full_match(${x}, '[A-Za-z][a-z]{3,}( [A-Za-z]{2,})+|[\\x{4E00}-\\x{9FFF}]{4,}')`;
