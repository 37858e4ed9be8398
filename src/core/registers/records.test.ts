import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptFields } from '../catalogue/derive/kept.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'
import { syntheticPerson } from '../testing/builders.ts'

let office: TestOffice
const administrator = userOf('administrator')
const clerk = userOf('clerk')
const reader = userOf('reader')

beforeAll(async () => {
  office = await testOffice({ households: 120 })
})
afterAll(() => office.end())

const errorOf = (work: () => unknown): AppError => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('expected an AppError')
}
const households = (where: object = {}): number => office.records.query(administrator, { register: 'household', where: where as never, limit: 0 }).total

describe('列表', () => {
  it('每个台账都能列出，行数与表一致，翻页不重不漏', () => {
    for (const register of registerNames) {
      const total = office.store.read.get<{ n: number }>(`SELECT count(*) AS n FROM ${register} WHERE deleted = 0`)?.n
      expect(office.records.query(administrator, { register, limit: 1 }).total, register).toBe(total)
    }
    const seen = new Set<string>()
    for (let offset = 0; offset < 130; offset += 37)
      for (const row of office.records.query(administrator, { register: 'household', limit: 37, offset }).rows) seen.add(String(row['id']))
    expect(seen.size).toBe(120)
  })

  it('只知道年月的日期按它最早的一天排，作界限时指它的每一天', async () => {
    const [one, two, three] = office.records.query(administrator, { register: 'household', limit: 3 }).rows
    const dates = ['2014', '2014-06', '2014-06-15']
    for (const [at, row] of [one, two, three].entries())
      await office.records.save(administrator, {
        register: 'household',
        id: String(row?.['id']),
        values: { first_identified_on: dates[at] ?? null },
        reason: '测试',
      })
    const only = { id: { in: [one, two, three].map((row) => String(row?.['id'])) } }
    const found = (first_identified_on: object): unknown[] =>
      office.records
        .query(administrator, { register: 'household', where: { ...only, first_identified_on } as never, sort: [{ field: 'first_identified_on' }], limit: 9 })
        .rows.map((row) => row['first_identified_on'])
    expect(found({ empty: false })).toEqual(dates)
    expect(found({ startsWith: '2014-06' })).toEqual(dates.slice(1))
    expect(found({ lte: '2014-05-31' })).toEqual(['2014'])
    expect(found({ lte: '2014-06' })).toEqual(dates)
    expect(found({ lte: '2014' })).toEqual(dates)
    expect(found({ gt: '2014' })).toEqual([])
    expect(found({ gte: '2014-06' })).toEqual(dates.slice(1))
  })

  it('各村的条数就是列表在那里有的条数，各人只数自己看得到的', () => {
    for (const register of registerNames) {
      const definition = registerOf(register)
      const place = keptFields(definition).find(({ keeps }) => keeps === definition.owner)?.key ?? definition.owner
      for (const user of [administrator, clerk]) {
        const counts = office.records.countByPlace(user, { register })
        if (place === undefined) expect(counts.size).toBe(0)
        else
          for (const [code, count] of counts) expect(office.records.query(user, { register, where: { [place]: code }, limit: 0 }).total, register).toBe(count)
        const placed = place === undefined ? 0 : office.records.query(user, { register, where: { [place]: { empty: false } }, limit: 0 }).total
        expect(
          [...counts.values()].reduce((sum, count) => sum + count, 0),
          register,
        ).toBe(placed)
      }
    }
  })

  it('按上级区划筛选包含其下所有村', () => {
    const all = households()
    const township = households({ village: '621125100000' })
    expect(township).toBeGreaterThan(0)
    expect(township).toBeLessThan(all)
    expect(households({ village: { within: '621125000000' } })).toBe(all)
  })

  it('与、或、非与空值合起来等于全部', () => {
    const poor = households({ exit_status: '0' })
    expect(poor + households({ not: { exit_status: '0' } })).toBe(120)
    expect(households({ or: [{ exit_status: '0' }, { exit_status: { ne: '0' } }] })).toBe(120)
    expect(households({ and: [{ exit_status: '0' }, { exit_status: '1' }] })).toBe(0)
    expect(households({ remark: { empty: true } }) + households({ remark: { empty: false } })).toBe(120)
  })

  it('不认识的字段和台账说出相近的名字', () => {
    expect(errorOf(() => households({ vilage: 'x' })).action).toContain('village')
    expect(errorOf(() => office.records.query(administrator, { register: 'persons' })).action).toContain('person')
    expect(errorOf(() => office.records.query(administrator, { register: 'household', sort: [{ field: 'id; DROP TABLE person' }] })).code).toBe('VALIDATION')
  })

  it('录入员只看到自己的乡镇，只读用户看不到完整证件号', () => {
    const rows = office.records.query(clerk, { register: 'household', limit: 500 }).rows
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => String(row['village']).startsWith('621125100'))).toBe(true)
    const masked = office.records.query(reader, { register: 'person', limit: 5 }).rows.map((row) => String(row['id_number']))
    expect(masked.every((text) => text.includes('*'))).toBe(true)
    expect(office.records.query(administrator, { register: 'person', limit: 5 }).rows.every((row) => !String(row['id_number']).includes('*'))).toBe(true)
  })
})

