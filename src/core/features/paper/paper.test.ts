import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { RESOURCES } from '../../forms/testing/fonts.ts'
import { formDecimal } from '../../forms/exact.ts'
import { formOf } from '../../forms/registry.ts'
import type { HouseholdData } from '../../forms/household.ts'
import type { FormDefinition, FormRecord } from '../../forms/types.ts'
import { openWorkbook } from '../../excel/readWorkbook.ts'
import { mayRead } from '../../access/permissions.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { gatherHouseholds } from '../household/index.ts'
import type { Reading } from './reading.ts'
import { PaperService } from './service.ts'
import { Photos } from './photos.ts'
import { subjectsOf, type Subject } from './subjects.ts'

let office: TestOffice
let service: PaperService
let village: { code: string; households: string[] }
const directory = mkdtempSync(join(tmpdir(), 'bangfu-paper-'))
const administrator = userOf('administrator')
const card = formOf('household_card')
const roster = formOf('household_roster')

const newService = (): PaperService =>
  new PaperService({
    office: () => office,
    resourcesDirectory: RESOURCES,
    dataDirectory: directory,
    now: () => new Date(2016, 2, 5, 9),
    files: { newPath: (extension) => join(directory, `made.${extension}`) },
  })

beforeAll(async () => {
  office = await testOffice({ households: 100 })
  service = newService()
  const largest =
    office.store.read.get<{ village: string }>('SELECT village FROM household GROUP BY village HAVING count(*) > 1 ORDER BY count(*) DESC, village LIMIT 1')
      ?.village ?? ''
  village = {
    code: largest,
    households: office.store.read.all<{ id: string }>('SELECT id FROM household WHERE village = ? ORDER BY household_no', largest).map(({ id }) => id),
  }
})
afterAll(async () => {
  await office.end()
  rmSync(directory, { recursive: true, force: true })
})

const gather = (ids: readonly string[], year = 2015, masked = true, today = '2016-03-05'): HouseholdData[] => [
  ...gatherHouseholds(office, ids, { year, masked, today }),
]
const readingOf = (user: ReturnType<typeof userOf>, wanted: readonly string[] = [], year = 2015): Reading => ({
  office,
  user,
  year,
  masked: true,
  today: '2016-03-05',
  tells: new Set<string>(),
  hides: () => false,
  reads: (division) => mayRead(user, division),
  yearBlank: false,
  wanted: new Set(wanted),
  photos: new Photos(),
  step: async () => undefined,
})
const subjects = (user: ReturnType<typeof userOf>, form: FormDefinition, keys: readonly string[]): Subject[] => subjectsOf(readingOf(user), form, { keys })
const change = (work: Parameters<TestOffice['store']['change']>[2]): Promise<unknown> =>
  office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, work)
const textOf = (record: FormRecord | undefined, key: string): string => {
  const value = record?.[key]
  return typeof value === 'object' && value !== null && 'text' in value ? value.text : String(value ?? '')
}

describe('取数', () => {
  it('表样没有提到的栏目不取，一份叫什么名字总是知道的', () => {
    const [data] = gatherHouseholds(office, village.households.slice(0, 1), {
      year: 2015,
      masked: true,
      today: '2016-03-05',
      wanted: new Set(['household', 'address']),
    })
    expect(Object.keys(data?.household ?? {}).toSorted()).toEqual(['address', 'head_id_number', 'head_name', 'household_no', 'local_no', 'population'])
    expect(Object.keys(data?.household_year ?? {})).toEqual([])
    expect(Object.keys(data?.members[0]?.person ?? {}).toSorted()).toEqual(['id_number', 'name'])
  })

  it('每一条语句都用索引找，不从头扫一张台账（区划除外，整个读一次）', () => {
    const asked = vi.spyOn(office.store.read, 'all')
    expect(gather(village.households).length).toBe(village.households.length)
    const statements = asked.mock.calls.map(([sql, ...parameters]) => ({ sql, parameters }))
    asked.mockRestore()
    expect(statements.length).toBeGreaterThan(5)
    for (const { sql, parameters } of statements) {
      const plan = office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters).map(({ detail }) => detail)
      expect(
        plan.filter((line) => line.startsWith('SCAN') && !/^SCAN (?:j |division$)/.test(line)),
        sql,
      ).toEqual([])
    }
  })
})

