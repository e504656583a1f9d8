/** Tags: separate words, each once, in the order written, joined by `;`. */
import { accepted, defineFieldType } from './field-type.js';
import { addRepair, placeholder, prepare } from './prepare.js';
import { cleanLineSql, decide } from './sql.js';

export const tags = defineFieldType({
  name: 'tags',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'free' });
    if ('verdict' in start) return start.verdict;
    const seen = new Set<string>();
    for (const part of start.text.split(/[,;、，；|\n\t]/)) {
      const one = prepare(part, null, { profile: 'line', strict: true });
      if ('verdict' in one) {
        if (!one.verdict.ok) return one.verdict;
        continue;
      }
      for (const repair of one.repairs) addRepair(start.repairs, repair);
      seen.add(one.text);
    }
    if (seen.size === 0) return placeholder(start.repairs);
    return accepted([...seen].join(';'), start.repairs);
  },
  acceptSql: (x) => {
    const sane = `${cleanLineSql(x, ',、，；|')} AND regexp_full_match(${x}, '[^;]*[^; /\\\\.*?—-][^;]*(;[^; ]*[^; /\\\\.*?—-][^; ]*)?')`;
    const words = `NOT regexp_matches(lower(${x}), '(^|;)(null|n/a|na|nil|none|nan|unknown|undefined|tbd|无|暂无|没有|空|未知|不详|未填|未填写|未提供|待定|待补|待补充)($|;)')`;
    return decide([
      [
        `${sane} AND ${words} AND (NOT contains(${x}, ';') OR (split_part(${x}, ';', 1) <> split_part(${x}, ';', 2) AND NOT contains(${x}, ' ')))`,
        x,
      ],
    ]);
  },
});
