import { defineRegister } from '../define.ts'

export const parameter = defineRegister({
  name: 'parameter', label: '参数', description: '按年可改的线和阈值：扶贫线（国家、省）、监测线、校验阈值、公示天数等。由县里维护。',
  title: 'label', identity: ['year', 'key'], keptBy: 'county', match: [['year', 'key']], uniqueTogether: [['year', 'key']], sort: [{ field: 'year', descending: true }, { field: 'key' }],
  menu: { group: '系统', order: 10 }, source: 'forms.md §8、§13、§16',
  sections: [{ key: 'basic', label: '参数' }],
  fields: [
    { key: 'year', label: '年度', type: 'year', required: true, minimum: 2000, maximum: 2100, section: 'basic', listed: true, headings: ['年份'] },
    { key: 'key', label: '参数代号', type: 'text', required: true, maximumLength: 80, section: 'basic', listed: true, headings: ['代号'] },
    { key: 'label', label: '参数名称', type: 'text', required: true, maximumLength: 100, section: 'basic', listed: true, headings: ['名称', '参数'] },
    { key: 'value', label: '参数值', type: 'text', maximumLength: 40, section: 'basic', listed: true, merge: 'decide', headings: ['值', '数值'], hint: '十进制数，例如 2800 或 0.6。' },
    { key: 'unit', label: '单位', type: 'text', maximumLength: 20, section: 'basic', listed: true },
    { key: 'basis', label: '依据', type: 'longText', maximumLength: 500, section: 'basic', listed: true, headings: ['来源', '依据文件'] },
    { key: 'unverified', label: '是否待核', type: 'boolean', section: 'basic', listed: true, initial: false, headings: ['待核'] },
  ],
})
