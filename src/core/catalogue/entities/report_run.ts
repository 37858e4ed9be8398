import { defineRegister } from '../define.ts'

export const reportRun = defineRegister({
  name: 'report_run',
  label: '上报的统计表',
  description: '一次上报的统计表：当时的每一格数、口径和数到第几次操作。上报以后不再改动，和现在的数逐格比较。',
  title: 'title',
  owner: 'place',
  internal: true,
  match: [['code', 'counted_on', 'place']],
  sort: [{ field: 'counted_on', descending: true }, { field: 'code' }],
  indexes: [['code', 'year']],
  sections: [{ key: 'basic', label: '上报' }],
  fields: [
    { key: 'place', label: '统计范围', type: 'division', required: true, section: 'basic', listed: true },
    { key: 'code', label: '统计表代号', type: 'text', required: true, maximumLength: 60, section: 'basic', listed: true },
    { key: 'title', label: '统计表', type: 'text', required: true, maximumLength: 100, section: 'basic', listed: true },
    { key: 'level', label: '按哪一级', type: 'text', required: true, maximumLength: 20, section: 'basic' },
    { key: 'year', label: '年度', type: 'year', minimum: 2000, maximum: 2100, section: 'basic', listed: true },
    { key: 'day', label: '统计到', type: 'date', section: 'basic' },
    { key: 'from_day', label: '统计自', type: 'date', section: 'basic', hint: '不从年初统计起的才有。' },
    { key: 'counted_on', label: '上报日期', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'counted_by', label: '上报人', type: 'text', maximumLength: 40, section: 'basic', listed: true },
    { key: 'definition', label: '口径', type: 'text', required: true, maximumLength: 16, section: 'basic', hint: '统计表定义的校验值：口径变了它就变。' },
    { key: 'change_set', label: '数到第几次操作', type: 'integer', required: true, minimum: 0, section: 'basic' },
    { key: 'figures', label: '各格的数', type: 'longText', sensitive: 'illness', required: true, maximumLength: 4_000_000, section: 'basic' },
    { key: 'remark', label: '说明', type: 'text', maximumLength: 500, section: 'basic', listed: true },
  ],
})
