/** What is wrong is mended before it is written: cells, and which record is meant where several fit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { userOf } from '#core/testing/office.ts'
import type { ImportOptions, ImportProblem } from './contract.ts'
import { family, importBench, person, rosterRows, TITLES, type ImportBench } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

let bench: ImportBench

beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

const ADMIN = userOf('administrator')

async function opened(register: string, path: string): Promise<string> {
  return (await bench.open(register, bench.core.files.accept(path, path.split('/').at(-1) ?? '', ADMIN.id, { temporary: false }).ticket)).import
}

async function done(job: string): Promise<unknown> {
  const ended = await bench.jobs.finished(job)
  if (ended.error !== null) throw Object.assign(new Error(ended.error.message), ended.error)
  return ended.result
}

const checked = (id: string, options: ImportOptions = {}): Promise<unknown> => done(bench.service.dryRun(ADMIN, id, { acceptRejected: true, ...options }))
const column = (heading: (typeof ROSTER_HEADINGS)[number]): string => String.fromCharCode(64 + ROSTER_HEADINGS.indexOf(heading) + 1).replace('[', 'AA')

function asked(problems: readonly Omit<ImportProblem, 'severity'>[]): NonNullable<ImportProblem['ask']> {
  const ask = problems.find((problem) => problem.ask !== undefined)?.ask
  if (ask === undefined) throw new Error('nothing was asked')
  return ask
}

describe('改正', () => {
  it('真错在前，同户的行折在它下面；改好的格马上重新核对，整户一起进来，改了什么记在这次导入里', async () => {
    const [head, wife, son] = family()
    if (head === undefined || wife === undefined || son === undefined) throw new Error('a family of three')
    const wrong = { ...son, idNumber: `${son.idNumber.slice(0, 17)}${son.idNumber.endsWith('1') ? '2' : '1'}` }
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('2001', [head, wife, wrong]), ...rosterRows('2002', family())])
    const id = await opened('household', path)
    await checked(id)
    expect(bench.service.preview(ADMIN, id, undefined, 0, 10)).toMatchObject({
      counts: { new: 3, rejected: 3 },
      faults: { faulty: 1, companions: 2 },
    })
    const before = bench.service.wrong(ADMIN, id, 0, 50)
    expect(before.rows.map(({ row, companions }) => [row, companions.map((one) => one.row)])).toEqual([[6, [4, 5]]])
    expect(before.rows[0]?.cells[before.columns.findIndex(({ heading }) => heading === '证件号码')]).toEqual({ value: wrong.idNumber, before: null })
    expect(bench.service.preview(ADMIN, id, 'rejected', 0, 10).rows.map(({ row }) => row)).toEqual([6, 4, 5])

    await done(bench.service.mend(ADMIN, { import: id, mends: [{ sheet: 'Sheet1', row: 6, column: column('证件号码'), value: son.idNumber }], choices: [] }))
    expect(bench.service.preview(ADMIN, id, undefined, 0, 10)).toMatchObject({ counts: { new: 6, rejected: 0 }, faults: { faulty: 0, companions: 0 } })
    expect(bench.service.wrong(ADMIN, id, 0, 50).rows).toMatchObject([{ row: 6, outcome: 'new', companions: [] }])

    const { changeSet } = (await done(bench.service.commit(ADMIN, id))) as { changeSet: string }
    expect(bench.office.store.read.get('SELECT name FROM person WHERE id_number = ?', son.idNumber)).toEqual({ name: son.name })
    expect(bench.service.recent(ADMIN).find((one) => one.changeSet === changeSet)?.mended).toEqual([
      { sheet: 'Sheet1', row: 6, column: column('证件号码'), heading: '证件号码', target: 'person.id_number', before: wrong.idNumber, after: son.idNumber },
    ])
  })

  it('收回改正，行又回到拒绝；出错的值一字不少地列出', async () => {
    const long = `不是民族${'长'.repeat(200)}`
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('2003', family(), { 民族: long })])
    const id = await opened('household', path)
    await checked(id)
    expect(bench.service.wrong(ADMIN, id, 0, 50).rows[0]?.problems[0]?.value).toBe(long)
    const mend = (value: string | null): Promise<unknown> =>
      done(
        bench.service.mend(ADMIN, {
          import: id,
          mends: [4, 5, 6].map((row) => ({ sheet: 'Sheet1', row, column: column('民族'), value })),
          choices: [],
        }),
      )
    await mend('汉族')
    expect(bench.service.preview(ADMIN, id, undefined, 0, 1).counts).toMatchObject({ new: 3, rejected: 0 })
    await mend(null)
    expect(bench.service.preview(ADMIN, id, undefined, 0, 1).counts).toMatchObject({ new: 0, rejected: 3 })
  })

  it('一次导入里，改正落空的要说出来：没有那一行，或没有那一列', async () => {
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('2004', family())])
    await expect(bench.import('household', path, { mends: [{ row: 99, column: '民族', value: '汉族' }] })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(bench.import('household', path, { mends: [{ row: 4, column: '没有的列', value: '' }] })).rejects.toMatchObject({ code: 'VALIDATION' })
    expect(bench.count('household')).toBe(2)
  })
})

describe('几条记录都对得上', () => {
  it('两户的户主同名：问是哪一户，列出分得清的事实，选定以后改的是选定的一户', async () => {
    const twins = ['1', '2'].map((number) => ({ ...person('本人或户主', '1', `197${number}-05-05`), name: '同名人' }))
    const rows = twins.flatMap((one, index) => rosterRows(`300${index + 1}`, [one]))
    await bench.import('household', await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rows]))
    const path = await bench.workbook([
      ['户主姓名', '行政村', '联系电话'],
      ['同名人', '武阳镇柯寨村', '13800000001'],
    ])
    const first = await bench.import('household', path, {}, { dryRun: true })
    expect(first).toMatchObject({ rejected: 1 })
    const ask = asked(first.problems)
    expect(ask).toMatchObject({ of: 'household', mayBeNew: true })
    expect(ask.choices).toHaveLength(2)
    expect(ask.choices.flatMap(({ facts }) => facts.filter(({ label }) => label === '户编号').map(({ value }) => value))).toEqual(['3001', '3002'])
    const meant = ask.choices.find(({ facts }) => facts.some(({ value }) => value === '3002'))
    const again = await bench.import('household', path, { choices: [{ row: 2, of: ask.of, record: meant?.id ?? '' }] })
    expect(again).toMatchObject({ changed: 1, rejected: 0 })
    expect(bench.office.store.read.all(`SELECT household_no, phone FROM household WHERE head_name = '同名人' ORDER BY household_no`)).toEqual([
      { household_no: '3001', phone: '13912345678' },
      { household_no: '3002', phone: '13800000001' },
    ])
  })

  it('按姓名和电话对得上两名帮扶责任人：不悄悄新建第三名；说“都不是”才新建', async () => {
    const sheet = (phone: string): Promise<string> =>
      bench.workbook([
        ['姓名', '联系电话', '职务'],
        ['重名责任人', phone, '队员'],
      ])
    await bench.office.store.change({ id: 'test', name: '测试' }, { kind: 'edit', title: '两名同名' }, (transaction) => {
      for (const position of ['甲', '乙']) transaction.insert('helper', { name: '重名责任人', phone: '13900000009', position })
    })
    const path = await sheet('13900000009')
    const first = await bench.import('helper', path)
    expect(first).toMatchObject({ new: 0, rejected: 1, changeSet: null })
    const ask = asked(first.problems)
    expect(ask.choices.map(({ facts }) => facts.some(({ value }) => value === '甲' || value === '乙'))).toEqual([true, true])
    expect(await bench.import('helper', path, { choices: [{ of: ask.of, text: ask.text, record: null }] })).toMatchObject({ new: 1, rejected: 0 })
    expect(bench.count('helper')).toBe(3)
  })
})
