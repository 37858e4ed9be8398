/** What gaps and needs give cause to look into (mechanisms.md M05.e). */
import type { NeedRule, ShortfallRule } from './types.ts'

/** Put aside, with consent or waiting for it. */
const ASIDE: readonly unknown[] = ['deferred', 'deferred_agreed', 'unfillable', 'unfillable_agreed']
const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== ''

export const shortfallRules: readonly ShortfallRule[] = [
  {
    id: '5-met',
    title: '达到标准的不再列需求',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M05.e（现状>达标却仍列需求）',
    reads: ['shortfall.current', 'shortfall.required'],
    across: true,
    verify: ({ record: { current, required }, needs }) =>
      typeof current !== 'number' || typeof required !== 'number' || current < required || needs.length === 0
        ? []
        : [{ field: 'shortfall.current', message: `现状已经达到标准，还列在需求“${needs[0]?.name ?? ''}”下；请核对现状，确已达到的从需求里去掉。` }],
  },
  {
    id: '5-asked',
    title: '一个短板不由几个部门各报一次',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M05.e（同一缺口被三个部门各报一次）',
    reads: ['shortfall.difference'],
    across: true,
    verify: ({ needs }) => {
      const askers = new Set(needs.map(({ askedBy }) => askedBy ?? ''))
      return askers.size < 2
        ? []
        : [
            {
              field: 'shortfall.difference',
              message: `这个短板由 ${askers.size} 个单位各列了一次需求（${needs.map(({ name }) => name).join('、')}）；请合并成一项，或写明各补多少。`,
            },
          ]
    },
  },
  {
    id: '5-unit',
    title: '短板、标准、需求的计量单位一致',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M05.e（缺口单位混乱：户/人/公里）',
    reads: ['shortfall.unit', 'shortfall.standard_id'],
    across: true,
    verify: ({ record: { unit }, standardUnit, needs }) => {
      if (!isFilled(unit)) return []
      const others = [
        ...(standardUnit === null ? [] : [`标准是“${standardUnit}”`]),
        ...needs.flatMap((one) => (isFilled(one.unit) ? [`需求“${one.name}”是“${one.unit ?? ''}”`] : [])),
      ]
      const differing = others.filter((one) => !one.endsWith(`是“${String(unit)}”`))
      return differing.length === 0
        ? []
        : [{ field: 'shortfall.unit', message: `短板的计量单位是“${String(unit)}”，${differing.join('，')}；请改成一样的，数一起改。` }]
    },
  },
  {
    id: '5-reason',
    title: '暂缓、不可补写明原因',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M05.e（“暂缓”无理由）',
    reads: ['shortfall.stage', 'shortfall.set_aside_reason'],
    verify: ({ record: { stage, set_aside_reason: reason } }) =>
      !ASIDE.includes(stage) || isFilled(reason) ? [] : [{ field: 'shortfall.set_aside_reason', message: '这个短板暂缓或者列为不可补，没有写原因，请补上。' }],
  },
  {
    id: '5-listed',
    title: '已列需求的短板在一项需求下面',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M05.b（gap 状态）',
    reads: ['shortfall.stage'],
    across: true,
    verify: ({ record: { stage }, needs }) =>
      stage === 'listed' && needs.length === 0
        ? [{ field: 'shortfall.stage', message: '办到“已列需求”，没有一项需求里列着它；请在项目需求里列上，或者撤销这一步。' }]
        : [],
  },
]

export const needRules: readonly NeedRule[] = [
  {
    id: '5-size',
    title: '需求不大于全村',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M05.e（需求规模大于全村户数）',
    reads: ['project_need.size', 'project_need.unit', 'project_need.households', 'project_need.village', 'project_need.year'],
    across: true,
    verify: ({ record: { size, unit, households }, households: all, people }) => {
      const whole = unit === '户' ? all : unit === '人' ? people : null
      if (typeof size === 'number' && whole !== null && size > whole * 100)
        return [{ field: 'project_need.size', message: `规模 ${size / 100} ${String(unit)}，全村只有 ${whole} ${String(unit)}，请核对。` }]
      return typeof households === 'number' && all !== null && households > all
        ? [{ field: 'project_need.households', message: `受益户 ${households} 户，全村只有 ${all} 户，请核对。` }]
        : []
    },
  },
  {
    id: '5-poor',
    title: '受益贫困户不多于受益户',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M05.c（受益贫困户占比）',
    reads: ['project_need.poor_households', 'project_need.households'],
    verify: ({ record: { poor_households: poor, households } }) =>
      typeof poor !== 'number' || typeof households !== 'number' || poor <= households
        ? []
        : [{ field: 'project_need.poor_households', message: `受益贫困户 ${poor} 户多于受益户 ${households} 户，请改正。` }],
  },
  {
    id: '5-votes',
    title: '同意的不多于到会的',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M05.c（群众投票）',
    reads: ['project_need.votes_for', 'project_need.votes_present'],
    verify: ({ record: { votes_for: votes, votes_present: present } }) =>
      typeof votes !== 'number' || typeof present !== 'number' || votes <= present
        ? []
        : [{ field: 'project_need.votes_for', message: `群众同意 ${votes} 票多于到会 ${present} 人，请改正。` }],
  },
]
