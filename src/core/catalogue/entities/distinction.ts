import { defineRegister } from '../define.ts'

export const distinction = defineRegister({
  name: 'distinction',
  label: '重复的判定',
  description: '两条看来重复的记录经核实不是同一条，各自保留，并写明理由。',
  title: 'reason',
  internal: true,
  keptBy: 'anyone',
  match: [['one', 'other']],
  sort: [{ field: 'decided_on' }],
  indexes: [['one'], ['other']],
  source: 'exchange.md',
  sections: [{ key: 'basic', label: '判定' }],
  fields: [
    { key: 'register', label: '台账', type: 'text', required: true, maximumLength: 40, section: 'basic', listed: true },
    { key: 'one', label: '一条', type: 'text', required: true, maximumLength: 40, section: 'basic' },
    { key: 'other', label: '另一条', type: 'text', required: true, maximumLength: 40, section: 'basic' },
    { key: 'reason', label: '保留理由', type: 'text', required: true, maximumLength: 500, section: 'basic', listed: true },
    { key: 'decided_on', label: '判定日期', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'decided_by', label: '判定人', type: 'text', maximumLength: 40, section: 'basic', listed: true },
  ],
})
