/** 农户家庭基本情况核查表 (甘肃附件3, W10): what a family has, and its net income line by line. The score of a sheet is the net income of the whole family in 元. */
import type { Written } from '../../../questionnaires/keep.ts'
import type { Question, Section } from '../../../questionnaires/types.ts'

const amount = (code: string, label: string, unit: string, scale: number): Question => ({ type: 'decimal', code, label, unit, scale, minimum: '0' })

/** One line of the income table: size, output, what was sold and for how much; of each 元 sold the coefficient is net. */
function earning(code: string, label: string, [size, output]: readonly [string, string], coefficient: string): Section {
  return {
    type: 'section',
    code,
    label,
    hint: `收益系数 ${coefficient}：净收入＝销售收入×系数。`,
    items: [
      amount(`${code}_size`, `${label}：面积（存栏）`, size, 2),
      amount(`${code}_output`, `${label}：产量（出栏）`, output, 2),
      amount(`${code}_sold`, `${label}：销售量`, output, 2),
      { type: 'integer', code: `${code}_income`, label: `${label}：销售收入`, unit: '元', minimum: '0', maximum: '9999999', scoring: { each: coefficient } },
    ],
  }
}

/** Income that is net as it comes, or all that was spent to earn it. */
const whole = (code: string, label: string, each = '1'): Question => ({
  type: 'integer',
  code,
  label,
  unit: '元',
  minimum: '0',
  maximum: '9999999',
  scoring: { each },
})

/** The lines of the income table, in the order of the paper: code, what it is, units and coefficient. */
export const EARNINGS = [
  ['wheat', '小麦', ['亩', '公斤'], '0.5'],
  ['potato', '马铃薯', ['亩', '公斤'], '0.6'],
  ['herbs', '中药材', ['亩', '公斤'], '0.6'],
  ['crops', '其他种植', ['亩', '公斤'], '0.5'],
  ['cattle', '牛', ['头', '头'], '0.5'],
  ['sheep', '羊', ['只', '只'], '0.5'],
  ['pigs', '猪', ['头', '头'], '0.4'],
  ['stock', '其他养殖', ['只', '只'], '0.4'],
] as const

/** What is net as it comes. */
export const NET_LINES = [
  ['wages', '务工收入'],
  ['trade', '经商、运输等净收入'],
  ['property', '财产性收入'],
  ['transfers', '低保、养老等转移性收入'],
] as const

export const householdCheck: Written = {
  code: 'household_check',
  name: '农户家庭基本情况核查表',
  about: ['household', 'unlisted_household'],
  source: '甘肃附件3 的项目；收益系数各地不同，这里的为推定，待核',
  unverified: true,
  tree: {
    preface: '收入为上年度、全户。得分就是全户净收入合计（元）：种植、养殖按销售收入乘收益系数，其余照填。',
    items: [
      {
        type: 'section',
        code: 'family',
        label: '基本情况',
        items: [
          { type: 'integer', code: 'people', label: '家庭人口', required: true, unit: '人', minimum: '1', maximum: '30' },
          { type: 'integer', code: 'workers', label: '劳动力', required: true, unit: '人', minimum: '0', maximum: '30' },
          amount('farmland', '耕地', '亩', 2),
          { type: 'code', code: 'house_level', label: '房屋等级', codeList: 'dangerous_house_level' },
          amount('house_area', '住房面积', '㎡', 2),
          { type: 'boolean', code: 'water', label: '饮水安全', required: true },
          { type: 'boolean', code: 'allowance', label: '享受低保', required: true },
        ],
      },
      ...EARNINGS.map(([code, label, units, coefficient]) => earning(code, label, units, coefficient)),
      { type: 'section', code: 'others', label: '其他收入', items: NET_LINES.map(([code, label]) => whole(code, label)) },
    ],
  },
}
