/**
 * 金蝶精斗云 (云进销存): its list of customers. Headers as public programs of the same layout print them; not held against real files.
 */
import { makePreset } from './preset.js';

const customers = makePreset({
  name: 'kingdee-customers',
  dataset: 'customers',
  must: ['客户编号', '客户名称', '期初应收款 | 期初预收款', '余额日期 | 首要联系人 | 送货地址 | 客户等级'],
  signature: `客户编号 | 客户名称 | 客户类别 | 客户等级 | 余额日期 | 期初应收款 | 期初预收款 | 首要联系人 | QQ/MSN | QQ/微信/Email | 送货地址 | 座机
    销售人员 | 纳税人识别号 | 税率`,
  least: 6,
  fields: {
    external_id: '客户编号',
    name: '客户名称',
    contact_name: '联系人',
    phone: '手机 | 座机',
    address: '送货地址',
    customer_type: '客户类别 | 客户等级',
    credit_code: '纳税人识别号',
    bank_account: '银行账号',
    owner: '销售人员',
    notes: '备注',
  },
  extra: '余额日期 | 期初应收款 | 期初预收款 | 首要联系人 | QQ/MSN | QQ/微信/Email | 税率 | 开户银行 | 座机',
});

export const kingdee = [customers];
