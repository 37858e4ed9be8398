import { defineRegister } from '../define.ts'

export const ruleSetting = defineRegister({
  name: 'rule_setting',
  label: '规则停用',
  description: '县里决定暂不核查的规则和理由；停用以后录入、导入和核查都不再提示。',
  title: 'rule',
  internal: true,
  keptBy: 'county',
  identity: ['rule'],
  match: [['rule']],
  sort: [{ field: 'rule' }],
  source: 'mechanisms.md §6',
  sections: [{ key: 'basic', label: '停用' }],
  fields: [
    { key: 'rule', label: '规则号', type: 'text', required: true, maximumLength: 60, unique: true, section: 'basic', listed: true },
    { key: 'off', label: '是否停用', type: 'boolean', required: true, section: 'basic', listed: true },
    { key: 'reason', label: '理由', type: 'longText', required: true, maximumLength: 1000, section: 'basic', listed: true, follows: 'off' },
    { key: 'decided_by', label: '决定人', type: 'text', maximumLength: 40, section: 'basic', listed: true, follows: 'off' },
    { key: 'decided_on', label: '决定日期', type: 'date', section: 'basic', listed: true, follows: 'off' },
  ],
})
