/** What a package may say of a record: crooked operations are told from sound ones, each with its sentence. */
import { describe, expect, it } from 'vitest'
import type { ForeignHead } from '../store/heldOperations.ts'
import { SCHEMA_VERSION } from '../store/migrate.ts'
import { checkRecord, csvColumns, csvLayout, fromCsv, fromWire, WireProblem, type WireOperation } from './wire.ts'

const head: ForeignHead = ['c', 's', '2016-01-01T00:00:00.000Z', 'u', '李文书', 'edit', '修改', null, null, '621125100000', SCHEMA_VERSION]
/** The same, made by version 0.1.0, which does not say its schema. */
const formerHead = head.slice(0, 10) as unknown as ForeignHead
const wire = (change: Partial<WireOperation> & Pick<WireOperation, 'action'>): WireOperation => ({
  author: 's',
  number: 1,
  context: {},
  change: 1,
  owner: null,
  ...change,
})

describe('读出一条修改', () => {
  it.each([
    ['答复没有内容', 'helper', wire({ action: 'settle' }), '对建议的答复不完整'],
    ['答复里是别的东西', 'helper', wire({ action: 'settle', after: { name: '李一' } }), '对建议的答复不完整'],
    ['修改没有内容', 'helper', wire({ action: 'update' }), '这条修改是空的'],
    ['没有的栏目', 'helper', wire({ action: 'update', after: { nonsense: 1 } }), '没有的栏目'],
    ['由程序计算的栏目', 'person', wire({ action: 'update', after: { village: '621125100204' } }), '没有的栏目'],
    ['数字栏目里是文字', 'household_year', wire({ action: 'update', after: { farmland: '一亩' } }), '“耕地面积'],
    ['没有的台账', 'user', wire({ action: 'insert', after: { login: 'x' } }), '没有的一种台账'],
  ])('%s', (_, register, operation, sentence) => {
    expect(() => fromWire(register, 'r', operation, head)).toThrow(WireProblem)
    expect(() => fromWire(register, 'r', operation, head)).toThrow(sentence)
  })

  it('没有经办信息的不收', () => {
    expect(() => fromWire('helper', 'r', wire({ action: 'update', after: { name: '李一' } }), undefined)).toThrow('没有写明是谁')
  })

  it('按最后的结果判断：从前填错、后来改正的不算错', () => {
    const wrong = fromWire('household', 'r', wire({ action: 'insert', after: { village: '621125100204', phone: '不是号码' } }), head)
    const mended = fromWire('household', 'r', wire({ action: 'update', number: 2, context: { s: 1 }, after: { phone: '15000000001' } }), head)
    expect(() => checkRecord('household', [wrong])).toThrow('联系电话')
    expect(() => checkRecord('household', [wrong, mended])).not.toThrow()
  })

  it('必填的只问记录属于哪里；别的当时没有填，照样收下', () => {
    const unnamed = fromWire('person', 'r', wire({ action: 'insert', after: { sex: '1' } }), head)
    expect(() => checkRecord('person', [unnamed])).not.toThrow()
    const nowhere = fromWire('household', 'r', wire({ action: 'insert', after: { phone: '15000000001' } }), head)
    expect(() => checkRecord('household', [nowhere])).toThrow('没有填“行政村”')
    const ofNobody = fromWire('household_year', 'r', wire({ action: 'insert', after: { year: 2015 } }), head)
    expect(() => checkRecord('household_year', [ofNobody])).toThrow('没有填“')
  })

  it('CSV 行列数不对、编号不是整数的不收', () => {
    const layout = csvLayout('helper', csvColumns('helper'), false)
    expect(() => fromCsv(layout, ['a', 'b'])).toThrow(WireProblem)
    expect(() =>
      fromCsv(
        layout,
        csvColumns('helper').map(() => 'x'),
      ),
    ).toThrow(WireProblem)
  })

  it('CSV 按列名读：列的顺序、缺少的栏目都没有关系', () => {
    const layout = csvLayout('helper', ['_owner', 'name', '_number', 'id', '_author', '_change'], true)
    expect(fromCsv(layout, ['', '李一', '7', 'h1', 's', '3'])).toEqual({
      record: 'h1',
      wire: { author: 's', number: 7, context: {}, change: 3, owner: null, action: 'insert', after: { name: '李一' } },
    })
    expect(() => csvLayout('helper', ['id', 'name', '_change', '_author', '_number'], true)).toThrow('少了必有的列')
    expect(() => csvLayout('helper', [...csvColumns('helper'), 'name'], true)).toThrow('有两列同名')
  })

  it('认不得的栏目：旧程序写的留着不用，同版本程序写的不收', () => {
    const columns = [...csvColumns('helper'), 'given_up']
    expect(() => csvLayout('helper', columns, false)).toThrow('没有的栏目')
    const { wire: row } = fromCsv(
      csvLayout('helper', columns, true),
      columns.map((name) => (name === 'given_up' ? '从前' : name === 'id' ? 'h1' : name.startsWith('_') ? '1' : '')),
    )
    expect(row.after).toEqual({ given_up: '从前' })
    const edit = wire({ action: 'update', after: { given_up: '从前', name: '李一' } })
    expect(fromWire('helper', 'r', edit, formerHead).after).toEqual({ given_up: '从前', name: '李一' })
    expect(() => fromWire('helper', 'r', edit, head)).toThrow('没有的栏目')
  })
})