describe('快速查找', () => {
  it('用首字母、全拼、姓名、证件号片段都能找到人和他的户', async () => {
    const person = { ...syntheticPerson({ name: '单雨桐' }) }
    const { id } = await office.records.save(administrator, { register: 'person', values: person })
    const household = office.records.query(administrator, { register: 'household', limit: 1 }).rows[0]
    await office.records.save(administrator, {
      register: 'membership',
      values: { household_id: String(household?.['id']), person_id: id, relation: '99' },
      reason: '测试',
    })
    for (const text of ['单雨桐', '单雨', 'shanyutong', 'danyutong', 'syt', 'DYT', person.id_number.slice(8), person.id_number.slice(3, 14)]) {
      const found = office.records.query(administrator, { register: 'person', text }).rows.map((row) => row['id'])
      expect(found, text).toContain(id)
      expect(
        office.records.query(administrator, { register: 'household', text }).rows.map((row) => row['id']),
        text,
      ).toContain(household?.['id'])
    }
    expect(office.records.query(administrator, { register: 'person', text: 'zzzzqq' }).total).toBe(0)
  })

  it('选择时最相近的在前：姓名首字母正好是 zs 的，先于 zs 开头的，也先于家里有 zs 的户', async () => {
    const last = office.records.query(administrator, {
      register: 'household',
      sort: [
        { field: 'village', descending: true },
        { field: 'household_no', descending: true },
      ],
      limit: 1,
    }).rows[0]
    const id = String(last?.['head_person_id'])
    const before = office.store.read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', id)
    await office.records.save(administrator, { register: 'person', id, values: { name: '张三' }, reason: '测试' })
    for (const text of ['zs', '张三', 'zhangsan']) {
      expect(office.records.choices(administrator, { register: 'household', text, limit: 3 })[0], text).toMatchObject({ id: last?.['id'], title: '张三' })
      expect(office.records.choices(administrator, { register: 'person', text, limit: 3 })[0]?.id, text).toBe(id)
    }
    const choices = office.records.choices(administrator, { register: 'household', text: 'z', limit: 100 })
    expect(new Set(choices.map((choice) => choice.id)).size).toBe(choices.length)
    expect(choices.length).toBe(Math.min(100, office.records.query(administrator, { register: 'household', text: 'z', limit: 0 }).total))
    await office.records.save(administrator, { register: 'person', id, values: { name: before?.name ?? '' }, reason: '测试' })
  })
})

describe('靠什么认出一条记录', () => {
  it('选择时写明台账自己说的：帮扶责任人的单位，户的村和编号；按单位也搜得到它的帮扶责任人', async () => {
    const unit = await office.records.save(administrator, { register: 'organization', values: { name: '县水务局测试单位' } })
    const helper = await office.records.save(administrator, { register: 'helper', values: { name: '李保管', organization_id: unit.id } })
    const [chosen] = office.records.choices(administrator, { register: 'helper', text: '李保管', limit: 1 })
    expect(chosen).toEqual({ id: helper.id, title: '李保管', detail: '县水务局测试单位', reason: null })
    const found = office.records.query(administrator, { register: 'helper', text: '县水务局测试' }).rows.map((row) => row['id'])
    expect(found).toEqual([helper.id])
    const household = office.records.query(administrator, { register: 'household', where: { household_no: { empty: false } }, limit: 1 }).rows[0]
    const [choice] = office.records.choices(administrator, { register: 'household', text: String(household?.['household_no']), limit: 1 })
    expect(choice?.detail).toContain(`${String(household?.['village$title'])} · ${String(household?.['household_no'])}`)
  })
})

