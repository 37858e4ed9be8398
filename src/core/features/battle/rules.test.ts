/** Each rule of maps, markers and tasks with a firing and a silent case (mechanisms.md M07.e). */
import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { mapRules, markerRules, taskRules } from './checks/index.ts'
import type { MapFacts, MarkerFacts, TaskFacts } from './checks/types.ts'

const MAP: MapFacts = { record: { place: '621125100204', year: 2015, picture: 'a'.repeat(64) }, ofVillage: true, marked: 46, onFile: 46 }
const MARKER: MarkerFacts = {
  record: { x: 5_000, y: 10_000, line: null, place: '621125100204', subject: 'household:h1' },
  shape: 'circle',
  standsFor: 'household',
  subject: { place: '621125100204', counts: true },
}
const TASK: TaskFacts = {
  record: {
    helper_id: 'x',
    in_charge: null,
    stage: 'doing',
    due_on: '2015-12-31',
    drawing: '图 1',
    schedule: '九月',
    goal: '2.3 公里',
    requirement: '宽 4 米',
  },
  together: 2,
  atYearEnd: 1,
}

describe('作战图的规则', () => {
  it('一样多的、乡镇和县的、还没有底图和标记的没有疑点', () => {
    const empty: MapFacts = { ...MAP, record: { ...MAP.record, picture: null }, marked: 0 }
    for (const facts of [MAP, { ...MAP, ofVillage: false, marked: 0 }, empty]) expect(runRules(mapRules, facts)).toEqual([])
  })

  it.each([
    ['少一户', 45],
    ['多一户', 47],
    ['有底图一户没标', 0],
  ])('7-count %s', (_, marked) => {
    expect(runRules(mapRules, { ...MAP, marked }).map(({ rule, message }) => [rule, message])).toEqual([
      ['7-count', expect.stringContaining(`图上标了 ${marked} 户，花名册当年有 46 户`)],
    ])
  })
})

const MARKERS: Readonly<Record<string, { readonly fires: MarkerFacts; readonly says: string }>> = {
  '7-outside': { fires: { ...MARKER, record: { ...MARKER.record, x: 10_001 } }, says: '有 1 个点落在底图外面（100.01%，100%）' },
  '7-cleared': { fires: { ...MARKER, subject: { place: '621125100204', counts: false } }, says: '已经清退、销户或者删除' },
  '7-elsewhere': { fires: { ...MARKER, subject: { place: '621125100205', counts: true } }, says: '不在这张图的区划里' },
  '7-line': { fires: { ...MARKER, shape: 'line' }, says: '两个以上的点' },
  '7-sign': { fires: { ...MARKER, record: { ...MARKER.record, subject: null } }, says: '不是一种台账' },
}

describe('图上标记的规则', () => {
  it('图边上的、乡镇图上村里的户、有两个点的线没有疑点', () => {
    const road: MarkerFacts = { record: { ...MARKER.record, subject: null, line: '1,2' }, shape: 'line', standsFor: 'none', subject: null }
    for (const facts of [MARKER, { ...MARKER, record: { ...MARKER.record, place: '621125100000' } }, road]) expect(runRules(markerRules, facts)).toEqual([])
  })

  it('线上一个点在图外、写法认不出来的，各有疑点', () => {
    const road = (line: string): MarkerFacts => ({ record: { ...MARKER.record, subject: null, line }, shape: 'line', standsFor: 'none', subject: null })
    expect(runRules(markerRules, road('1,-2')).map(({ rule, target }) => [rule, target.field])).toEqual([['7-outside', 'y']])
    expect(runRules(markerRules, road('一二')).map(({ rule }) => rule)).toEqual(['7-line'])
  })

  it.each(markerRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = MARKERS[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(markerRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})

const TASKS: Readonly<Record<string, { readonly fires: TaskFacts; readonly says: string }>> = {
  '7-charge': { fires: { ...TASK, record: { ...TASK.record, helper_id: null } }, says: '没有责任人' },
  '7-dates': { fires: { ...TASK, atYearEnd: 2 }, says: '2 项任务时限全是 12 月 31 日' },
  '7-elements': { fires: { ...TASK, record: { ...TASK.record, schedule: '', goal: null } }, says: '还缺进度表、目标' },
}

describe('作战任务的规则', () => {
  it('写了姓名的、只有一项的、取消了的没有疑点', () => {
    const named: TaskFacts = { ...TASK, record: { ...TASK.record, helper_id: null, in_charge: '王五' } }
    const dropped: TaskFacts = { ...TASK, record: { ...TASK.record, helper_id: null, goal: null, stage: 'dropped' } }
    for (const facts of [TASK, named, dropped, { ...TASK, together: 1, atYearEnd: 1 }]) expect(runRules(taskRules, facts)).toEqual([])
  })

  it.each(taskRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = TASKS[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(taskRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})
