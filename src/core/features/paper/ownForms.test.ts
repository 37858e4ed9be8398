/** Templates taken out, changed and brought back; forms of the office's own. */
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { registerNames } from '../../catalogue/index.ts'
import { writeFormWorkbook } from '../../excel/formWriter.ts'
import { RESOURCES } from '../../forms/testing/fonts.ts'
import { sheetOf } from '../../forms/testing/sheet.ts'
import { lawSamples } from '../../testing/lawRuns.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { PaperService } from './service.ts'

let office: TestOffice
let directory: string
let service: PaperService
const administrator = userOf('administrator')
beforeAll(async () => {
  office = await testOffice({ households: 8 })
})
afterAll(async () => {
  await office.end()
})
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'own-forms-'))
  let number = 0
  service = new PaperService({
    office: () => office,
    resourcesDirectory: RESOURCES,
    dataDirectory: directory,
    now: () => new Date(2016, 2, 5, 9),
    files: { newPath: (extension) => join(directory, `made-${(number += 1)}.${extension}`) },
  })
  return () => rm(directory, { recursive: true, force: true })
})

const workbook = async (texts: readonly (readonly string[])[]): Promise<string> => {
  const path = join(directory, '改过.xlsx')
  await writeFormWorkbook(path, [sheetOf(texts)])
  return path
}
const printed = async (code: string, key: string): Promise<string> =>
  (await service.preview(administrator, { code, for: [key], year: 2015, firstPage: 1, pageCount: 1 })).html

describe('改表样', () => {
  it('取出来的原样换上，打出来不变；换上改过的，改过的生效；恢复以后还是自带的', async () => {
    const village = office.store.read.get<{ village: string }>('SELECT village FROM household LIMIT 1')?.village ?? ''
    const before = await printed('household_roster', village)
    const out = join(directory, '取出.xlsx')
    expect(await service.fetchTemplate(out, { code: 'household_roster', year: 2015, shipped: false })).toBe('贫困户、人口花名册（表样）.xlsx')
    await service.putTemplate('household_roster', 2015, out)
    expect(await printed('household_roster', village)).toBe(before)

    await service.putTemplate('household_roster', 2015, await workbook([['本村{{people|count}}人']]))
    expect(await printed('household_roster', village)).toMatch(/本村\d+人/)
    expect((await service.forms()).find(({ code }) => code === 'household_roster')).toMatchObject({ edited: true, own: false })
    await service.putTemplate('household_roster', 2015, null)
    expect(await printed('household_roster', village)).toBe(before)
  })

  it('有错的说清工作表、单元格、哪里不对、改成什么，不启用；没错的先看样张', async () => {
    const wanted = { code: 'household_card', year: 2015, shipped: false } as const
    const wrong = await workbook([['户主', '{{houshold.head_name}}']])
    expect(await service.tryTemplate(administrator, wrong, wanted)).toEqual({
      problems: [{ sheet: '表', cell: 'B1', message: '的占位符“{{houshold.head_name}}”不存在，是不是“household.head_name”（户主姓名）？' }],
      html: null,
      pages: 0,
    })
    await expect(service.putTemplate('household_card', 2015, wrong)).rejects.toMatchObject({ code: 'FILE_FORMAT' })
    expect((await service.forms()).every(({ edited }) => !edited)).toBe(true)
    const trial = await service.tryTemplate(administrator, await workbook([['样张上的户主：{{household.head_name}}']]), wanted)
    expect(trial.problems).toEqual([])
    expect(trial.html).toContain('样张上的户主：')
  })
})

describe('自定的表', () => {
  it('每个台账的一条记录和列表都能不写代码添加，由程序生成表样，添加完就能试打', async () => {
    for (const register of lawSamples(registerNames, 3)) {
      for (const kind of ['record', 'list'] as const) {
        const wanted = { title: `${register}${kind}`, from: { kind, register }, year: 2015 } as const
        const code = await service.addForm({ title: wanted.title, source: '', from: wanted.from }, null)
        const out = join(directory, `${code}-out.xlsx`)
        await service.fetchTemplate(out, { code, year: 2015, shipped: false })
        expect(await service.tryTemplate(administrator, out, { code, year: 2015, shipped: false }), code).toMatchObject({ problems: [] })
      }
    }
    const listed = (await service.forms()).filter(({ own }) => own)
    expect(listed.length).toBeGreaterThanOrEqual(6)
    expect(listed.map(({ code }) => code)).toEqual(Array.from({ length: listed.length }, (_, index) => `own_${index + 1}`))
  })

  it('统计表、列表的筛选和排序都算数；表名不能重复；删除以后什么都不剩', async () => {
    const from = { kind: 'list', register: 'helper', where: { name: { contains: '不会有的名字' } } } as const
    const code = await service.addForm({ title: '责任人', source: '县里要的', from }, await workbook([['共{{rows|count}}人']]))
    const statistic = await service.addForm({ title: '人数', source: '', from: { kind: 'statistic', code: '1.0' } }, null)
    expect(await printed(code, office.unit.code)).toContain('共0人')
    expect(await printed(statistic, office.unit.code)).toContain('合计')
    await expect(service.addForm({ title: '责任人', source: '', from }, null)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(service.removeForm('household_card')).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(service.putTemplate(code, 2015, null)).rejects.toMatchObject({ code: 'VALIDATION' })
    await service.removeForm(code)
    await service.removeForm(statistic)
    expect((await service.forms()).some(({ own }) => own)).toBe(false)
    expect(await readdir(join(directory, 'forms'))).toEqual(['own.json'])
  })

  it('清单被改坏了就说出来，不当作没有', async () => {
    const path = join(directory, 'forms', 'own.json')
    await service.addForm({ title: '单位', source: '', from: { kind: 'list', register: 'organization' } }, null)
    await copyFile(path, `${path}.old`)
    await writeFile(path, '{"own_1": 1}')
    await expect(service.forms()).rejects.toMatchObject({ code: 'FILE_FORMAT' })
  })
})

describe('修改自定的表', () => {
  it('改表名、依据、筛选，表样照旧；换了内容来自哪里的，表样对不上就不改，可以重新生成', async () => {
    const from = { kind: 'list', register: 'helper' } as const
    const code = await service.addForm({ title: '责任人', source: '', from }, await workbook([['共{{rows|count}}人 {{rows|first:helper.name}}']]))
    await service.addForm({ title: '别的', source: '', from }, await workbook([['x']]))
    const none = { ...from, where: { name: { contains: '不会有的名字' } } }
    await service.changeForm(code, { title: '在岗责任人', source: '县里', from: none }, 'kept')
    expect((await service.forms()).find((form) => form.code === code)).toMatchObject({ title: '在岗责任人', source: '县里', from: none })
    expect(await printed(code, office.unit.code)).toContain('共0人')
    await expect(service.changeForm(code, { title: '别的', source: '', from }, 'kept')).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(service.changeForm(code, { title: '单位', source: '', from: { kind: 'list', register: 'organization' } }, 'kept')).rejects.toMatchObject({
      code: 'FILE_FORMAT',
    })
    await service.changeForm(code, { title: '单位', source: '', from: { kind: 'list', register: 'organization' } }, 'drawn')
    expect((await service.forms()).find((form) => form.code === code)).toMatchObject({ title: '单位', register: 'organization' })
    await expect(service.changeForm('household_card', { title: '卡', source: '', from }, 'kept')).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})