describe('为谁打印', () => {
  if (card === undefined || roster === undefined) throw new Error('forms are missing')

  it('户编号、本地户号、记录编号和区划代码都认，重复的只打一份', async () => {
    const [first = '', second = ''] = village.households
    await change((transaction) => transaction.update('household', second, { local_no: 'L-2' }))
    const number = String(office.store.read.get<{ household_no: string }>('SELECT household_no FROM household WHERE id = ?', first)?.household_no)
    expect(subjects(administrator, card, [number, 'L-2', ` ${first} `]).map((subject) => 'id' in subject && subject.id)).toEqual([first, second])
    const whole = subjects(administrator, card, [village.code, number])
    expect(whole.map((subject) => 'id' in subject && subject.id).toSorted()).toEqual(village.households.toSorted())
    expect(subjects(administrator, card, ['621125']).length).toBe(100)
    expect(subjects(administrator, roster, [village.code.slice(0, 9)])).toContainEqual({ kind: 'place', code: village.code })
  })

  it('不认识的、没有户的、别的乡镇的，都说清楚', () => {
    expect(() => subjects(administrator, card, ['不存在'])).toThrow(/没有找到“不存在”/)
    expect(() => subjects(administrator, roster, ['不存在'])).toThrow(/按村打印/)
    const empty = office.store.read.get<{ code: string }>(
      `SELECT code FROM division WHERE level = 'village' AND deleted = 0 AND NOT EXISTS (SELECT 1 FROM household h WHERE h.village = division.code) LIMIT 1`,
    )
    expect(() => subjects(administrator, card, [empty?.code ?? ''])).toThrow(/没有您能看到的户/)
    const foreign = office.store.read.get<{ household_no: string }>(`SELECT household_no FROM household WHERE village NOT LIKE '621125100%' LIMIT 1`)
    expect(() => subjects(userOf('clerk'), card, [String(foreign?.household_no)])).toThrow(/不在您负责的范围内/)
    expect(subjects(userOf('clerk'), card, ['621125']).length).toBe(office.records.count(userOf('clerk'), { register: 'household' }))
  })

  it('几户共用的本地户号不猜', async () => {
    const [first = '', , third = ''] = office.store.read.all<{ id: string }>('SELECT id FROM household ORDER BY village, id').map(({ id }) => id)
    await change((transaction) => {
      transaction.update('household', first, { local_no: 'SAME' })
      transaction.update('household', third, { local_no: 'SAME' })
    })
    expect(() => subjects(administrator, card, ['SAME'])).toThrow(/2 户在用/)
  })
})

describe('表里的内容', () => {
  it('户主在前，成员是年末在册的人，年度记录是那一年的', async () => {
    const [id = ''] = village.households
    const member = office.store.read.get<{ id: string; person_id: string; name: string }>(
      `SELECT m.id, m.person_id, p.name FROM membership m JOIN person p ON p.id = m.person_id WHERE m.household_id = ? AND m.relation <> '01' AND m.end_date IS NULL LIMIT 1`,
      id,
    )
    await change((transaction) => transaction.update('membership', member?.id ?? '', { end_date: '2015-06-30', status: '3' }))
    const names = (year: number): string[] => gather([id], year)[0]?.members.map(({ person }) => textOf(person, 'name')) ?? []
    expect(names(2014)).toContain(member?.name)
    expect(names(2015)).not.toContain(member?.name)
    const [household] = gather([id])
    expect(textOf(household?.members[0]?.membership, 'relation')).toBe('本人或户主')
    expect(household?.household['population']).toBe(household?.members.length)
    const yearly = office.store.read.get<{ wage_income: number }>('SELECT wage_income FROM household_year WHERE household_id = ? AND year = 2015', id)
    expect(household?.household_year['wage_income']).toEqual(formDecimal(Number(yearly?.wage_income), 2))
    expect(gather([id], 2014)[0]?.household_year['year']).toBe(2014)
    expect(gather([id], 2008)[0]?.household_year['year']).toBeNull()
  })

  it('敏感内容默认遮盖，要求时写全', () => {
    const numbers = (masked: boolean): string[] =>
      gather(village.households, 2015, masked)
        .flatMap(({ members }) => members.map(({ person }) => textOf(person, 'id_number')))
        .filter((text) => text !== '')
    expect(numbers(true).length).toBeGreaterThan(0)
    expect(numbers(true).every((text) => text.includes('********'))).toBe(true)
    expect(numbers(false).some((text) => text.includes('*'))).toBe(false)
    expect(gather(village.households).every(({ household }) => !/\d{17}/.test(textOf(household, 'head_id_number')))).toBe(true)
  })

  it('区划用当年的名称，结对取当年有效过的，结束了的也印，附结束时间', async () => {
    const [id = ''] = village.households
    const [household] = gather([id])
    expect(household?.division).toMatchObject({ province: '甘肃省', city: '定西市', county: '漳县', village: office.divisions.nameOf(village.code, 2015) })
    const helpers = office.store.read.all<{ id: string }>('SELECT id FROM pairing WHERE household_id = ? AND deleted = 0', id)
    expect(helpers.length).toBeGreaterThan(0)
    await change((transaction) => {
      for (const pairing of helpers) transaction.update('pairing', pairing.id, { start_date: '2014-01-01', end_date: '2015-03-01' })
    })
    expect(gather([id], 2014)[0]?.helpers).toHaveLength(helpers.length)
    expect(gather([id], 2015)[0]?.helpers.map(({ pairing }) => textOf(pairing, 'end_date'))).toEqual(helpers.map(() => '2015-03-01'))
    expect(gather([id], 2016)[0]?.helpers).toEqual([])
    expect(textOf(gather([id], 2014)[0]?.helpers[0]?.organization, 'name')).not.toBe('')
  })

  it('读一个村只用固定次数的查询', () => {
    let queries = 0
    const counting = {
      ...office,
      store: {
        read: {
          ...office.store.read,
          all: (...parameters: Parameters<TestOffice['store']['read']['all']>) => {
            queries += 1
            return office.store.read.all(...parameters)
          },
        },
      },
    } as unknown as TestOffice
    expect([...gatherHouseholds(counting, village.households, { year: 2015, masked: true, today: '2016-03-05' })]).toHaveLength(village.households.length)
    expect(queries).toBeLessThan(15)
  })
})

