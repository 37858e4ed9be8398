import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellValue, compareExact, exactUnits, fixedText, negative, over, plainText, plus, readExact, roundedUnits, times, type Exact } from './exact.ts'
import { amountInCapitals, dayInCapitals, formatDay, formatNumber, readFormat, readNumberFormat } from './formats.ts'

const units = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
const money = units.map((value) => exactUnits(value, 2))
const ratio = fc.tuple(money, money).map(([one, other]) => over(one, other) ?? one)

const read = (text: string): Exact => {
  const value = readExact(text)
  if (value === undefined) throw new Error(text)
  return value
}

describe('numbers on paper', () => {
  it('add up as their units do, in any order', () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 60 }), (amounts) => {
        const sum = amounts.map((each) => exactUnits(each, 2)).reduce(plus, exactUnits(0, 0))
        expect(roundedUnits(sum, 2)).toBe(amounts.reduce((all, each) => all + BigInt(each), 0n))
      }),
    )
  })

  it('come back from a quotient as they were', () => {
    fc.assert(
      fc.property(money, money, (one, other) => {
        const quotient = over(one, other) ?? exactUnits(0, 0)
        expect(compareExact(times(quotient, other), other.numerator === 0n ? exactUnits(0, 0) : one)).toBe(0)
      }),
    )
  })

  it('are rounded half away from zero, alike for a claim and its correction', () => {
    expect(['1.005', '2.675', '0.125', '-1.005'].map((text) => fixedText(read(text), 2))).toEqual(['1.01', '2.68', '0.13', '-1.01'])
    fc.assert(
      fc.property(ratio, fc.integer({ min: 0, max: 6 }), (value, digits) => {
        expect(roundedUnits(negative(value), digits)).toBe(-roundedUnits(value, digits))
        const distance = plus(value, negative(exactUnits(roundedUnits(value, digits), digits)))
        const half = over(exactUnits(1, digits), exactUnits(2, 0)) ?? value
        expect(compareExact(distance.numerator < 0n ? negative(distance) : distance, half)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('stand in a workbook with all their digits, or as text where a workbook would round them', () => {
    fc.assert(
      fc.property(money, (value) => {
        const cell = cellValue(value)
        expect(typeof cell).toBe('number')
        expect(compareExact(read(String(cell)), value)).toBe(0)
      }),
    )
    expect(cellValue(read('12345678901234.56'))).toBe('12345678901234.56')
    expect(plainText(over(exactUnits(2, 0), exactUnits(3, 0)) ?? read('0'))).toBe('0.67')
  })
})

describe('formats', () => {
  it.each([
    ['1234567.895', '#,##0.00', '1,234,567.90'],
    ['-1234.5', '#,##0', '-1,235'],
    ['0.2476', '0.0%', '24.8%'],
    ['7', '000', '007'],
    ['999.995', '0.00', '1000.00'],
  ])('%s in %s is %s', (value, format, text) => {
    const known = readNumberFormat(format)
    expect(known && formatNumber(read(value), known)).toBe(text)
  })

  it.each([
    ['2016-03-05', 'yyyy年m月d日', '2016年3月5日'],
    ['2016-03-05', 'yyyy-mm', '2016-03'],
    ['2016年3月5日', 'yyyy.mm.dd', '2016.03.05'],
    ['2015-10', 'yyyy年m月d日', '2015年10月'],
    ['2015', 'yyyy年', '2015年'],
    ['张三', 'yyyy年', undefined],
  ])('%s in %s is %s', (value, format, text) => {
    expect(formatDay(value, format)).toBe(text)
  })

  it('in capitals are those of receipts', () => {
    const amounts = ['18600.50', '0', '0.05', '100000000', '10005.03', '1010.10', '20.00', '-3.00', '1000000.00', '120304050607.08']
    expect(amounts.map((text) => amountInCapitals(read(text)))).toEqual([
      '壹万捌仟陆佰元伍角整',
      '零元整',
      '伍分',
      '壹亿元整',
      '壹万零伍元零叁分',
      '壹仟零壹拾元壹角整',
      '贰拾元整',
      '负叁元整',
      '壹佰万元整',
      '壹仟贰佰零叁亿零肆佰零伍万零陆佰零柒元零捌分',
    ])
    expect(['2016-03-05', '2020-10-21', '2019-12-30'].map(dayInCapitals)).toEqual(['二〇一六年三月五日', '二〇二〇年十月二十一日', '二〇一九年十二月三十日'])
  })

  it('that are none are refused', () => {
    expect(['0.##', 'abc', '', '元', '0,0'].map(readFormat)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})
