import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dueItems } from '../../due/due.ts'
import { daysLater } from '../../rules/dates.ts'
import { verify } from '../../store/verify.ts'
import type { ReviewReturn } from './contract.ts'
import { answerReturn, closeReturn, listReturns, returnHousehold } from './returns.ts'
import {
  carry,
  carryAll,
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  TOWNSHIP_TWO,
  userOf,
  VILLAGE_ONE,
  VILLAGE_TWO,
  type DeskSite,
} from '../exchange/testing/offices.ts'

let county: DeskSite
let one: DeskSite
let two: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  ;[county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const list = ({ office, user }: DeskSite, as = user): ReviewReturn[] => listReturns(office, as, { limit: 100, offset: 0 }).rows

describe('审核退回', () => {
  it('县里退回，乡镇先看到并回复，县里办结', async () => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    await carryAll(county, one, two)
    const request = { household, remark: '收入与走访不符，请核实' }
    await expect(returnHousehold(one.office, userOf('entry'), request, TODAY)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { id } = await returnHousehold(county.office, county.user, request, TODAY)
    await expect(returnHousehold(county.office, county.user, request, TODAY)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(list(county)).toMatchObject([{ id, village: VILLAGE_ONE, villageName: '武阳镇柯寨村', state: 'open', mayAnswer: false, mayClose: true }])
    await carry(county, one)
    expect(list(one)).toMatchObject([{ id, household, state: 'open', remark: request.remark, returnedBy: '王主任', mayAnswer: true }])
    expect(list(one, userOf('entry', VILLAGE_TWO))).toEqual([])
    await expect(answerReturn(county.office, county.user, { id, answer: '代答' }, TODAY)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const due = (what: string) => dueItems(one.office, one.user, {}, 100, TODAY).items.find((item) => item.what === what)
    expect(due('审核退回：待整改')).toMatchObject({ register: 'household', id: household, on: daysLater(TODAY, 15) })
    await answerReturn(one.office, userOf('entry'), { id, answer: '已重新入户核实' }, TODAY)
    expect([due('审核退回：待整改'), due('审核退回：已回复')?.on]).toEqual([undefined, daysLater(TODAY, 15)])
    await carry(one, county)
    expect(list(county)).toMatchObject([{ state: 'answered', answer: '已重新入户核实', answeredOn: TODAY }])
    await closeReturn(county.office, county.user, id)
    await carry(county, one)
    expect(list(one)).toMatchObject([{ state: 'closed', mayAnswer: false, mayClose: false }])
    await expect(answerReturn(one.office, one.user, { id, answer: '再答' }, TODAY)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(one.office.store.read.get('SELECT count(*) AS n FROM conflict')).toEqual({ n: 0 })
    for (const { office } of offices) expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })

  it('本单位的审核人员也可以退回和办结', async () => {
    const { household } = await enterHousehold(two, VILLAGE_TWO)
    const { id } = await returnHousehold(two.office, userOf('review'), { household, remark: '缺照片' }, TODAY)
    expect(list(two, userOf('review'))).toMatchObject([{ mayAnswer: false, mayClose: true }])
    await answerReturn(two.office, userOf('entry', VILLAGE_TWO), { id, answer: '已补' }, TODAY)
    await closeReturn(two.office, userOf('review'), id)
    expect(list(two)).toMatchObject([{ state: 'closed' }])
  })
})

describe('村里有自己的电脑', () => {
  it('乡里照样退回、办结；村里的数由村里改，乡里改的是建议；县里退回的乡里不能办结', async () => {
    const three = await openOffices(COUNTY, TOWNSHIP_ONE, VILLAGE_ONE)
    const [top, township, village] = three as [DeskSite, DeskSite, DeskSite]
    try {
      const { household } = await enterHousehold(village, VILLAGE_ONE)
      await carry(village, township)
      await carry(township, top)
      const { id } = await returnHousehold(township.office, township.user, { household, remark: '缺照片' }, TODAY)
      await carry(township, village)
      expect(list(village)).toMatchObject([{ id, state: 'open', mayAnswer: true, mayClose: false }])
      expect(township.office.store.read.get('SELECT count(*) AS n FROM proposal')).toEqual({ n: 0 })
      await answerReturn(village.office, village.user, { id, answer: '已补' }, TODAY)
      await carry(village, township)
      await carry(township, top)
      expect(list(top)).toMatchObject([{ id, state: 'answered', answer: '已补' }])
      await closeReturn(township.office, township.user, id)
      await township.site.act((transaction) => transaction.update('household', household, { address: '一社' }))
      await carry(township, village)
      expect(list(village)).toMatchObject([{ state: 'closed' }])
      expect(village.office.store.read.get('SELECT address FROM household WHERE id = ?', household)).toEqual({ address: null })
      expect(village.office.store.read.get(`SELECT count(*) AS n FROM proposal WHERE state = 'open'`)).toEqual({ n: 1 })
      await carry(township, top)
      const { id: above } = await returnHousehold(top.office, top.user, { household, remark: '收入不符' }, TODAY)
      // The village hears of it from the county directly, the township after it: what it holds already passes as an echo.
      await carry(top, village)
      await answerReturn(village.office, village.user, { id: above, answer: '已核' }, TODAY)
      await carry(village, top)
      await carry(top, township)
      await carry(village, township)
      expect(list(township).find((row) => row.id === above)).toMatchObject({ state: 'answered', mayClose: false })
      await expect(closeReturn(township.office, township.user, above)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    } finally {
      await closeOffices(three)
    }
  })
})
