/** Lists of allowed values with their spellings, shared by the built-in datasets. */
import { currencyCodes, currencySpellings, sharedSigns } from '../fields/currencies.js';

/** ISO 4217 codes; signs that several currencies share are left to no code but the renminbi's own words. */
export const currencyValues: Record<string, string[]> = Object.fromEntries(
  currencyCodes.map((code) => [
    code,
    [
      ...(currencySpellings[code] ?? []).filter(
        (spelling) => spelling.length > 1 || /[€£₹₩₽฿₫₱₺₪₴₸₦円]/.test(spelling),
      ),
      ...(code === 'CNY' ? ['元', '￥', '¥', 'RMB(元)', '人民币(元)', 'CNY(人民币)'] : []),
      ...(code === 'USD' ? ['$', 'US', '美元($)'] : []),
    ].filter((spelling) => spelling in sharedSigns || spelling !== code),
  ]),
);

export const channelValues: Record<string, string[]> = {
  phone: ['call', 'telephone', 'phone call', '电话', '电话沟通', '致电', '来电', '通话', '呼叫'],
  email: ['e-mail', 'mail', '邮件', '电子邮件', '邮箱', '发邮件'],
  wechat: ['weixin', 'wx', '微信', '企业微信', '企微', 'wecom'],
  sms: ['text', 'text message', '短信', '手机短信'],
  visit: [
    'onsite',
    'on-site',
    'site visit',
    'field visit',
    '拜访',
    '上门',
    '上门拜访',
    '实地拜访',
    '面访',
    '来访',
    '外勤',
  ],
  meeting: ['conference', '会议', '面谈', '会面', '见面'],
  video: ['video call', 'online meeting', 'zoom', 'teams', '视频', '视频会议', '线上会议', '腾讯会议'],
  chat: ['live chat', 'im', 'online chat', '在线客服', '在线聊天', '聊天', '在线咨询'],
  qq: ['腾讯qq'],
  dingtalk: ['钉钉'],
  whatsapp: [],
  web: ['website', 'web form', 'form', '网站', '官网', '表单', '网页'],
  social: ['social media', '社交媒体', '微博', '抖音', '小红书'],
  other: ['others', '其他', '其它'],
};

export const directionValues: Record<string, string[]> = {
  inbound: ['in', 'incoming', 'received', '呼入', '来电', '收到', '客户来访', '流入', '接收'],
  outbound: ['out', 'outgoing', 'sent', '呼出', '去电', '发出', '外呼', '流出', '发送'],
};

export const feedbackKindValues: Record<string, string[]> = {
  complaint: ['complaints', '投诉', '客诉', '抱怨'],
  suggestion: ['suggestions', 'idea', 'feature request', '建议', '意见', '改进建议'],
  praise: ['compliment', '表扬', '好评', '感谢', '赞扬'],
  question: ['inquiry', 'enquiry', 'query', '咨询', '问题', '疑问', '询问'],
  fault: ['bug', 'incident', 'defect', 'problem', '故障', '报修', '报障', '质量问题'],
  survey: ['rating', 'review', 'nps', 'csat', '调查', '评价', '满意度', '满意度调查', '回访'],
  return: ['refund', 'return/refund', '退货', '退款', '退换货'],
  other: ['others', '其他', '其它'],
};
