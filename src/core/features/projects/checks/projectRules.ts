/** What projects give cause to look into: what they say of place, money, people and days (mechanisms.md M06.e, §6). */
import { yuanText } from '#core/rules/money.ts'
import { exceedsApproved } from '#core/rules/approved.ts'
import { begunOn, doneOn, isPast, type ProjectRule } from './types.ts'

/** 地点 that says nothing: all of a county, a township, every village. */
const EVERYWHERE = /^(?:全县|全乡镇?|全镇|各村|各乡镇|各乡村|全县各(?:村|乡镇)|县域内)$/u

const isFilled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

export const projectRules: readonly ProjectRule[] = [
  {
    id: '6-place',
    title: '实施地点写到村',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M06.e（地点写“全县”）',
    reads: ['project.location'],
    verify: ({ record: { location } }) =>
      typeof location === 'string' && EVERYWHERE.test(location.replace(/\s/gu, ''))
        ? [{ field: 'project.location', message: `实施地点写的是“${location}”，请写到村和社。` }]
        : [],
  },
  {
    id: '6-E39',
    title: '合同价、结算价不超过批复的 110%',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M06.c、§6-E39；readings.md 23',
    reads: ['project.contract_amount', 'project.settled_amount', 'project.approved_investment'],
    parameters: ['approved_excess'],
    verify: ({ record, mostOfApproved }) => {
      const { approved_investment: approved } = record
      if (typeof approved !== 'number') return []
      return (['contract_amount', 'settled_amount'] as const).flatMap((key) => {
        const amount = record[key]
        if (typeof amount !== 'number' || !exceedsApproved(amount, approved, mostOfApproved)) return []
        const label = key === 'contract_amount' ? '合同价' : '结算审计价'
        return [
          {
            field: `project.${key}` as const,
            message: `${label} ${yuanText(amount)} 元超过批复总投资 ${yuanText(approved)} 元的 ${mostOfApproved}%，要先办金额变更、重新报批。`,
          },
        ]
      })
    },
  },
  {
    id: '6-parts',
    title: '财政补助、到户部分不多于总投资',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M06.a（资金规模与筹资）',
    reads: ['project.fiscal_grant', 'project.household_part', 'project.approved_investment'],
    verify: ({ record: { fiscal_grant: grant, household_part: part, approved_investment: approved } }) => {
      if (typeof approved !== 'number') return []
      const over = (amount: unknown): amount is number => typeof amount === 'number' && amount > approved
      return [
        ...(over(grant)
          ? [{ field: 'project.fiscal_grant' as const, message: `财政补助 ${yuanText(grant)} 元多于批复总投资 ${yuanText(approved)} 元，请改正。` }]
          : []),
        ...(over(part)
          ? [{ field: 'project.household_part' as const, message: `到户部分 ${yuanText(part)} 元多于批复总投资 ${yuanText(approved)} 元，请改正。` }]
          : []),
      ]
    },
  },
  {
    id: '6-E46',
    title: '受益户不多于全村的户',
    official: 'E',
    kind: 'doubt',
    relaxed: '全村户数是年度记录里的，可能不是最新的',
    source: 'mechanisms.md M06.e、§6-E46',
    reads: ['project.planned_households', 'project.place', 'project.year'],
    across: true,
    verify: ({ record: { planned_households: planned }, villages }) => {
      const listed = villages.filter(({ households, listed: count }) => households !== null && count > households)
      const all = villages.every(({ households }) => households !== null) ? villages.reduce((sum, { households }) => sum + (households ?? 0), 0) : null
      const found = listed.map(({ households, listed: count }) => ({
        field: 'project.planned_households' as const,
        message: `受益户名单里一个村有 ${count} 户，全村只有 ${households ?? 0} 户，请核对。`,
      }))
      if (villages.length > 0 && all !== null && typeof planned === 'number' && planned > all)
        found.push({ field: 'project.planned_households', message: `计划受益 ${planned} 户，实施的村一共只有 ${all} 户，请核对。` })
      return found
    },
  },
  {
    id: '6-E47',
    title: '入库的有绩效目标',
    official: 'E',
    kind: 'incomplete',
    relaxed: '没有填的不拦着保存；入库那一步不填不能办',
    source: 'mechanisms.md M06.a（无绩效目标不入库）、§6-E47',
    reads: ['project.performance_target', 'project.stage'],
    verify: ({ record }) =>
      isPast(record, 'stored') && !isFilled(record.performance_target)
        ? [{ field: 'project.performance_target', message: '项目已经入库，没有填绩效目标，请补上。' }]
        : [],
  },
  {
    id: '6-W48',
    title: '责任人没有调离',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M06.e、§6-W48',
    reads: ['project.manager_id', 'project.stage'],
    across: true,
    verify: ({ record, manager }) =>
      manager === null || manager.leftOn === null || isPast(record, 'handed_over') || record.stage === 'taken_out'
        ? []
        : [{ field: 'project.manager_id', message: `责任人${manager.name}已于 ${manager.leftOn} 调离，请换上现在的责任人。` }],
  },
  {
    id: '6-E50',
    title: '入库、竣工都公示过',
    official: 'E',
    kind: 'doubt',
    relaxed: '承接过来的项目，公示可能在纸上',
    source: 'mechanisms.md M06.a（入库前逐级公示、竣工公告）、§6-E50',
    reads: ['project.stage'],
    across: true,
    verify: ({ record, noticesOn }) => {
      const done = doneOn(record)
      if (isPast(record, 'stored') && noticesOn.length === 0)
        return [{ field: 'project.stage', message: '项目已经入库，没有一次公示里列着它；请补上公示，或者写明在哪里公示过。' }]
      if (isPast(record, 'audited') && (done === null || !noticesOn.some((day) => day >= done)))
        return [{ field: 'project.stage', message: '项目已经结算，完工以后没有竣工公告；请补上，或者写明在哪里公告过。' }]
      return []
    },
  },
  {
    id: '6-days',
    title: '完工不早于开工',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M06.e（完工早于开工）',
    reads: ['project.planned_start', 'project.planned_end', 'project.told_start', 'project.told_end', 'project.started_on', 'project.finished_on'],
    verify: ({ record }) => {
      const { planned_start: from, planned_end: to } = record
      const [begun, done] = [begunOn(record), doneOn(record)]
      return [
        ...(typeof from === 'string' && typeof to === 'string' && to < from
          ? [{ field: 'project.planned_end' as const, message: `计划完工 ${to} 早于计划开工 ${from}，请改正。` }]
          : []),
        ...(begun !== null && done !== null && done < begun
          ? [{ field: 'project.told_end' as const, message: `完工 ${done} 早于开工 ${begun}，请改正。` }]
          : []),
      ]
    },
  },
  {
    id: '6-E27',
    title: '验收不早于完工',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E27',
    reads: ['project.finished_on', 'project.told_end'],
    across: true,
    verify: ({ record, acceptances }) => {
      const done = doneOn(record)
      const early = acceptances.find(({ acceptedOn }) => done !== null && acceptedOn < done)
      return early === undefined ? [] : [{ field: 'project.told_end', message: `有一次验收在 ${early.acceptedOn}，早于完工 ${done ?? ''}，请核对日期。` }]
    },
  },
]
