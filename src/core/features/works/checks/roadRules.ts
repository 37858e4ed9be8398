/** mechanisms.md M11.e and M13.e: roads shorter than the way the crow flies, reached without acceptance; plots counted twice or grown without a paper. */
import { scaledText } from '#core/rules/money.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { firstValue } from '#core/rules/parameters.ts'
import type { PlotRule, RoadRule } from './types.ts'

const TO_VILLAGE = '2'
const kilometres = (value: number): string => `${scaledText(value, 2)} 公里`

export const roadRules: readonly RoadRule[] = [
  {
    id: 'M11-straight',
    title: '里程不短于直线距离',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M11.e（里程小于直线距离）',
    reads: ['road.length', 'road.straight_distance'],
    verify: ({ record: { length, straight_distance: straight } }) =>
      typeof length === 'number' && typeof straight === 'number' && length < straight
        ? [{ field: 'road.length', message: `里程 ${kilometres(length)}，比起止直线距离 ${kilometres(straight)}还短；请核对里程和直线距离。` }]
        : [],
  },
  {
    id: 'M11-longer',
    title: '完工里程不多于里程',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M11.c（里程完成率=完工公里÷计划公里）',
    reads: ['road.length', 'road.finished_length'],
    verify: ({ record: { length, finished_length: finished } }) =>
      typeof length === 'number' && typeof finished === 'number' && finished > length
        ? [{ field: 'road.finished_length', message: `完工 ${kilometres(finished)}，多于里程 ${kilometres(length)}；请核对，增加了里程的先改里程。` }]
        : [],
  },
  {
    id: 'M11-unaccepted',
    title: '通了的路有验收',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M11.e（“已通”但无验收）',
    reads: ['road.kind', 'road.finished_on', 'road.accepted_on', 'road.village', 'village_year.paved_to_township'],
    verify({ record: { kind, finished_on: finished, accepted_on: accepted }, paved }) {
      if (typeof accepted === 'string') return []
      if (kind === TO_VILLAGE && paved === true)
        return [{ field: 'road.accepted_on', message: '村里已经写通沥青（水泥）路，这条通村路没有验收；请补验收，没有通的改村年度记录。' }]
      return typeof finished === 'string' ? [{ field: 'road.accepted_on', message: '写着完工，没有验收日期；请补填，还没有验收的抓紧验收。' }] : []
    },
  },
]

const mu = (value: number): string => `${scaledText(value, 2)} 亩`
const PERCENT = 100

export const plotRules: readonly PlotRule[] = [
  {
    id: 'M13-overlap',
    title: '退耕、流转的图斑不再计坡改梯',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M13.e（退耕/流转同图斑）',
    reads: ['terrace_plot.overlaps', 'terrace_plot.done_area', 'terrace_plot.accepted_area'],
    verify: ({ record: { overlaps, done_area: done, accepted_area: accepted } }) =>
      typeof overlaps === 'string' && overlaps !== '' && ((done ?? 0) > 0 || (accepted ?? 0) > 0)
        ? [{ field: 'terrace_plot.overlaps', message: '这块地另有退耕、流转或别的项目，又计了坡改梯亩数；请核对，重复的亩数从一边去掉。' }]
        : [],
  },
  {
    id: 'M13-excess',
    title: '验收比计划多出一成以上的有变更单',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M13.e（验收亩>计划亩 10% 以上无变更单）',
    reads: ['terrace_plot.planned_area', 'terrace_plot.accepted_area', 'terrace_plot.change_no', 'terrace_plot.year'],
    parameters: ['terrace_excess'],
    verify({ record: { planned_area: planned, accepted_area: accepted, change_no: change, year }, parameters }) {
      if (typeof planned !== 'number' || typeof accepted !== 'number' || (typeof change === 'string' && change !== '')) return []
      const excess = parameters('terrace_excess', lastDayOf(typeof year === 'number' ? year : 2013), null) ?? firstValue('terrace_excess')
      // Exactly so much more passes.
      if (accepted * PERCENT <= planned * (PERCENT + excess)) return []
      return [
        {
          field: 'terrace_plot.change_no',
          message: `验收 ${mu(accepted)}，比计划 ${mu(planned)} 多出 ${excess}% 以上，没有变更单；请补变更单号，或者核对面积。`,
        },
      ]
    },
  },
]
