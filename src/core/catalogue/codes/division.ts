import { defineCodeList } from '../define.ts'

export const divisionLevel = defineCodeList({
  id: 'division_level',
  label: '区划级别',
  verified: true,
  source: '统计用区划代码的五级',
  items: [
    { code: 'province', label: '省', national: false, aliases: ['省级', '自治区', '直辖市'] },
    { code: 'city', label: '市', national: false, aliases: ['市级', '地级', '州', '地区'] },
    { code: 'county', label: '县', national: false, aliases: ['县级', '区', '县(市、区、旗)'] },
    { code: 'township', label: '乡', national: false, aliases: ['乡级', '镇', '乡镇', '街道', '乡(镇)'] },
    { code: 'village', label: '村', national: false, aliases: ['村级', '行政村', '社区'] },
  ],
})

export const divisionKind = defineCodeList({
  id: 'division_kind',
  label: '区划类型',
  verified: true,
  source: '12 位统计用区划代码的乡段、村段',
  note: '乡段 001–099 街道、100–199 镇、200–399 乡、400–599 类似乡级；村段居委会从 001、村委会从 200 起。',
  items: [
    { code: 'x1', label: '街道', national: false },
    { code: 'x2', label: '镇', national: false },
    { code: 'x3', label: '乡', national: false },
    { code: 'x4', label: '类似乡级单位', national: false },
    { code: 'x5', label: '居民委员会', national: false, aliases: ['居委会', '社区'] },
    { code: 'x6', label: '村民委员会', national: false, aliases: ['村委会', '行政村'] },
  ],
})

export const urbanRuralClass = defineCodeList({
  id: 'urban_rural_class',
  label: '城乡分类',
  verified: false,
  source: '12 位统计代码说明',
  note: '111、112 未核实。',
  items: [
    { code: '111', label: '主城区' },
    { code: '112', label: '城乡结合区' },
    { code: '121', label: '镇中心区' },
    { code: '122', label: '镇乡结合区' },
    { code: '123', label: '特殊区域' },
    { code: '210', label: '乡中心区' },
    { code: '220', label: '村庄' },
  ],
})

export const villageAttribute = defineCodeList({
  id: 'village_attribute',
  label: '村属性',
  verified: false,
  source: 'AAD004；公开代码 #41104639853、#29488948956、#31674828912',
  note: '国家码未找到，各地自编不一致，请用中文名交换。',
  items: [
    { code: 'x1', label: '贫困村', national: false, aliases: ['建档立卡贫困村', '重点贫困村'] },
    { code: 'x2', label: '十二五贫困村', national: false, aliases: ['“十二五”贫困村', '"十二五"贫困村', '12五贫困村'] },
    { code: 'x3', label: '十三五贫困村', national: false, aliases: ['“十三五”贫困村', '"十三五"贫困村', '13五贫困村'] },
    { code: 'x4', label: '非贫困村', national: false, aliases: ['一般村', '普通村'] },
    { code: 'x5', label: '经济薄弱村', national: false, aliases: ['薄弱村'] },
  ],
})

export const developmentDirection = defineCodeList({
  id: 'development_direction',
  label: '村发展方向属性',
  verified: false,
  source: 'AAD035；公开代码 #31674828912、#29488948956',
  note: '码为地方码，国家码未找到。',
  items: [
    { code: 'zx', label: '中心村镇', national: false, aliases: ['中心村'] },
    { code: 'gd', label: '过渡村镇', national: false, aliases: ['过渡村'] },
    { code: 'yb', label: '一般村镇', national: false, aliases: ['一般村'] },
  ],
})

export const terrain = defineCodeList({
  id: 'terrain',
  label: '村地形地貌属性',
  verified: false,
  source: 'AAD036；公开代码 #31674828912、#29488948956',
  note: '码为地方码，国家码未找到。',
  items: [
    { code: 'sq', label: '山区', national: false, aliases: ['山地'] },
    { code: 'ql', label: '丘陵', national: false, aliases: ['丘陵区'] },
    { code: 'pb', label: '平坝', national: false, aliases: ['平原', '川区', '平坝区'] },
  ],
})

export const countyAttribute = defineCodeList({
  id: 'county_attribute',
  label: '县属性',
  verified: true,
  source: 'AAE002；公开代码 #48806480773',
  items: [
    { code: '01', label: '国家重点县', aliases: ['国家扶贫开发工作重点县', '重点县'] },
    { code: '02', label: '片区规划县', aliases: ['片区县'] },
    { code: '03', label: '省级重点县' },
    { code: '04', label: '非贫困县' },
    { code: '99', label: '其他' },
  ],
})

export const villageChangeKind = defineCodeList({
  id: 'village_change_kind',
  label: '区划变更类型',
  verified: false,
  source: 'design.md §12',
  items: [
    { code: 'merged', label: '并村' },
    { code: 'renumbered', label: '换代码' },
    { code: 'transferred', label: '划转' },
    { code: 'renamed', label: '改名' },
  ],
})
