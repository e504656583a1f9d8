/** Actions, actors and outcomes in the audit log, as people read them. */
import { counted } from '../print.js';

type Words = readonly [en: string, zh: string];
type Lang = 'en' | 'zh';

/** In English an action goes by its name. */
const actions: Readonly<Record<string, string>> = {
  land: '接收',
  unpack: '解包',
  map: '对应列',
  'read-as': '设定读法',
  approve: '批准',
  commit: '入库',
  conclude: '结束',
  undo: '撤销',
  merge: '合并',
  unmerge: '拆分',
  snapshot: '快照',
  'snapshot stored': '存入快照',
  'snapshot pruned': '清理快照',
  drill: '恢复演练',
  restore: '恢复',
  'restore confirm': '确认恢复',
  excerpt: '摘取恢复',
  export: '导出',
  schedule: '计划任务',
  upgrade: '升级',
  'mark missing': '高水位标记缺失',
  removal: '删除',
  'removals kept': '保留删除与冻结',
  hold: '法务冻结',
  'keys confirm': '确认密钥',
  'keys rotate': '更换密钥',
};

const actors: Readonly<Record<string, string>> = { keeper: '守护进程', schedule: '计划任务' };

/** How something went, by what the entry says of it. */
const outcomes: Readonly<Record<string, Words>> = {
  ran: ['ran', '运行'],
  paused: ['paused', '暂停'],
  resumed: ['resumed', '继续'],
  triggered: ['run by hand', '手动运行'],
  backfilled: ['backfilled', '补跑'],
  done: ['done', '完成'],
  failed: ['FAILED', '失败'],
  cancelled: ['cancelled', '已取消'],
  pass: ['passed', '通过'],
  fail: ['FAILED', '失败'],
  inconclusive: ['inconclusive', '无结论'],
};

const own = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

export const actionText = (action: string, lang: Lang): string =>
  lang === 'zh' ? (own(actions, action) ?? action) : action;

/** A person goes by the name of the account. */
export const actorText = (actor: string, lang: Lang): string =>
  lang === 'zh' ? (own(actors, actor) ?? actor.replace(/^person:/, '用户 ')) : actor;

/** The action that is meant by its name, or by its Chinese word. */
export const actionNamed = (asked: string): string =>
  Object.keys(actions).find((action) => actions[action] === asked) ?? asked;

/** In a word or two; '' where the entry says no such thing. */
export function outcomeText(detail: unknown, lang: Lang): string {
  const said = detail as Partial<Record<string, unknown>> | null;
  const words = [said?.['event'], said?.['outcome'], said?.['result']].flatMap((one) => {
    const text = typeof one === 'string' ? own(outcomes, one) : undefined;
    return text === undefined ? [] : [text[lang === 'zh' ? 1 : 0]];
  });
  const damaged = Array.isArray(said?.['damaged']) ? said['damaged'].length : 0;
  if (damaged > 0)
    words.push(lang === 'zh' ? `${damaged} 个文件损坏，已重写` : `${counted(damaged, 'damaged file')} written anew`);
  return words.join(' · ');
}
