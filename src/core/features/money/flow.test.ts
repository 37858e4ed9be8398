/** The picture of where money goes adds up, tells sources of one name apart, and leaves out what somebody may not read. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Row } from '../../shapes.ts'
import { closeOffices, COUNTY, openOffices, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'
import { allocate } from './acts.ts'
import { flowOf } from './flow.ts'
import { builtInFundKinds } from './kinds.ts'

const YEAR = 2015
let county: DeskSite
const save = async (register: string, values: Row): Promise<string> =>
  (await county.office.records.save(county.user, { register, values, reason: '已核对' })).id

async function source(documentNo: string, kind: string): Promise<string> {
  const id = await save('fund_source', { name: '专项资金', document_no: documentNo, year: YEAR, kind_id: kind, place: COUNTY })
  await save('fund_quota', { source_id: id, kind: '1', amount: 50_000_000, issued_on: `${YEAR}-03-01` })
  await save('fund_arrival', { source_id: id, amount: 50_000_000, arrived_on: `${YEAR}-03-20` })
  return id
}

beforeAll(async () => {
  ;[county] = (await openOffices(COUNTY)) as [DeskSite]
  const kind = await save('fund_kind', builtInFundKinds[0] ?? {})
  const project = await save('project', { name: '通村路', place: TOWNSHIP_ONE, year: YEAR, category: '04', fiscal_grant: 50_000_000 })
  const sources = [await source('甘财农〔2015〕1号', kind), await source('甘财农〔2015〕2号', kind)]
  const given = { project, place: TOWNSHIP_ONE, year: YEAR, on: `${YEAR}-04-01` }
  await allocate(county.office, county.user, { ...given, end: 'project', source: sources[0] ?? '', amount: 10_000_000 })
  await allocate(county.office, county.user, { ...given, end: 'village', village: VILLAGE_ONE, source: sources[0] ?? '', amount: 2_000_000 })
  await allocate(county.office, county.user, { ...given, end: 'village', village: VILLAGE_ONE, source: sources[1] ?? '', amount: 3_000_000 })
})
afterAll(() => closeOffices([county]))

it('同名的两笔来源分开；每一层合计一样，每个节点进出一样', () => {
  const { nodes, links, total } = flowOf(county.office, county.user, YEAR)
  expect(total).toBe(15_000_000)
  expect(nodes.filter(({ layer }) => layer === 'source').map(({ label, amount }) => [label, amount])).toEqual([
    ['专项资金', 12_000_000],
    ['专项资金', 3_000_000],
  ])
  const village = county.office.divisions.fullName(VILLAGE_ONE)
  expect(nodes.filter(({ layer }) => layer === 'village').map(({ label, amount }) => [label, amount])).toEqual([
    ['不分村', 10_000_000],
    [village, 5_000_000],
  ])
  const through = (end: 'from' | 'to', key: string): number => links.filter((link) => link[end] === key).reduce((sum, { amount }) => sum + amount, 0)
  for (const { key, layer, amount } of nodes) {
    if (layer !== 'village') expect(through('from', key), key).toBe(amount)
    if (layer !== 'source') expect(through('to', key), key).toBe(amount)
  }
})

it('别的年度没有', () => {
  expect(flowOf(county.office, county.user, YEAR + 1)).toEqual({ nodes: [], links: [], total: 0 })
})

it('看不到分配的人，图里也没有；只看得到本乡镇的，只有本乡镇的', () => {
  const of = (divisions: readonly string[]) => flowOf(county.office, { ...county.user, role: 'reader', divisions: [...divisions] }, YEAR).total
  expect(of(['621125101000'])).toBe(0)
  expect(of([VILLAGE_ONE])).toBe(5_000_000)
  expect(of([TOWNSHIP_ONE])).toBe(15_000_000)
})