describe('生成文件', () => {
  const request = { code: 'household_card', year: 2015 }

  it('一个村的采集表在一个工作簿里，一户一张工作表', async () => {
    const out = join(directory, '村.xlsx')
    expect(await service.make({ ...request, for: [village.code], format: 'xlsx', out }, administrator)).toMatchObject({
      subjects: village.households.length,
      sheets: village.households.length,
    })
    const workbook = await openWorkbook(out, { inline: true })
    expect(workbook.sheets).toHaveLength(village.households.length)
    await workbook.close()
  })

  it('分开时一户一个文件装在 ZIP 里，文件名是户编号，不带姓名', async () => {
    const out = join(directory, '村.zip')
    const progress: number[] = []
    await service.make({ ...request, for: [village.code], format: 'html', files: 'apart', out }, administrator, { progress: (done) => progress.push(done) })
    const files = unzipSync(readFileSync(out))
    const numbers = office.store.read
      .all<{ household_no: string }>('SELECT household_no FROM household WHERE village = ?', village.code)
      .map(({ household_no: number }) => `${number}.html`)
    expect(Object.keys(files).toSorted()).toEqual(numbers.toSorted())
    expect(progress).toEqual(village.households.map((_, index) => index + 1))
    expect(strFromU8(Object.values(files)[0] ?? new Uint8Array())).toContain('<!')
  })

  it('没有户编号的用序号', async () => {
    const [id = ''] = village.households
    const number = office.store.read.get<{ household_no: string }>('SELECT household_no FROM household WHERE id = ?', id)?.household_no ?? ''
    await change((transaction) => transaction.update('household', id, { household_no: null }))
    const out = join(directory, '一户.zip')
    await service.make({ ...request, for: [id], format: 'xlsx', files: 'apart', out }, administrator)
    expect(Object.keys(unzipSync(readFileSync(out)))).toEqual(['序号1.xlsx'])
    await change((transaction) => transaction.update('household', id, { household_no: number }))
  })

  it('花名册出 PDF', async () => {
    const out = join(directory, '花名册.pdf')
    expect(await service.make({ code: 'household_roster', year: 2015, for: [village.code], format: 'pdf', out }, administrator)).toMatchObject({
      subjects: 1,
      sheets: 1,
    })
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('事先排好的那一页是真的一页，只读的人也排得出', async () => {
    const { html, pages } = await service.anyPage(userOf('reader'))
    expect(pages).toBeGreaterThan(0)
    expect(html).toMatch(/<svg[^]*<text[^]*font\/ttf/)
  })

  it('只在还没有排过一页时事先排一页；那一页出了错，也不妨碍谁', async () => {
    const fresh = newService()
    const pages = vi.spyOn(fresh, 'anyPage').mockRejectedValue(new Error('no such form'))
    await fresh.makeReady(administrator)
    expect(pages).toHaveBeenCalledTimes(1)
    await fresh.preview(administrator, { ...request, for: [village.code], firstPage: 1, pageCount: 1 })
    await fresh.makeReady(administrator)
    expect(pages).toHaveBeenCalledTimes(1)
  })

  it('预览说出总页数，只排要看的几页', async () => {
    const preview = await service.preview(administrator, { ...request, for: [village.code], firstPage: 2, pageCount: 1 })
    expect(preview).toMatchObject({ pages: village.households.length, subjects: village.households.length, shown: village.households.length })
    expect(preview.html).toContain('贫困户信息采集表')
  })

  it('取消时不留文件', async () => {
    const abort = new AbortController()
    const before = readdirSync(directory)
    for (const files of ['together', 'apart'] as const) {
      await expect(
        service.make({ ...request, for: [village.code], format: 'html', files, out: join(directory, 'cancelled') }, administrator, {
          signal: abort.signal,
          progress: () => abort.abort(),
        }),
      ).rejects.toMatchObject({ code: 'CANCELLED' })
    }
    expect(readdirSync(directory)).toEqual(before)
  })

  it('只读用户可以打遮盖的表，不能打完整号码的；没有的表和不对的年度说清楚', async () => {
    await expect(service.prepare(userOf('reader'), { ...request, for: [village.code], unmasked: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await service.prepare(userOf('reader'), { ...request, for: [village.code] })).reading.masked).toBe(true)
    expect((await service.prepare(administrator, { ...request, for: [village.code], unmasked: true })).reading.masked).toBe(false)
    await expect(service.prepare(administrator, { code: 'none', for: [village.code], year: 2015 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(service.prepare(administrator, { code: 'household_card', for: [village.code], year: Number.NaN })).rejects.toMatchObject({
      code: 'VALIDATION',
    })
  })
})
