import { describe, expect, it } from 'vitest'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { readShortDate, readShortMonth } from './dateEntry.ts'
import { displayField, displayValue, editText, isMasked } from './display.ts'
import { sampleIdNumber } from '../gallery/sampleData.ts'
import { areaOf, readText } from './readText.ts'

const field = (type: FieldDefinition['type'], extra: Partial<FieldDefinition> = {}): FieldDefinition => ({ key: 'k', label: '项目', type, ...extra })
const valueOf = (definition: FieldDefinition, text: string): unknown => {
  const result = readText(definition, text, 2016)
  return result.ok ? result.value : result.problem.code
}

describe('日期的简写', () => {
  it.each([
    ['20261123', '2026-11-23'],
    ['2026.11.23', '2026-11-23'],
    ['2026-1-3', '2026-01-03'],
    ['２０２６年１１月２３日', '2026-11-23'],
    ['1123', '2016-11-23'],
    ['11.23', '2016-11-23'],
    ['1月3日', '2016-01-03'],
  ])('%s 读作 %s', (text, iso) => {
    expect(readShortDate(text, 2016)).toBe(iso)
  })

  it('不存在的日期和说不清的六位数字不猜', () => {
    expect(readShortDate('0230', 2016)).toBeNull()
    expect(readShortDate('20260230', 2016)).toBeNull()
    expect(readShortDate('201112', 2016)).toBeNull()
    expect(valueOf(field('date'), '20260230')).toBe('date_format')
  })

  it('可只到年月的日期：写多少算多少，今年的日子可以只写月日', () => {
    const known = (text: string): unknown => valueOf(field('partialDate'), text)
    expect(['2013', '2013.12', '201312', '20131205', '1123', '11.23'].map(known)).toEqual([
      '2013',
      '2013-12',
      '2013-12',
      '2013-12-05',
      '2016-11-23',
      '2016-11-23',
    ])
    expect(known('2013-13')).toBe('date_format')
  })

  it('年月可以只写月', () => {
    expect(readShortMonth('11', 2016)).toBe('2016-11')
    expect(readShortMonth('201603', 2016)).toBe('2016-03')
    expect(readShortMonth('13', 2016)).toBeNull()
  })
})

describe('从文字读成值', () => {
  it('金额和面积按分和 0.01 亩，不经过浮点', () => {
    expect(valueOf(field('money', { unit: '元' }), '1,234.50')).toBe(123450)
    expect(valueOf(field('money', { unit: '元' }), '0.29')).toBe(29)
    expect(valueOf(field('area', { unit: '亩' }), '3.5')).toBe(350)
    expect(valueOf(field('money', { unit: '元' }), '1.005')).toBe('number_format')
    expect(valueOf(field('integer'), '2.5')).toBe('number_format')
  })

  it('空白是没有填，文字项目里的“无”照样保留', () => {
    expect(valueOf(field('text'), '  ')).toBeNull()
    expect(valueOf(field('text'), '无')).toBe('无')
    expect(valueOf(field('integer'), '')).toBeNull()
  })

  it('超出长度的说明原因', () => {
    expect(valueOf(field('text', { maximumLength: 2 }), '三个字')).toBe('length')
  })
})

describe('显示', () => {
  it('金额有千分位，编辑时没有；编码显示名称', () => {
    expect(displayValue(field('money', { unit: '元' }), 123456789)).toBe('1,234,567.89')
    expect(editText(field('money', { unit: '元' }), 123450)).toBe('1234.5')
    expect(displayValue(field('code', { codeList: 'exit_status' }), '0')).toBe('未脱贫')
    expect(displayValue(field('boolean'), false)).toBe('否')
    expect(displayValue(field('text'), null)).toBe('')
  })

  it('区划和引用显示名称，没有名称时显示原值', () => {
    expect(displayField(field('division'), { k: '621125101201', k$title: '小林村' })).toBe('小林村')
    expect(displayField(field('division'), { k: '621125101201' })).toBe('621125101201')
  })

  it('认得遮蔽过的值', () => {
    expect(isMasked('621125********1234')).toBe(true)
    expect(isMasked('3*4')).toBe(false)
    expect(isMasked(null)).toBe(false)
  })
})

describe('只录后 12 位的证件号码', () => {
  const idNumber: FieldDefinition = { key: 'id_number', label: '证件号码', type: 'idNumber' }
  const whole = sampleIdNumber(22)
  const area = whole.slice(0, 6)

  it('补上本县的前六位；校验码不对、不是生日、没有本县的不补', () => {
    expect(readText(idNumber, whole.slice(6), 2016, area)).toEqual({ ok: true, value: whole })
    expect(readText(idNumber, whole.slice(6), 2016, '110101').ok).toBe(false)
    expect(readText(idNumber, whole.slice(6), 2016).ok).toBe(false)
    // Every beginning of a whole number stays unread until it is whole.
    for (let length = 1; length < 18; length += 1) expect(readText(idNumber, whole.slice(0, length), 2016, area).ok).toBe(false)
    expect(readText(idNumber, whole, 2016, area)).toEqual({ ok: true, value: whole })
  })

  it('市和省没有自己的前六位', () => {
    expect([areaOf('621125101000'), areaOf('621125000000'), areaOf('621100000000'), areaOf('620000000000')]).toEqual(['621125', '621125', undefined, undefined])
  })
})
