/** mechanisms.md M35.e: what was judged without papers or by whoever filled it in, and inspections that prove nothing. */
import type { InspectionRule, JudgementRule } from './types.ts'

const filled = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Names as they are written behind each other. */
const namesIn = (text: unknown): readonly string[] => (filled(text) ? text.split(/[、，,；;\s]+/u).filter((name) => name !== '') : [])

/** Those who both reported and looked. */
const both = (reported: unknown, looked: unknown): readonly string[] => {
  const reporters = new Set(namesIn(reported))
  return namesIn(looked).filter((name) => reporters.has(name))
}

export const judgementRules: readonly JudgementRule[] = [
  {
    id: '35-bare',
    title: '达标的退出指标有佐证',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M35.e；forms.md §9.3（佐证资料 39 类）',
    reads: ['exit_judgement.met', 'exit_judgement.evidence', 'exit_judgement.evidence_note'],
    verify: ({ record: { met, evidence, evidence_note: note }, papers }) =>
      met !== true || filled(evidence) || filled(note) || papers > 0
        ? []
        : [{ field: 'exit_judgement.evidence', message: '认定达标，没有写佐证资料，也没有附件；请补上是凭什么认定的。' }],
  },
  {
    id: '35-same',
    title: '核实人不是填报人',
    official: 'E',
    kind: 'doubt',
    relaxed: '同名的可能是两个人，只作疑点',
    source: 'mechanisms.md M35.e（验收人=填报人）',
    reads: ['exit_judgement.checked_by', 'exit_judgement.reported_by'],
    verify: ({ record: { checked_by: checked, reported_by: reported } }) => {
      const same = both(reported, checked)
      return same.length === 0 ? [] : [{ field: 'exit_judgement.checked_by', message: `${same.join('、')}既填报又核实；请由别人核实，同名的写明。` }]
    },
  },
]

const [SAMPLED, FAILED] = ['1', '2'] as const

export const inspectionRules: readonly InspectionRule[] = [
  {
    id: '35-verifier',
    title: '验收人不是填报人',
    official: 'E',
    kind: 'doubt',
    relaxed: '同名的可能是两个人，只作疑点',
    source: 'mechanisms.md M35.e（验收人=填报人）',
    reads: ['exit_inspection.inspected_by', 'exit_inspection.reported_by'],
    verify: ({ record: { inspected_by: looked, reported_by: reported } }) => {
      const same = both(reported, looked)
      return same.length === 0 ? [] : [{ field: 'exit_inspection.inspected_by', message: `${same.join('、')}既填报又验收；请由别人验收，同名的写明。` }]
    },
  },
  {
    id: '35-random',
    title: '抽样验收的户是随机抽中的',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M35.e（抽样非随机）',
    reads: ['exit_inspection.chosen', 'exit_inspection.draw_id', 'exit_inspection.household_year_id'],
    verify: ({ record: { chosen, draw_id: draw }, drawn }) => {
      if (chosen !== SAMPLED || drawn === true) return []
      const why = !filled(draw) ? '没有写明是哪一次随机抽取' : drawn === null ? '写的那次随机抽取不在册' : '不在那次随机抽取的名单里，备选里也没有'
      return [{ field: 'exit_inspection.draw_id', message: `写的是随机抽样，${why}；请改正，另选的户“怎样选中”填“指定”。` }]
    },
  },
  {
    id: '35-reason',
    title: '退回写明原因',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M35（退回）；codelists 不能脱贫原因',
    reads: ['exit_inspection.result', 'exit_inspection.reasons', 'exit_inspection.unmet', 'exit_inspection.remark'],
    verify: ({ record: { result, reasons, unmet, remark } }) =>
      result !== FAILED || [reasons, unmet, remark].some(filled)
        ? []
        : [{ field: 'exit_inspection.reasons', message: '验收退回，没有写原因，也没有写哪项没有达标；请补上，农户和村里才知道补什么。' }],
  },
  {
    id: '35-people',
    title: '验收写明人口数',
    official: 'W',
    kind: 'incomplete',
    source: 'readings.md 4（错退率按人数算）',
    reads: ['exit_inspection.people'],
    verify: ({ record: { people } }) =>
      typeof people === 'number' && people > 0 ? [] : [{ field: 'exit_inspection.people', message: '没有写人口数，错退率按人数算，请补上。' }],
  },
]
