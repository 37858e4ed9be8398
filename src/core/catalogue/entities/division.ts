import { defineRegister } from '../define.ts'

export const division = defineRegister({
  name: 'division', label: '区划', description: '省、市、县、乡、村五级区划，一条是一个区划在一段时间里的代码和名称。',
  title: 'name', identity: ['code'], keptBy: 'county', match: [['code']], sort: [{ field: 'code' }], menu: { group: '村与区划', order: 30 },
  source: 'divisions.md；forms.md §12',
  sections: [{ key: 'basic', label: '基本情况' }],
  fields: [
    { key: 'code', label: '区划代码', type: 'text', required: true, unique: true, maximumLength: 12, section: 'basic', search: 'number', listed: true, headings: ['代码', '行政区划代码', '统计用区划代码', '行政编码', '12位代码'] },
    { key: 'name', label: '区划名称', type: 'text', required: true, maximumLength: 100, section: 'basic', search: 'name', listed: true, national: 'AAR009', headings: ['名称'] },
    { key: 'parent_code', label: '上级区划', type: 'division', section: 'basic', listed: true, headings: ['上级区划代码', '上级代码'] },
    { key: 'level', label: '级别', type: 'code', codeList: 'division_level', required: true, section: 'basic', listed: true, headings: ['区划级别'] },
    { key: 'kind', label: '类型', type: 'code', codeList: 'division_kind', section: 'basic', listed: true, headings: ['区划类型'] },
    { key: 'national_code', label: '扶贫系统区划代码', type: 'text', maximumLength: 12, section: 'basic', search: 'number', national: 'AAR008', headings: ['全国扶贫系统代码', '所在区划代码'], hint: '全国扶贫系统的 12 位代码，可能滞后于统计局代码，两套并存。' },
    { key: 'former_names', label: '曾用名', type: 'text', maximumLength: 200, section: 'basic', merge: 'union', hint: '多个曾用名用顿号隔开。' },
    { key: 'valid_from', label: '启用年', type: 'year', minimum: 1949, maximum: 2100, section: 'basic', headings: ['启用年度'] },
    { key: 'valid_to', label: '停用年', type: 'year', minimum: 1949, maximum: 2100, section: 'basic', headings: ['停用年度'], hint: '最后一个有效的年份；仍在使用的留空。' },
  ],
})
