import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { noticeRules } from './rules.ts'
import type { NoticeFacts } from './types.ts'

const SOUND: NoticeFacts = {
  act: { kind: 'notice', held_on: '2015-09-01', ends_on: '2015-09-07' },
  today: '2015-09-20',
  asked: '2015-09-07',
  photos: ['2015-09-01', null, '2015-09-07'],
  meeting: '2015-09-01',
  unsettled: 0,
}

const CASES: Readonly<Record<string, { readonly fires: NoticeFacts; readonly says: string }>> = {
  '1-posting': { fires: { ...SOUND, photos: [] }, says: '没有附张贴照片' },
  '1-photo-day': { fires: { ...SOUND, photos: ['2015-09-01', '2015-09-08'] }, says: '拍于 2015-09-08，不在公示的 2015-09-01 至 2015-09-07' },
  '1-short': { fires: { ...SOUND, act: { ...SOUND.act, ends_on: '2015-09-06' }, photos: [null] }, says: '应到 2015-09-07' },
  '1-before-meeting': { fires: { ...SOUND, meeting: '2015-09-02' }, says: '早于评议会议的 2015-09-02' },
  '1-unsettled': { fires: { ...SOUND, unsettled: 2 }, says: '还有 2 户的异议' },
}

describe('公示的规则', () => {
  it('照片不知道哪天拍的、与会议同一天、公示还没有期满，都不是疑点；会议不管', () => {
    const running: NoticeFacts = { ...SOUND, today: '2015-09-07', unsettled: 1 }
    const meeting: NoticeFacts = { ...SOUND, act: { kind: 'meeting', held_on: '2015-09-01' }, photos: [], meeting: '2015-09-05', unsettled: 3 }
    const unasked: NoticeFacts = { ...SOUND, act: { ...SOUND.act, ends_on: null }, asked: null, photos: [null], unsettled: 1 }
    for (const facts of [SOUND, running, meeting, unasked]) expect(runRules(noticeRules, facts)).toEqual([])
  })

  it.each(noticeRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(noticeRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})
