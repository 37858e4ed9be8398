/**
 * What only several years or the whole time of help show: forms.md §13.2-19, mechanisms.md §6-W18, E26, E51. Silent while a card is typed, where
 * other years are not at hand.
 */
import { daysLater } from '#core/rules/dates.ts'
import { INCOME_MODEL_PARAMETERS } from '#core/rules/incomeModel.ts'
import { yuanText } from '#core/rules/money.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import { hasMainIncome } from './context.ts'
import { PER_PERSON_FIELDS } from './incomeRules.ts'
import { labelled, stageOf, STUDENT_FIELDS } from './members.ts'
import type { CheckRule } from './types.ts'

/** 小学 is one code for six years, 学前教育 one for three: staying in it says nothing. */
const SEVERAL_YEARS: readonly string[] = ['01', '02', '03', 'x1']

export const yearsRules: readonly CheckRule[] = [
  {
    id: '13.2-19',
    title: '在校年级不连续三年不变',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.2-19（S15）',
    reads: STUDENT_FIELDS,
    verify: (member, { year }) => {
      const { student_status: status } = member.personYear
      if (!status || SEVERAL_YEARS.includes(status) || stageOf(member, year) === 'none') return []
      const [before, earlier] = member.earlier()
      if (before?.student_status !== status || earlier?.student_status !== status) return []
      return [
        {
          field: 'person_year.student_status',
          member,
          message: `${member.name}从 ${year - 2} 年到 ${year} 年都是“${labelled('student_status', status, year)}”；请核对今年读几年级，留级、休学的说明原因。`,
        },
      ]
    },
  },
  {
    id: '6-W18',
    title: '人均纯收入不比上年成倍增减',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'mechanisms.md §6-W18',
    reads: ['household_year.net_income_per_person', ...PER_PERSON_FIELDS],
    parameters: ['income_change_doubt', ...INCOME_MODEL_PARAMETERS],
    verify: ({ before, householdYear, incomePerPerson, threshold, year }) => {
      const now = incomePerPerson()
      const then = before === null || !hasMainIncome(before) || !hasMainIncome(householdYear) ? null : (before.net_income_per_person ?? null)
      if (now === null || then === null || then <= 0) return []
      const limit = threshold('income_change_doubt')
      if (Math.abs(now - then) * 100 < then * limit) return []
      return [
        {
          field: 'household_year.net_income_per_person',
          message: `人均纯收入 ${year - 1} 年是 ${yuanText(then)} 元，${year} 年是 ${yuanText(now)} 元，${now > then ? '增加' : '减少'}了 ${limit}% 以上；请核对两年的收入和家庭人口，确实如此的说明原因。`,
        },
      ]
    },
  },
  {
    id: '6-E26',
    title: '结对不早于户的识别',
    official: 'E',
    kind: 'doubt',
    scope: 'household',
    relaxed: '先有帮扶、后补建档的老户确有其事，由人说明',
    source: 'mechanisms.md §6-E26',
    reads: ['pairing.start_date', 'household.first_identified_on'],
    verify: ({ pairings, household }) => {
      const { first_identified_on: identified } = household
      if (!identified) return []
      const early = (pairings ?? [])
        .map(({ start_date: start }) => start ?? null)
        .filter((start) => start !== null && start.slice(0, identified.length) < identified)
      const first = early.toSorted()[0] ?? null
      return first === null
        ? []
        : [{ field: 'pairing.start_date', message: `本户 ${identified} 才识别，却有 ${first} 开始的结对；请核对结对日期或首次识别时间。` }]
    },
  },
  {
    id: '6-E51',
    title: '帮扶责任人不断档',
    official: 'E',
    kind: 'doubt',
    scope: 'household',
    relaxed: '换人之间隔了多久算断档没有文件依据，由人说明',
    source: 'mechanisms.md §6-E51；§0.2-4（换责任人另起一行）',
    reads: ['pairing.start_date', 'pairing.end_date'],
    parameters: ['help_gap_doubt'],
    verify: ({ pairings, threshold, today }) => {
      const gap = firstGap(pairings ?? [], threshold('help_gap_doubt'), today)
      return gap === null
        ? []
        : [{ field: 'pairing.start_date', message: `${gap.from} 到 ${gap.until} 没有帮扶责任人，前后都有；请补上这一段的结对，或核对起止日期。` }]
    },
  },
]

/**
 * The first time between two spells of help that lasts more than so many days, both days without help included; none where some spell has no first
 * day. Whether somebody helps today is another rule (13.6-53).
 */
function firstGap(pairings: readonly Row<'pairing'>[], days: number, today: string): { readonly from: string; readonly until: string } | null {
  const spells = pairings.map(({ start_date: from, end_date: until }) => ({ from: from ?? '', until: until ?? today }))
  if (spells.some(({ from }) => from === '')) return null
  let helpedUntil: string | null = null
  for (const { from, until } of spells.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    // The day on which help ends has none any more.
    if (helpedUntil !== null && daysLater(helpedUntil, days) < from) return { from: helpedUntil, until: daysLater(from, -1) }
    if (helpedUntil === null || until > helpedUntil) helpedUntil = until
  }
  return null
}
