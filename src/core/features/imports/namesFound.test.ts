/** Names with characters that only look like others are found by what was entered and by their plain form, and are the same people. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainName } from '#core/catalogue/derive/names.ts'
import { userOf } from '#core/testing/office.ts'
import { importBench, person, type ImportBench } from './testing/importing.ts'

let bench: ImportBench

beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

const found = (text: string): readonly unknown[] =>
  bench.office.records.query(userOf('administrator'), { register: 'person', text }).rows.map((row) => row['name'])

it('每个姓名按原字和通常的写法都找得到', async () => {
  const result = await bench.import('person', join(import.meta.dirname, 'testing/cases/names_to_find.xlsx'), { year: 2015 })
  expect(result).toMatchObject({ rows: 12, new: 12, rejected: 0 })
  const names = bench.office.store.read.all<{ name: string }>('SELECT name FROM person').map(({ name }) => name)
  expect(names).toHaveLength(12)
  for (const name of names) {
    expect(found(name), name).toContain(name)
    expect(found(plainName(name)), plainName(name)).toContain(name)
  }
  expect(found('买买提．艾力')).toHaveLength(2)
  expect(found('金龙')).toEqual([names.find((name) => name.startsWith('金'))])
})

it('从姓名中间找得到；看起来一样的算同一个人，库里的写法不变', async () => {
  const ouyang = person('户主', '1', '1970-01-02', { name: '欧阳建国' })
  const rows = (name: string): readonly (readonly string[])[] => [
    ['乡镇', '行政村', '户编号', '姓名', '与户主关系', '证件号码'],
    ['武阳镇', '汪家河村', '904001', name, '本人或户主', '621125197601010011'],
    ['武阳镇', '汪家河村', '905001', ouyang.name, '本人或户主', ouyang.idNumber],
  ]
  await bench.import('household', await bench.workbook(rows('王凉')), { year: 2015 })
  expect(found('建国')).toEqual(['欧阳建国'])
  const before = bench.office.store.read.get("SELECT name FROM person WHERE id_number = '621125197601010011'")
  const again = await bench.import('household', await bench.workbook(rows('王凉')), { year: 2015 })
  expect(again).toMatchObject({ same: 2, changed: 0, rejected: 0 })
  expect(bench.office.store.read.get("SELECT name FROM person WHERE id_number = '621125197601010011'")).toEqual(before)
})
