/** Provinces: the full Chinese name where one is meant (广东, Guangdong, 广东省 are 广东省), any other region as it is written. */
import { accepted, defineFieldType } from './field-type.js';
import { addRepair, prepare, strictEmptyWords } from './prepare.js';
import { foldSpelling } from './spelling.js';
import { cleanLineSql, decide, inList, literal } from './sql.js';

/** Full name | short names, abbreviation left out: 京 may be a name. */
const provinces = [
  '北京市|北京|Beijing|Beijing Shi|Peking',
  '天津市|天津|Tianjin',
  '河北省|河北|Hebei',
  '山西省|山西|Shanxi',
  '内蒙古自治区|内蒙古|内蒙|Inner Mongolia|Neimenggu|Nei Mongol',
  '辽宁省|辽宁|Liaoning',
  '吉林省|吉林|Jilin',
  '黑龙江省|黑龙江|Heilongjiang',
  '上海市|上海|Shanghai|Shanghai Shi',
  '江苏省|江苏|Jiangsu',
  '浙江省|浙江|Zhejiang',
  '安徽省|安徽|Anhui',
  '福建省|福建|Fujian',
  '江西省|江西|Jiangxi',
  '山东省|山东|Shandong',
  '河南省|河南|Henan',
  '湖北省|湖北|Hubei',
  '湖南省|湖南|Hunan',
  '广东省|广东|Guangdong|Canton',
  '广西壮族自治区|广西|广西省|Guangxi|Guangxi Zhuang',
  '海南省|海南|Hainan',
  '重庆市|重庆|Chongqing|Chungking',
  '四川省|四川|Sichuan|Szechuan',
  '贵州省|贵州|Guizhou',
  '云南省|云南|Yunnan',
  '西藏自治区|西藏|Tibet|Xizang',
  '陕西省|陕西|Shaanxi',
  '甘肃省|甘肃|Gansu',
  '青海省|青海|Qinghai',
  '宁夏回族自治区|宁夏|Ningxia',
  '新疆维吾尔自治区|新疆|Xinjiang',
  '香港特别行政区|香港|Hong Kong',
  '澳门特别行政区|澳门|Macau|Macao',
  '台湾省|台湾|Taiwan',
].map((line) => line.split('|'));

const byName = new Map(
  provinces.flatMap((names) =>
    names.flatMap((name) => {
      const spellings = /^[A-Z]/.test(name) ? [name, `${name} Province`, `${name} City`] : [name];
      return spellings.map((spelling) => [foldSpelling(spelling), names[0] ?? ''] as const);
    }),
  ),
);

export const region = defineFieldType({
  name: 'region',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'line', strict: true });
    if ('verdict' in start) return start.verdict;
    const full = byName.get(foldSpelling(start.text));
    if (full !== undefined && full !== start.text) addRepair(start.repairs, 'spelling');
    return accepted(full ?? start.text, start.repairs);
  },
  acceptSql(x) {
    const known = provinces.flat();
    const spelled = provinces.map((names) => [inList(x, names.slice(1)), literal(names[0] ?? '')] as const);
    const foreign = `regexp_full_match(${x}, '[A-Z][a-z]+( [A-Z][a-z]+)?|[A-Z]{2}') AND ${cleanLineSql(x)} AND NOT ${inList(
      `lower(${x})`,
      [...openWords, ...strictEmptyWords],
    )}`;
    return decide([
      [
        inList(
          x,
          known.filter((name) => /[省市区]$/.test(name) && byName.get(foldSpelling(name)) === name),
        ),
        x,
      ],
      ...spelled,
      [foreign, x],
    ]);
  },
});

/** Latin spellings of provinces in lower case, with and without blanks and suffix: SQL leaves them open where it does not know them. */
const openWords = provinces.flatMap((names) =>
  names
    .filter((name) => /^[A-Z]/.test(name))
    .flatMap((name) =>
      [name, name.replaceAll(' ', ''), `${name} Province`, `${name} City`].map((word) => word.toLowerCase()),
    ),
);
