/** People who come and go: reasons, days and papers of it, and what must not go on afterwards (mechanisms.md §6-W15, §6-E41; forms.md §6, §8; readings.md 6). */
import { daysLater } from '#core/rules/dates.ts'
import { isCertainlyAfter } from '#core/rules/partialDate.ts'
import { birthDateOf, labelled, MEMBERSHIP_FIELDS } from './members.ts'
import type { MemberView } from './members.ts'
import { PAPER_FOR } from './changePapers.ts'
import type { CheckRule, Draft, FieldPath } from './types.ts'

const CHANGE_FIELDS = ['membership.increase_reason', 'membership.decrease_reason', ...MEMBERSHIP_FIELDS] as const satisfies readonly FieldPath[]
const [BORN, DIED] = ['06', '01'] as const
/** A birth is to be entered within a year of it. */
const NEWBORN_DAYS = 365

/** What somebody receives or does, who cannot any more. */
const LIVING = ['low_income_allowance', 'five_guarantee', 'resident_pension', 'work_months'] as const

export const changeRules: readonly CheckRule[] = [
  {
    id: '6-W15',
    title: '成员增减有原因和日期',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    formerToo: true,
    source: 'mechanisms.md §6-W15；codelists 人员增加原因、人员减少原因',
    reads: [...CHANGE_FIELDS, 'household.first_identified_on'],
    verify: (member, { household }) => {
      const { start_date: start, end_date: end, status, increase_reason: came, decrease_reason: went } = member.membership
      const identified = household.first_identified_on
      const drafts: Draft[] = []
      if (start && identified && !came && isCertainlyAfter(start, identified))
        drafts.push({
          field: 'membership.increase_reason',
          member,
          message: `${member.name}在 ${start} 增加，晚于本户的识别时间，没有增加原因；请补上，否则平衡表列为原因不明。`,
        })
      if (end && !went)
        drafts.push({ field: 'membership.decrease_reason', member, message: `${member.name}在 ${end} 减少，没有减少原因；请补上，否则平衡表列为原因不明。` })
      if (!end && (went || (status && GONE.includes(status))))
        drafts.push({ field: 'membership.end_date', member, message: `${member.name}已减少，没有减少日期；请补上结束日期，否则平衡表数不到这次减少。` })
      return drafts
    },
  },
  {
    id: '8-newborn',
    title: '新生儿的增加日期与出生日期相近',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §8；readings.md 6（自然增加按发生的年度计）',
    reads: [...CHANGE_FIELDS, 'person.birth_date', 'person.id_number', 'person.id_type'],
    verify: (member, { today }) => {
      const { start_date: start, increase_reason: came } = member.membership
      const born = birthDateOf(member, today)
      if (came !== BORN || !start || born === null || start.length < 10) return []
      if (start >= born && start <= daysLater(born, NEWBORN_DAYS)) return []
      return [
        {
          field: 'membership.start_date',
          member,
          message: `${member.name}以新生儿增加，增加日期 ${start} 与出生日期 ${born} ${start < born ? '先后颠倒' : '相差一年以上'}；请核对日期或增加原因，平衡表按增加日期计入年度。`,
        },
      ]
    },
  },
  {
    id: '6-E41d',
    title: '已死亡的人不再享受待遇、不再务工',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    formerToo: true,
    source: 'mechanisms.md §6-E41、M02.e（死亡仍领补助）',
    reads: [...CHANGE_FIELDS, 'person_year.low_income_allowance', 'person_year.five_guarantee', 'person_year.resident_pension', 'person_year.work_months'],
    verify: (member, { year }) => {
      const { end_date: end, decrease_reason: went } = member.membership
      if (went !== DIED || !end || Number(end.slice(0, 4)) >= year) return []
      const field = LIVING.find((key) => member.personYear[key] === true || Number(member.personYear[key] ?? 0) > 0)
      return field === undefined
        ? []
        : [
            {
              field: `person_year.${field}`,
              member,
              message: `${member.name}已在 ${end} 死亡，${year} 年的人员记录里却还有享受待遇或务工的内容；请核对，确已死亡的删除。`,
            },
          ]
    },
  },
  {
    id: '8-paper',
    title: '成员增减有凭证',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    formerToo: true,
    source: 'mechanisms.md M01、§0.3（自然增减）；凭证种类【推】待核',
    reads: [...CHANGE_FIELDS],
    verify: (member, { year }) => {
      const { papers } = member
      if (papers === null) return []
      return [lacking(member, papers, year, 'start_date', 'increase_reason'), lacking(member, papers, year, 'end_date', 'decrease_reason')].flat()
    },
  },
]

/** 死亡, 转出, 减少 among the states of a member. */
const GONE: readonly string[] = ['2', '3', '5']

function lacking(
  member: MemberView,
  papers: readonly string[],
  year: number,
  day: 'start_date' | 'end_date',
  reason: 'increase_reason' | 'decrease_reason',
): Draft[] {
  const { [day]: on, [reason]: why } = member.membership
  if (!on || !why || Number(on.slice(0, 4)) !== year) return []
  const paper = PAPER_FOR[reason][why]
  if (paper === undefined || papers.includes(paper.kind)) return []
  const list = reason === 'increase_reason' ? 'member_increase_reason' : 'member_decrease_reason'
  return [
    {
      field: `membership.${reason}`,
      member,
      message: `${member.name}${on} ${labelled(list, why, year)}，照片与附件里还没有${paper.label}；请在${member.name}的“照片与附件”里补上。`,
    },
  ]
}
