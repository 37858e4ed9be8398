import fc from 'fast-check'
import { stdnum } from 'stdnum'
import { describe, expect, it } from 'vitest'
import { ageOn, daysInMonth, isIsoDate, referenceDate } from './dates.ts'
import { checkCharacter, documentTypeOf, normalizeIdentity, readIdentity } from './identity.ts'

const TODAY = '2015-11-23'

/** A complete synthetic number: the check digit is computed. */
function numberOf(first17: string): string {
  return `${first17}${checkCharacter(first17)}`
}

const first17s = fc
  .record({
    region: fc.integer({ min: 110000, max: 659999 }),
    year: fc.integer({ min: 1900, max: 2014 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(
    ({ region, year, month, day, order }) =>
      `${region}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(order).padStart(3, '0')}`,
  )

describe('readIdentity 读证件号码', () => {
  it('读出身份证的出生日期、性别和前 18 位', () => {
    expect(readIdentity(numberOf('62112519800512123'), TODAY)).toEqual({
      kind: 'citizen18',
      text: numberOf('62112519800512123'),
      first18: numberOf('62112519800512123'),
      birthDate: '1980-05-12',
      sex: '1',
      disabilityCategory: null,
      disabilityLevel: null,
      upgrade: null,
      problems: [],
    })
    expect(readIdentity(numberOf('62112519800512124'), TODAY).sex).toBe('2')
  })

  it('读出残疾人证的类别和等级，20 位和补发的 22 位都行', () => {
    const card = readIdentity(`${numberOf('62112519800512123')}42`, TODAY)
    expect(card).toMatchObject({ kind: 'disability20', disabilityCategory: '4', disabilityLevel: '2', birthDate: '1980-05-12', sex: '1', problems: [] })
    expect(readIdentity(`${numberOf('62112519800512123')}4201`, TODAY)).toMatchObject({ kind: 'disability22', problems: [] })
    expect(readIdentity(`${numberOf('62112519800512123')}42B1`, TODAY)).toMatchObject({ kind: 'disability22', disabilityLevel: '2', problems: [] })
    expect(documentTypeOf(card)).toBe('09')
    expect(documentTypeOf(readIdentity(numberOf('62112519800512123'), TODAY))).toBe('01')
  })

  it('全角、空格、小写 x 都按规范写法读', () => {
    const numbers = Array.from({ length: 30 }, (_, order) => numberOf(`62112519800512${String(order).padStart(3, '0')}`))
    expect(numbers.some((number) => number.endsWith('X'))).toBe(true)
    for (const one of numbers) {
      const messy = ` ${one.slice(0, 6)} ${[...one.slice(6, 14)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')}　${one.slice(14).toLowerCase()} `
      expect(normalizeIdentity(messy)).toBe(one)
      expect(readIdentity(messy, TODAY).problems).toEqual([])
    }
  })

  it.each([
    ['空的', '  ', 'invalid', 'empty', '请填写'],
    ['科学记数', '6.21125E+17', 'invalid', 'scientific', '科学记数'],
    ['有字母', '62112519800512A23X', 'invalid', 'characters', '第 15 位是“A”'],
    ['少一位', '6211251980051212', 'invalid', 'length', '有 16 位'],
    ['19 位', '6211251980051212345', 'invalid', 'length', '有 19 位'],
    ['13 月', '621125198013121230', 'citizen18', 'month', '第 11–12 位“13”不是月份'],
    ['2 月 30 日', '621125198002301230', 'citizen18', 'day', '1980 年 2 月没有这一天'],
    ['平年 2 月 29 日', '621125198102291230', 'citizen18', 'day', '第 13–14 位“29”'],
    ['1899 年', '621125189902281230', 'citizen18', 'year', '太早'],
    ['明年', '621125201602281230', 'citizen18', 'year', '还没有到'],
    ['今年但没到日子', '621125201512311230', 'citizen18', 'future', '“1231”作为出生月日还没有到'],
  ])('%s：说清哪一部分不对', (_case, text, kind, code, words) => {
    const identity = readIdentity(text, TODAY)
    expect(identity.kind).toBe(kind)
    expect(identity.problems[0]?.code).toBe(code)
    expect(identity.problems[0]?.message).toContain(words)
  })

  it('校验码不对时说出应为哪一位，并提醒不要只改末位', () => {
    const number = numberOf('62112519800512123')
    const wrong = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`
    const [problem] = readIdentity(wrong, TODAY).problems
    expect(problem).toMatchObject({ code: 'checksum', digits: [18, 18] })
    expect(problem?.message).toContain(`第 18 位应为 ${number.charAt(17)}`)
    expect(problem?.message).toContain('不要只改末位')
  })

  it('残疾类别和等级超出范围都报出来', () => {
    const codes = readIdentity(`${numberOf('62112519800512123')}85`, TODAY).problems.map((problem) => problem.code)
    expect(codes).toEqual(['category', 'level'])
  })

  it('没有身份证的 999999 号不查校验码', () => {
    expect(readIdentity('999999198005120000', TODAY)).toMatchObject({ kind: 'special', birthDate: '1980-05-12', problems: [] })
  })

  it('15 位旧号给出 18 位建议，但不替用户改', () => {
    const old = readIdentity('621125800512123', TODAY)
    expect(old.kind).toBe('fifteen')
    expect(old.text).toBe('621125800512123')
    expect(old.first18).toBeNull()
    expect(old.birthDate).toBe('1980-05-12')
    expect(old.upgrade).toBe(numberOf('62112519800512123'))
    expect(old.problems[0]?.message).toContain(numberOf('62112519800512123'))
    expect(readIdentity('621125801312123', TODAY).upgrade).toBeNull()
  })

  it('不给今天的日期时不判断将来', () => {
    expect(readIdentity(numberOf('62112520991231123')).problems).toEqual([])
  })

  it('任何一位数字录错都能发现', () => {
    fc.assert(
      fc.property(first17s, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (first17, at, shift) => {
        const right = numberOf(first17)
        if (!/\d/.test(right.charAt(at))) return
        const wrong = `${right.slice(0, at)}${(Number(right.charAt(at)) + shift) % 10}${right.slice(at + 1)}`
        expect(readIdentity(right, TODAY).problems).toEqual([])
        // A changed digit may make a 999999 number only if five nines were there before, which no region has.
        expect(readIdentity(wrong, TODAY).problems.length).toBeGreaterThan(0)
      }),
    )
  })

  it('相邻两位对调也能发现', () => {
    fc.assert(
      fc.property(first17s, fc.integer({ min: 0, max: 15 }), (first17, at) => {
        const right = numberOf(first17)
        const [one, other] = [right.charAt(at), right.charAt(at + 1)]
        if (one === other) return
        const wrong = `${right.slice(0, at)}${other}${one}${right.slice(at + 2)}`
        expect(readIdentity(wrong, TODAY).problems.length).toBeGreaterThan(0)
      }),
    )
  })

  it('对 18 位号码的判断与 stdnum 一致', () => {
    fc.assert(
      fc.property(first17s, fc.constantFrom(...'0123456789X'), (first17, last) => {
        const number = `${first17}${last}`
        expect(readIdentity(number).problems.length === 0).toBe(stdnum.CN?.ric?.validate(number).isValid)
      }),
    )
  })

  it('什么文字都不会使它出错', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const identity = readIdentity(text, TODAY)
        expect(identity.problems.every((problem) => problem.message.length > 0)).toBe(true)
        if (identity.kind === 'invalid') expect(identity.problems).toHaveLength(1)
      }),
    )
  })
})

describe('日期', () => {
  it.each([
    ['1980-05-12', '2015-05-11', 34],
    ['1980-05-12', '2015-05-12', 35],
    ['2000-02-29', '2015-02-28', 14],
    ['2000-02-29', '2015-03-01', 15],
    ['2015-11-23', '2015-11-23', 0],
    ['2015-11-24', '2015-11-23', null],
    ['1980-13-01', '2015-11-23', null],
    ['1980-05-12', '2015-02-30', null],
  ])('%s 出生的人在 %s 是 %s 周岁', (birth, date, age) => {
    expect(ageOn(birth, date)).toBe(age)
  })

  it('分得清闰年', () => {
    expect([1900, 2000, 2015, 2016].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29])
    expect(isIsoDate('2015-04-31')).toBe(false)
    expect(isIsoDate('2015-4-1')).toBe(false)
  })

  it('往年以年末为准，本年以今天为准', () => {
    expect(referenceDate(2014, TODAY)).toBe('2014-12-31')
    expect(referenceDate(2015, TODAY)).toBe(TODAY)
  })
})
