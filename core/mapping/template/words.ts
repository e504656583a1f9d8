/** The words of a blank workbook. None of the headers is one that a dataset knows as a field. */
import type { FieldTypeName } from '../../../schemas/verdicts.js';
import type { Lang } from '../../../schemas/issues/issue.js';

export const templateWords: Record<Lang, Record<Word, string>> = {
  en: {
    notes: 'How to fill in',
    column: 'Column name',
    required: 'Must be filled',
    kind: 'What to type',
    meaning: 'What it means',
    example: 'For example',
    allowed: 'Allowed values',
    yes: 'yes',
    oneOf: 'at least one of those marked so',
    list: 'choose from the list',
    notListed: 'Please choose from the list. Other values are returned to you.',
    notNumber: 'This is no number. Type the number alone, without words or signs.',
    notDate: 'This is no date. Type it as 2026-03-15.',
  },
  zh: {
    notes: '填写指南',
    column: '列名',
    required: '是否必须填写',
    kind: '填写格式',
    meaning: '这一列的意思',
    example: '填写示例',
    allowed: '允许填写的值',
    yes: '必填',
    oneOf: '标有此项的列至少填一个',
    list: '从下拉列表中选择',
    notListed: '请从下拉列表中选择；其他值会被退回。',
    notNumber: '这不是数字。请只填数字，不要带文字或符号。',
    notDate: '这不是日期。请按 2026-03-15 的格式填写。',
  },
};

type Word =
  | 'notes'
  | 'column'
  | 'required'
  | 'kind'
  | 'meaning'
  | 'example'
  | 'allowed'
  | 'yes'
  | 'oneOf'
  | 'list'
  | 'notListed'
  | 'notNumber'
  | 'notDate';

export const kindWords: Record<FieldTypeName, Record<Lang, string>> = {
  text: { en: 'text', zh: '文字' },
  name: { en: 'text in one line', zh: '一行文字' },
  email: { en: 'e-mail address', zh: '电子邮箱地址' },
  phone: { en: 'phone number; with +country code when abroad', zh: '电话号码；境外号码请带 + 国家区号' },
  date: { en: 'date, year-month-day', zh: '日期，年-月-日' },
  datetime: { en: 'date and time', zh: '日期和时间' },
  money: { en: 'amount, digits only', zh: '金额，只填数字' },
  integer: { en: 'whole number', zh: '整数' },
  decimal: { en: 'number', zh: '数字' },
  boolean: { en: 'yes or no', zh: '是或否' },
  enum: { en: 'one value', zh: '一个值' },
  country: { en: 'country', zh: '国家或地区' },
  region: { en: 'province or state', zh: '省、自治区、直辖市' },
  identifier: { en: 'number or code, exactly as it is', zh: '编号，原样填写' },
  cnId: { en: 'ID number, all 18 characters', zh: '18 位身份证号' },
  creditCode: { en: 'unified social credit code, 18 characters', zh: '18 位统一社会信用代码' },
  bankCard: { en: 'card or account number, digits only', zh: '银行卡号或账号，只填数字' },
  url: { en: 'web address', zh: '网址' },
  tags: { en: 'several words, parted by ;', zh: '多个词，用；分开' },
};
