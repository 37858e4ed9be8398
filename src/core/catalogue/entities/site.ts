import { defineRegister } from '../define.ts'

export const site = defineRegister({
  name: 'site', label: '站点', description: '一台安装了本程序、可以交换数据的电脑；由县里登记和停用。记录编号就是站点编号。',
  title: 'label', internal: true, keptBy: 'county', match: [['signing_key']], sort: [{ field: 'unit' }, { field: 'label' }], source: 'exchange.md',
  sections: [{ key: 'basic', label: '站点' }],
  fields: [
    { key: 'unit', label: '所属单位', type: 'text', required: true, maximumLength: 12, section: 'basic', listed: true, merge: 'decide', hint: '12 位区划代码。' },
    { key: 'unit_name', label: '单位名称', type: 'text', required: true, maximumLength: 100, section: 'basic', listed: true },
    { key: 'label', label: '站点名称', type: 'text', required: true, maximumLength: 60, section: 'basic', listed: true },
    { key: 'signing_key', label: '签名公钥', type: 'text', required: true, maximumLength: 100, section: 'basic', merge: 'decide', hint: 'minisign 公钥。' },
    { key: 'sealing_key', label: '加密公钥', type: 'text', required: true, maximumLength: 100, section: 'basic', merge: 'decide', hint: 'age 公钥。' },
    { key: 'state', label: '状态', type: 'code', codeList: 'site_state', required: true, section: 'basic', listed: true, merge: 'decide' },
    { key: 'admitted_on', label: '登记日期', type: 'date', section: 'basic', listed: true },
    { key: 'withdrawn_on', label: '停用日期', type: 'date', section: 'basic', listed: true, follows: 'state' },
    { key: 'withdrawn_reason', label: '停用原因', type: 'text', maximumLength: 200, section: 'basic', follows: 'state' },
  ],
})
