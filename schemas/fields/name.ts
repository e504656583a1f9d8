/** Names of people, companies, places: one line, single blanks, letters as they are. */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { lostText } from './lost.js';
import { misread } from './misread.js';
import { addRepair, placeholder, prepare } from './prepare.js';
import { cleanLineSql, decide } from './sql.js';

/** 张三/李四, 张三、李四, 张三&李四, Ann Lee / Bob Ray: parts that each look like the name of a person. */
const severalNames =
  /^(\p{Script=Han}{2,4}( ?[/、&，,;；] ?\p{Script=Han}{2,4})+|\p{Lu}\p{L}+( \p{Lu}[\p{L}.]*)+( ?\/ ?\p{Lu}\p{L}+( \p{Lu}[\p{L}.]*)+)+)$/u;

/** '甲公司: what spreadsheets put before a text; 't Hart is called so. */
const guarded = /^['’](\p{Script=Han}[^'’]*)$/u;

/** What stands where there is no name, the 0 of a formula that points to an empty cell, too. Latin words for it may be names: Null, Nil, Na. */
const noName = '^(0|[-–—_/.?*#\\\\~…。、？]+|无|空|暂无|没有|未知|不详|未填写?|未提供|待定|待补充?)$';
const isNoName = new RegExp(noName, 'u');

export const name = defineFieldType({
  name: 'name',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'line' });
    if ('verdict' in start) return start.verdict;
    if (/^=\s*DISPIMG\(/i.test(start.text)) return rejected('picture-in-cell');
    const unguarded = guarded.exec(start.text)?.[1];
    if (unguarded !== undefined) {
      start.text = unguarded;
      addRepair(start.repairs, 'text-guard');
    }
    const meant = misread(raw);
    if (meant !== null) return rejected('text-misread', undefined, meant);
    const lost = lostText(start.text);
    if (lost === 'all') return rejected('text-lost');
    if (isNoName.test(start.text)) return placeholder(start.repairs);
    const several = severalNames.test(start.text) ? [{ code: 'several-names' }] : [];
    return accepted(start.text, start.repairs, [
      ...start.warnings,
      ...several,
      ...(lost === null ? [] : [{ code: 'text-lost' }]),
    ]);
  },
  acceptSql: (x) => decide([[cleanLineSql(x, mayBeOther), x]]),
});

/** A formula, the mark of a text, and marks between names; some stand in names of companies, too: those between Chinese characters. */
const mayBeOther = [noName, '^=', "^['’]\\p{Han}", '[/、，；]', '\\p{Han} ?[&,;] ?\\p{Han}'];
