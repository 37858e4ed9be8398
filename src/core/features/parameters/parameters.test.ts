import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'

const admin = userOf('administrator')
const VALUES = { key: 'well_days', label: '公示天数', unit: '天', unverified: true }

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
})
afterAll(() => office.end())

const add = (values: Readonly<Record<string, string | number | null>>) =>
  office.records.save(admin, { register: 'parameter', values: { ...VALUES, ...values }, reason: '按文件' })

describe('参数的规矩', () => {
  it('开始时带的参数没有一条不合规矩', async () => {
    await office.checks.run({ onProgress: () => undefined, step: () => Promise.resolve() })
    expect(office.store.read.all("SELECT rule, message FROM finding WHERE register = 'parameter'")).toEqual([])
  })

  it('同一处重叠的拒绝，说明改哪里；接着的、别处的可以', async () => {
    const first = await add({ valid_from: '2015-01-01', valid_until: '2016-06-30', value: '7', document_no: '县扶办〔2015〕3 号' })
    await expect(add({ valid_from: '2016-01-01', value: '10' })).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [
        {
          path: 'valid_from',
          message: '参数“公示天数”从 2016-01-01 起的与 2015-01-01 至 2016-06-30 的重叠；请先把前一条的截止日期改成 2015-12-31 或更早，或者改后一条的生效日期。',
        },
      ],
    })
    await add({ valid_from: '2016-07-01', value: '10' })
    await add({ valid_from: '2016-01-01', value: '5', division: '621125100000' })
    await expect(
      office.records.save(admin, { register: 'parameter', id: first.id, values: { valid_until: '2016-07-01' }, reason: '改' }),
    ).rejects.toMatchObject({
      code: 'VALIDATION',
    })
  })

  it('只写一个开始；只在一处有效的写日期；截止不早于生效', async () => {
    const issue = (message: RegExp) => ({ issues: [expect.objectContaining({ message: expect.stringMatching(message) as string })] })
    await expect(add({ key: 'other', value: '1' })).rejects.toMatchObject(issue(/没有写从什么时候起/))
    await expect(add({ key: 'other', value: '1', year: 2015, valid_from: '2015-01-01' })).rejects.toMatchObject(issue(/既写了年度/))
    await expect(add({ key: 'other', value: '1', year: 2015, division: '621125100000' })).rejects.toMatchObject(issue(/只在一个区划有效/))
    await expect(add({ key: 'other', value: '1', valid_from: '2015-03-01', valid_until: '2015-02-01' })).rejects.toMatchObject(issue(/早于生效/))
  })
})
