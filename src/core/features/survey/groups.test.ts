/** Checks on several visits, or on documents of several villages, together: each firing and silent. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testOffice, type TestOffice } from '../../testing/office.ts'

const VILLAGE = '621125100204'
let office: TestOffice
let survey: string
let helper: string

type Values = Readonly<Record<string, string | number | boolean | null>>
const insert = async (entries: readonly (readonly [register: string, values: Values])[]): Promise<string[]> => {
  const { result } = await office.store.change({ id: 'A', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) =>
    entries.map(([register, values]) => transaction.insert(register, values)),
  )
  await office.checks.settled()
  return result
}
const found = (rule: string) =>
  office.store.read.all<{ about: string; message: string }>('SELECT about, message FROM finding WHERE rule = ? ORDER BY about', rule)

beforeAll(async () => {
  office = await testOffice()
  ;[survey = '', helper = ''] = await insert([
    ['survey_round', { name: '过筛', year: 2015, round: 1, issued_by: '621125100000', starts_on: '2015-06-01', ends_on: '2015-08-31' }],
    ['helper', { name: '干部甲' }],
  ])
})
afterAll(() => office.end())

const visits = async (count: number, values: Values): Promise<string[]> => {
  const households = await insert(Array.from({ length: count }, () => ['household', { village: VILLAGE }] as const))
  return insert(households.map((id) => ['survey_visit', { survey_id: survey, subject: `household:${id}`, village: VILLAGE, attempt: 1, ...values }] as const))
}

it.each([
  ['3-daily', 'surveyor_id'],
  ['3-daily-second', 'second_surveyor_id'],
] as const)('规则 %s：一天 15 户没有，16 户每户都有', async (rule, by) => {
  await visits(15, { [by]: helper, visited_on: '2015-06-10' })
  expect(found(rule)).toEqual([])
  await visits(1, { [by]: helper, visited_on: '2015-06-10' })
  expect(found(rule)).toHaveLength(16)
  expect(found(rule)[0]?.message).toContain('入户 16 户')
})

it('规则 3-words：9 户写一样的没有，10 户有，记在村名下', async () => {
  const [village = ''] = await insert([['village', { village: VILLAGE }]])
  await visits(9, { problems: '缺资金' })
  await visits(1, { problems: '缺水' })
  expect(found('3-words')).toEqual([])
  await visits(1, { problems: '缺资金' })
  expect(found('3-words')).toEqual([{ about: village, message: expect.stringContaining('有 10 户的主要问题都写“缺资金”') as string }])
})

it('规则 3-copied：一份六有文件在一个村没有，复制到别的村两边都有；别的材料不算', async () => {
  const villages = await insert(['621125100205', '621125100206'].map((village) => ['village', { village }] as const))
  const file = (index: number, kind: string, mark: string) =>
    [
      'attachment',
      {
        register: 'village',
        record: villages[index] ?? '',
        village: `62112510020${index + 5}`,
        name: kind,
        sha256: mark.padEnd(64, '0'),
        media_type: 'application/pdf',
        size: 9,
        kind,
      },
    ] as const
  await insert([file(0, 'village_file', 'a'), file(0, 'document', 'b'), file(1, 'document', 'b')])
  expect(found('3-copied')).toEqual([])
  await insert([file(1, 'village_plan', 'a')])
  expect(found('3-copied').map(({ about }) => about)).toEqual(villages.toSorted())
})
