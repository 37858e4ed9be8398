import { defineRegister } from '../define.ts'

export const village = defineRegister({
  name: 'village', label: '行政村', description: '行政村中不按年变化的情况；人口、土地、设施等年度数字在“行政村年度信息”。',
  title: 'village', owner: 'village', identity: ['village'], match: [['village']], sort: [{ field: 'village' }], menu: { group: '村与区划', order: 10 },
  source: '贫困村登记表、行政村信息采集表；forms.md §3',
  sections: [{ key: 'basic', label: '基本情况' }, { key: 'position', label: '地理位置' }, { key: 'note', label: '备注' }],
  fields: [
    { key: 'village', label: '行政村', type: 'division', level: 'village', required: true, unique: true, section: 'basic', listed: true, national: 'AAD001', headings: ['村', '村名', '行政村名称', '村名称', '建制村'] },
    { key: 'village_attribute', label: '村属性', type: 'code', codeList: 'village_attribute', section: 'basic', listed: true, national: 'AAD004', merge: 'decide', unverified: true, headings: ['贫困村属性'] },
    { key: 'development_direction', label: '发展方向属性', type: 'code', codeList: 'development_direction', section: 'basic', national: 'AAD035', unverified: true, headings: ['村发展方向属性', '发展方向'] },
    { key: 'terrain', label: '地形地貌属性', type: 'code', codeList: 'terrain', section: 'basic', listed: true, national: 'AAD036', unverified: true, headings: ['村地形地貌属性', '地形地貌'] },
    { key: 'planned_exit_year', label: '计划脱贫（退出）年份', type: 'year', minimum: 2013, maximum: 2100, section: 'basic', listed: true, national: 'ADA007', headings: ['计划退出年份', '计划脱贫年份', '计划脱贫年度', '计划退出年度', '计划年份'] },
    { key: 'leader', label: '村负责人', type: 'text', maximumLength: 40, section: 'basic', listed: true, national: 'AAR011', headings: ['负责人', '村主要负责人'] },
    { key: 'leader_position', label: '村负责人职务', type: 'text', maximumLength: 40, section: 'basic', national: 'AAF031', headings: ['职务', '负责人职务'] },
    { key: 'phone', label: '联系电话', type: 'phone', sensitive: 'phone', section: 'basic', search: 'number', listed: true, national: 'AAR012', headings: ['村负责人电话', '负责人电话', '电话'] },
    { key: 'longitude', label: '经度', type: 'decimal', scale: 7, unit: '度', minimum: -1_800_000_000, maximum: 1_800_000_000, section: 'position', national: 'AAR101' },
    { key: 'latitude', label: '纬度', type: 'decimal', scale: 7, unit: '度', minimum: -900_000_000, maximum: 900_000_000, section: 'position', national: 'AAR102' },
    { key: 'altitude', label: '高程', type: 'decimal', scale: 2, unit: '米', minimum: -50_000, maximum: 900_000, section: 'position', national: 'AAR103', headings: ['海拔', '海拔高度'] },
    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'note' },
  ],
})
