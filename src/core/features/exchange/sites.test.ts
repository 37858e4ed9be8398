import { afterAll, beforeAll, expect, it } from 'vitest'
import { sitesOf } from '../../exchange/sites.ts'
import { openPair, ticketOf, type TestPair } from './testing/apps.ts'

let pair: TestPair
let request: string

beforeAll(async () => {
  pair = await openPair()
  const { ticket } = await pair.township.client.exchange.request({ label: '一号机' })
  request = pair.township.app.host.files.resolve(ticket, pair.township.app.host.holderOf({ session: 's' })).path
})
afterAll(() => pair.end())

const read = () => pair.county.client.exchange.readRequest({ ticket: ticketOf(pair.county, request, 'request.json') })
const site = () => sitesOf(pair.county.app.host.office().store.read).find((one) => one.unit === pair.township.unit)

it('上级在下面叫单位加名称；没有起名的只叫单位', async () => {
  expect((await pair.township.client.exchange.recipients()).map(({ label }) => label)).toEqual(['漳县 · 1 号机'])
  expect((await pair.county.client.exchange.overview()).site.label).toBe('1 号机')
  await pair.township.app.host.office().store.bookkeep((database) => database.run(`UPDATE site SET label = '本机' WHERE label = '1 号机'`))
  expect((await pair.township.client.exchange.recipients()).map(({ label }) => label)).toEqual(['漳县'])
})

it('登记过的再登记：说出来，只是重新制作登记文件', async () => {
  const before = site()
  expect(await read()).toMatchObject({ known: { state: 'admitted', label: '一号机', admittedOn: before?.admittedOn, withdrawnReason: null } })
  expect(await pair.county.client.exchange.admit({ ticket: ticketOf(pair.county, request, 'request.json') })).toMatchObject({
    name: expect.stringMatching(/^漳县→.+_\d{4}年\d+月登记文件_第\d+号\.bfx$/) as unknown,
  })
  expect(site()).toEqual(before)
})

it('停用过的不因为一份旧申请又能用：说出停用的日期和原因，写明再次登记才行', async () => {
  await pair.county.client.exchange.withdraw({ site: site()?.id ?? '', reason: '电脑丢失' })
  expect(await read()).toMatchObject({ known: { state: 'withdrawn', withdrawnOn: site()?.withdrawnOn, withdrawnReason: '电脑丢失' } })
  const ticket = ticketOf(pair.county, request, 'request.json')
  await expect(pair.county.client.exchange.admit({ ticket })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('电脑丢失') as unknown,
  })
  expect(site()?.state).toBe('withdrawn')
  await pair.county.client.exchange.admit({ ticket, again: true })
  expect(site()).toMatchObject({ state: 'admitted', withdrawnOn: null })
})
