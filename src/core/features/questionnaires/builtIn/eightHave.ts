/** 八有: what a household is to have when it is out of poverty (临泽, mechanisms.md M04). Whether it is asked for in the county is not known. */
import type { Written } from '../../../questionnaires/keep.ts'

const ITEMS = [
  ['house', '安全住房'],
  ['water', '安全饮水'],
  ['land', '基本农田'],
  ['industry', '增收产业'],
  ['skill', '至少一人有技能证书'],
  ['security', '社会保障'],
  ['grain', '余粮'],
  ['money', '余钱'],
] as const

export const eightHave: Written = {
  code: 'eight_have',
  name: '八有（户）',
  about: ['household'],
  source: '临泽县户级“八有”目标（机制资料 M04 [S02]）；漳县是否采用待核',
  unverified: true,
  tree: {
    preface: '制定一户一策时问一次，年底再问一次；八项全有才算“八有”。',
    grades: [
      { from: '8', label: '八有' },
      { from: '0', label: '未全有' },
    ],
    items: ITEMS.map(([code, label]) => ({ type: 'boolean', code, label: `有${label}`, required: true, yes: '1', no: '0' }) as const),
  },
}
