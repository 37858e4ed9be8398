/** Notices with a real store: which hang in a week and until when, and what they give cause to look into. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAt } from '../../procedures/make.ts'
import type { Row } from '../../shapes.ts'
import { closeOffices, enterHousehold, openOffices, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'
import { noticesOf, stateOn, weekOf } from './week.ts'

let here: DeskSite
let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(TOWNSHIP_ONE)
  here = offices[0] as DeskSite
})
afterAll(() => closeOffices(offices))

const save = async (register: string, values: Row): Promise<string> => (await here.office.records.save(here.user, { register, values, reason: '已核对' })).id
const notice = (name: string, on: string, more: Row = {}): Promise<string> =>
  save('shared_act', { name, kind: 'notice', division: VILLAGE_ONE, held_on: on, ...more })

it('一周从星期一到星期日；期满当天算今天期满', () => {
  expect(weekOf('2015-11-12')).toEqual({ from: '2015-11-09', until: '2015-11-15' })
  expect(weekOf('2015-11-15')).toEqual({ from: '2015-11-09', until: '2015-11-15' })
  expect(['2015-11-08', '2015-11-09', '2015-11-15', '2015-11-16'].map((today) => stateOn(today, '2015-11-09', '2015-11-15'))).toEqual([
    'coming',
    'running',
    'last',
    'over',
  ])
  expect(stateOn('2015-11-10', '2015-11-09', null)).toBe('open')
})

it('截止日期取公示上写的，没有写的按办理步骤要求的天数；异议和处理一起数', async () => {
  const { household } = await enterHousehold(here, VILLAGE_ONE)
  const campaign = await save('campaign', { name: '批次', year: 2015, round: 1, issued_by: TOWNSHIP_ONE, starts_on: '2015-09-01', ends_on: '2015-12-31' })
  const subject = `household:${household}`
  const about = {
    campaign_id: campaign,
    subject,
    village: VILLAGE_ONE,
    scope: '1',
    direction: '2',
    ground: '3',
    opened_on: '2015-11-01',
    people: 2,
    grounds: '有车',
  }
  const id = await save('identification', about)
  await openAt(here.office, here.user, { register: 'identification', ids: [id], state: 'deliberated', on: '2015-11-05', basis: '会议记录' })
  const posted = await notice('第一次公示', '2015-11-09')
  await here.site.act((transaction) => {
    const step = { subject: `identification:${id}`, procedure: 'identification_stage', step: 'post', round: 1, level: 'village', done_on: '2015-11-09' }
    transaction.insert('procedure_step', { ...step, act: posted })
    transaction.insert('shared_act_line', { act_id: posted, subject: `identification:${id}`, objection: '家里有车', objected_on: '2015-11-10' })
  })
  await notice('写明的', '2015-11-04', { ends_on: '2015-11-10' })
  await notice('早就期满', '2015-10-20', { ends_on: '2015-10-30' })
  await notice('下一周的', '2015-11-17')
  const { notices } = noticesOf(here.office, here.user, '2015-11-12', '2015-11-12')
  expect(
    notices.map(({ name, ends, state, days, records, objections, unsettled, photos }) => [name, ends, state, days, records, objections, unsettled, photos]),
  ).toEqual([
    ['写明的', '2015-11-10', 'over', -2, 0, 0, 0, 0],
    ['第一次公示', '2015-11-15', 'running', 3, 1, 1, 1, 0],
  ])
  const rules = here.office.checks.on(here.office.store.read, 'shared_act', [posted]).map(({ rule }) => rule)
  expect(rules).toContain('1-posting')
})
