/** What a package may say of a record: crooked operations are told from sound ones, each with its sentence. */
import { describe, expect, it } from 'vitest'
import type { ForeignHead } from '../store/heldOperations.ts'
import { checkRecord, fromCsv, fromWire, WireProblem, type WireOperation } from './wire.ts'

const head: ForeignHead = ['c', 's', '2016-01-01T00:00:00.000Z', 'u', '李文书', 'edit', '修改', null, null, '621125100000']
const wire = (change: Partial<WireOperation> & Pick<WireOperation, 'action'>): WireOperation => ({ author: 's', number: 1, context: {}, change: 1, owner: null, ...change })

describe('读出一条修改', () => {
  it.each([
    ['答复没有内容', 'helper', wire({ action: 'settle' }), '对建议的答复不完整'],
    ['答复里是别的东西', 'helper', wire({ action: 'settle', after: { name: '李一' } }), '对建议的答复不完整'],
    ['修改没有内容', 'helper', wire({ action: 'update' }), '修改里没有内容'],
    ['没有的栏目', 'helper', wire({ action: 'update', after: { nonsense: 1 } }), '没有栏目“nonsense”'],
    ['由程序计算的栏目', 'person', wire({ action: 'update', after: { village: '621125100204' } }), '没有栏目“village”'],
    ['数字栏目里是文字', 'household_year', wire({ action: 'update', after: { farmland: '一亩' } }), '“耕地面积'],
    ['没有的台账', 'user', wire({ action: 'insert', after: { login: 'x' } }), '没有名为“user”的台账'],
  ])('%s', (_, register, operation, sentence) => {
    expect(() => fromWire(register, operation, head)).toThrow(WireProblem)
    expect(() => fromWire(register, operation, head)).toThrow(sentence)
  })

  it('没有经办信息的不收', () => {
    expect(() => fromWire('helper', wire({ action: 'update', after: { name: '李一' } }), undefined)).toThrow('缺少这条修改的经办信息')
  })

  it('按最后的结果判断：从前填错、后来改正的不算错', () => {
    const wrong = fromWire('household', wire({ action: 'insert', after: { village: '621125100204', phone: '不是号码' } }), head)
    const mended = fromWire('household', wire({ action: 'update', number: 2, context: { s: 1 }, after: { phone: '15000000001' } }), head)
    expect(() => checkRecord('household', [wrong])).toThrow('联系电话')
    expect(() => checkRecord('household', [wrong, mended])).not.toThrow()
  })

  it('CSV 行列数不对、编号不是整数的不收', () => {
    expect(() => fromCsv('helper', ['a', 'b'])).toThrow(WireProblem)
  })
})
