import { defineRegister } from '../define.ts'

export const yearLock = defineRegister({
  name: 'year_lock',
  label: '年度锁定',
  description: '一个村一个年度在村、乡镇、县各级的锁定：锁定后只有锁定它的级别能更正。',
  title: 'division',
  internal: true,
  identity: ['division', 'year', 'level'],
  keptBy: { levelIn: 'level', divisionIn: 'division' },
  locks: { division: 'division', year: 'year', level: 'level', state: 'state' },
  match: [['division', 'year', 'level']],
  uniqueTogether: [['division', 'year', 'level']],
  sort: [{ field: 'division' }, { field: 'year' }, { field: 'level' }],
  source: 'mechanisms.md §0.2-1、§0.2-6',
  sections: [{ key: 'basic', label: '锁定' }],
  fields: [
    { key: 'division', label: '行政村', type: 'division', level: 'village', required: true, section: 'basic', listed: true },
    { key: 'year', label: '年度', type: 'year', required: true, minimum: 2000, maximum: 2100, section: 'basic', listed: true },
    { key: 'level', label: '级别', type: 'code', codeList: 'office_level', required: true, section: 'basic', listed: true },
    { key: 'state', label: '状态', type: 'code', codeList: 'lock_state', required: true, section: 'basic', listed: true, merge: 'foremost' },
    { key: 'changed_on', label: '日期', type: 'date', section: 'basic', follows: 'state', listed: true },
    { key: 'changed_by', label: '经办人', type: 'text', maximumLength: 40, section: 'basic', follows: 'state', listed: true },
    { key: 'reason', label: '理由', type: 'text', maximumLength: 200, section: 'basic', follows: 'state', listed: true },
  ],
})