describe('程序自己维护的台账', () => {
  it('不能逐条新增、修改、删除，谁都一样', async () => {
    for (const register of registerNames.filter((name) => registerOf(name).internal === true)) {
      await expect(office.records.save(administrator, { register, values: {} }), register).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(office.records.batch(administrator, { register, ids: ['x'], values: {}, reason: '测试' }), register).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      await expect(office.records.remove(administrator, { register, ids: ['x'], reason: '测试' }), register).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(office.records.restore(administrator, { register, ids: ['x'], reason: '测试' }), register).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })
})

describe('保存', () => {
  it('改一个字段留下一条历史，重复保存不产生改动', async () => {
    const row = office.records.query(administrator, { register: 'helper', limit: 1 }).rows[0]
    const id = String(row?.['id'])
    const first = await office.records.save(administrator, { register: 'helper', id, revision: Number(row?.['revision']), values: { position: '驻村干事' } })
    expect(first.revision).toBe(Number(row?.['revision']) + 1)
    expect(first.changeSet).not.toBeNull()
    const again = await office.records.save(administrator, { register: 'helper', id, values: { position: '驻村干事' } })
    expect(again.changeSet).toBeNull()
  })

  it('两个窗口改同一条时，后保存的人知道是谁改的', async () => {
    const row = office.records.query(administrator, { register: 'organization', limit: 1 }).rows[0]
    const id = String(row?.['id'])
    await office.records.save(administrator, { register: 'organization', id, revision: Number(row?.['revision']), values: { remark: '甲' } })
    await expect(
      office.records.save({ ...clerk, divisions: [] }, { register: 'organization', id, revision: Number(row?.['revision']), values: { remark: '乙' } }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('王主任') as unknown })
    expect(office.records.get(administrator, 'organization', id)['remark']).toBe('甲')
  })

  it('证件号重复时指出已有的人，什么也不写', async () => {
    const taken = office.records.query(administrator, { register: 'person', limit: 1 }).rows[0]
    const before = office.records.query(administrator, { register: 'person', limit: 0 }).total
    await expect(
      office.records.save(administrator, {
        register: 'person',
        values: {
          ...syntheticPerson({ name: '王小二' }),
          id_number: String(taken?.['id_number']),
          sex: taken?.['sex'] ?? null,
          birth_date: taken?.['birth_date'] ?? null,
        },
      }),
    ).rejects.toMatchObject({ code: 'DUPLICATE', message: expect.stringContaining(String(taken?.['name'])) as unknown })
    expect(office.records.query(administrator, { register: 'person', limit: 0 }).total).toBe(before)
  })

  it('录入员不能改外乡镇的户，也不能把户移到外乡镇', async () => {
    const mine = office.records.query(clerk, { register: 'household', limit: 1 }).rows[0]
    const other = office.records.query(administrator, { register: 'household', where: { not: { village: '621125100000' } }, limit: 1 }).rows[0]
    await expect(office.records.save(clerk, { register: 'household', id: String(other?.['id']), values: { phone: '13900000000' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(
      office.records.save(clerk, { register: 'household', id: String(mine?.['id']), values: { village: String(other?.['village']) } }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(office.records.save(reader, { register: 'household', id: String(mine?.['id']), values: { phone: '13900000000' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('性别与证件号矛盾的修改被拒绝，原值不变', async () => {
    const person = office.records.query(administrator, { register: 'person', where: { sex: '1', relation: '01' }, limit: 1 }).rows[0]
    await expect(office.records.save(administrator, { register: 'person', id: String(person?.['id']), values: { sex: '2' } })).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: expect.arrayContaining([expect.objectContaining({ rule: '13.1-5' }) as unknown]) as unknown,
    })
    expect(office.records.get(administrator, 'person', String(person?.['id']))['sex']).toBe('1')
  })

  it('还有成员的户不能删除；删除的记录可以恢复', async () => {
    const household = office.records.query(administrator, { register: 'household', limit: 1 }).rows[0]
    await expect(office.records.remove(administrator, { register: 'household', ids: [String(household?.['id'])], reason: '误录' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const { id } = await office.records.save(administrator, { register: 'organization', values: { name: '测试单位' } })
    await office.records.remove(administrator, { register: 'organization', ids: [id], reason: '误录' })
    expect(office.records.query(administrator, { register: 'organization', where: { id } }).total).toBe(0)
    expect(office.records.query(administrator, { register: 'organization', where: { id }, deleted: true }).total).toBe(1)
    expect(office.records.query(administrator, { register: 'organization', text: '测试单', deleted: true }).total).toBe(1)
    await office.records.restore(administrator, { register: 'organization', ids: [id], reason: '删错了' })
    expect(office.records.query(administrator, { register: 'organization', where: { id } }).total).toBe(1)
  })

  it('批量修改全成或全不成', async () => {
    const rows = office.records.query(administrator, { register: 'helper', limit: 5 }).rows
    const ids = rows.map((row) => String(row['id']))
    const done = await office.records.batch(administrator, { register: 'helper', ids, values: { village_cadre: true }, reason: '统一登记' })
    expect(done.changed + done.same).toBe(5)
    await expect(
      office.records.batch(administrator, { register: 'helper', ids: [...ids, 'nobody'], values: { village_cadre: false }, reason: '改回' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(office.records.query(administrator, { register: 'helper', where: { id: { in: ids }, village_cadre: true } }).total).toBe(5)
  })
})
