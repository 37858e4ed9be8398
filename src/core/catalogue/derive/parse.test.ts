import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCharacter } from '#core/rules/identity.ts'
import { codeListOf, fieldOf } from '../index.ts'
import type { PeriodLength } from '#core/rules/period.ts'
import type { FieldDefinition, FieldValue } from '../types.ts'
import type { RawCell } from './cell.ts'
import { formatValue } from './format.ts'
import { parseCell } from './parse.ts'

const text = (value: string): RawCell => ({ kind: 'text', text: value })
const number = (value: number): RawCell => ({ kind: 'number', text: String(value), number: value })
const dateCell = (iso: string): RawCell => ({ kind: 'date', text: iso, date: iso, number: 1 })

const field = (name: string): FieldDefinition => {
  const [register = '', key = ''] = name.split('.')
  return fieldOf(register, key)
}

function valueOf(name: string, cell: RawCell, year?: number): FieldValue {
  const result = parseCell(field(name), cell, year === undefined ? {} : { year })
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`)
  return result.value
}

function problemOf(name: string, cell: RawCell, year?: number): { code: string; message: string; suggestions?: readonly string[] } {
  const result = parseCell(field(name), cell, year === undefined ? {} : { year })
  if (result.ok) throw new Error(`read as ${String(result.value)}`)
  return result.problem
}

/** A synthetic ID number with a right check digit. */
const ID_17 = '62112519800501123'
const ID = `${ID_17}${checkCharacter(ID_17)}`
const WRONG_ID = `${ID_17}${checkCharacter(ID_17) === '1' ? '2' : '1'}`

describe('text and names', () => {
  it.each([
    ['张　三', '张三'],
    [' 张三 ', '张三'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽.买买提', '阿依古丽·买买提'],
    ['才让・卓玛', '才让·卓玛'],
    ['\u200B李四', '李四'],
    ['John  Smith', 'John Smith'],
  ])('reads the name %j as %j', (written, kept) => {
    expect(valueOf('person.name', text(written))).toBe(kept)
  })

  it.each(['新增', '待系统分配', '见附表', '#'])('takes %j for no number', (written) => {
    expect(parseCell(field('household.household_no'), text(written))).toMatchObject({ ok: true, value: null, note: expect.stringContaining(written) })
  })

  it('says of a name on two lines how it was read', () => {
    expect(parseCell(field('person.name'), text('张三\n李四'))).toMatchObject({ ok: true, value: '张三李四', note: expect.stringContaining('分了几行') })
  })

  it.each([
    ['household.main_cause', '①因病', '01'],
    ['household.main_cause', 'a.因病', '01'],
    ['household.main_cause', '（1）因病', '01'],
    ['membership.relation', '户主之子', '03'],
    ['membership.relation', '户主的妻子', '02'],
    ['membership.relation', '户主', '01'],
  ])('reads the %s %j without its mark', (name, written, code) => {
    expect(valueOf(name, text(written))).toBe(code)
  })

  it.each([
    ['2014年6月份', '2014-06'],
    ['2014年六月', '2014-06'],
    ['2014年十二月', '2014-12'],
    ['2014.6.', '2014-06'],
    ['2014年6月1日 星期日', '2014-06-01'],
  ])('reads the day or month %j', (written, date) => {
    expect(valueOf('household.first_identified_on', text(written))).toBe(date)
  })

  it('leaves full-width characters of plain text alone', () => {
    expect(valueOf('household.address', text(' 武阳镇柯寨村（三社）１２号 '))).toBe('武阳镇柯寨村（三社）１２号')
  })

  it.each(['无', '-', '—', '／', '/', '——', '', '  ', '暂无'])('takes the placeholder %j for nothing', (placeholder) => {
    expect(valueOf('household.address', text(placeholder))).toBeNull()
    expect(valueOf('household_year.wage_income', text(placeholder))).toBeNull()
    expect(valueOf('person.id_number', text(placeholder))).toBeNull()
    expect(valueOf('household.other_causes', text(placeholder))).toBeNull()
  })

  it('refuses text that is too long, with the length', () => {
    expect(problemOf('person.name', text('张'.repeat(41)))).toMatchObject({ code: 'length', message: expect.stringContaining('41') })
  })

  it('reads numbers in text columns as written, but not those Excel has cut', () => {
    expect(valueOf('household.household_no', number(62112500000012))).toBe('62112500000012')
    expect(problemOf('household.household_no', number(Number('621125000000123456'))).code).toBe('id_scientific')
    expect(problemOf('household.household_no', text('6.21125E+17')).code).toBe('id_scientific')
  })

  it('keeps text that begins with = as text', () => {
    expect(valueOf('household.remark', text('=1+1'))).toBe('=1+1')
  })
})

describe('error cells', () => {
  it.each(['#REF!', '#N/A', '#VALUE!'])('refuses %s in any field', (shown) => {
    for (const name of ['person.name', 'household_year.wage_income', 'person.sex', 'household.relocated', 'household.village']) {
      expect(problemOf(name, { kind: 'error', text: shown, formula: true })).toMatchObject({ code: 'formula_error', message: expect.stringContaining(shown) })
    }
  })
})

describe('document numbers', () => {
  it('reads full-width digits, blanks, a lower-case x and a leading apostrophe', () => {
    const written = [...`'${ID.slice(0, 6)} ${ID.slice(6)}`.toLowerCase()]
      .map((character) => (/\d/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character))
      .join('')
    expect(valueOf('person.id_number', text(written))).toBe(ID)
  })

  it('refuses scientific notation and numbers of 18 digits with an explanation, and never guesses', () => {
    for (const cell of [text('6.21125E+17'), text('6.21125198005011e+17'), number(621125198005011200)]) {
      expect(problemOf('person.id_number', cell)).toMatchObject({ code: 'id_scientific', message: expect.stringContaining('无法还原') })
    }
  })

  it('refuses a wrong check digit and says which it should be', () => {
    expect(problemOf('person.id_number', text(WRONG_ID))).toMatchObject({ code: 'id_checksum', message: expect.stringContaining('证件号码') })
  })

  it('advises to upgrade 15 digits, as text or as number', () => {
    expect(problemOf('person.id_number', text('621125800501123'))).toMatchObject({ code: 'id_length', message: expect.stringContaining('18 位') })
    expect(problemOf('person.id_number', number(621125800501123)).code).toBe('id_length')
  })

  it.each([
    [ID.slice(1), 'id_length'],
    [`${ID}1`, 'id_length'],
    [`张${ID.slice(1)}`, 'format'],
    [`${ID.slice(0, 10)}13${ID.slice(12)}`, 'format'],
  ])('refuses %s as %s', (written, code) => {
    expect(problemOf('person.id_number', text(written)).code).toBe(code)
  })

  it('reads disability cards of 20 and 22 digits and checks their first 18', () => {
    expect(valueOf('person.id_number', text(`${ID}41`))).toBe(`${ID}41`)
    expect(valueOf('person.id_number', text(`${ID}41b1`))).toBe(`${ID}41B1`)
    expect(problemOf('person.id_number', text(`${WRONG_ID}41`)).code).toBe('id_checksum')
  })
})

describe('phones and accounts', () => {
  it.each([
    ['１３８ 0013 8000', '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['+86 13800138000', '13800138000'],
    ['0932-4862345', '0932-4862345'],
    ['0932－4862345', '0932-4862345'],
  ])('reads the phone %j as %j', (written, kept) => {
    expect(valueOf('household.phone', text(written))).toBe(kept)
  })

  it('reads a phone that Excel keeps as a number', () => {
    expect(valueOf('household.phone', number(13800138000))).toBe('13800138000')
  })

  it.each(['13800138000/13900139000', '13800138000、13900139000', '没有电话', '123'])('refuses %j as a phone', (written) => {
    expect(problemOf('household.phone', text(written)).code).toBe('format')
  })

  it('reads accounts without blanks and refuses those Excel has cut', () => {
    expect(valueOf('household.bank_account', text('6217 0041 2000 1234 567'))).toBe('6217004120001234567')
    expect(problemOf('household.bank_account', number(Number('6217004120001234567'))).code).toBe('id_scientific')
    expect(problemOf('household.bank_account', text('6.217E+18')).code).toBe('id_scientific')
    expect(problemOf('household.bank_account', text('一折通')).code).toBe('format')
  })
})

describe('dates', () => {
  it.each([
    text('1980-05-01'),
    text('1980/5/1'),
    text('1980.5.1'),
    text('1980年5月1日'),
    text('19800501'),
    text('１９８０．５．１'),
    text('1980-5-1 0:00:00'),
    text('1980年05月01号'),
    text('1980-05-01T00:00:00'),
    text('29342'),
    number(19800501),
    number(29342),
    number(29342.5),
    dateCell('1980-05-01'),
  ])('reads $text as 1 May 1980', (cell) => {
    expect(valueOf('person.birth_date', cell)).toBe('1980-05-01')
  })

  it('knows that Excel counts a 29 February 1900 that never was', () => {
    expect(valueOf('person.birth_date', number(61))).toBe('1900-03-01')
    expect(valueOf('person.birth_date', number(59))).toBe('1900-02-28')
    expect(problemOf('person.birth_date', number(60)).code).toBe('date_format')
  })

  it.each([text('1980年5月'), text('1980.5'), text('1980-05'), text('198005'), number(1980.5), number(198005)])('asks for the day of $text', (cell) => {
    expect(problemOf('person.birth_date', cell)).toMatchObject({ code: 'date_format', message: expect.stringContaining('1980-05-01') })
  })

  it.each([text('1980年5月'), text('1980.5'), text('1980-05'), text('198005'), number(1980.5), dateCell('1980-05-01'), text('1980/5/20')])(
    'reads $text as a month where a month is wanted',
    (cell) => {
      expect(valueOf('household_year.income_from', cell)).toBe('1980-05')
    },
  )

  it.each([text('1980'), number(1980), text('1980年')])('asks for month and day of $text', (cell) => {
    expect(problemOf('person.birth_date', cell)).toMatchObject({ code: 'date_format', message: expect.stringContaining('只有年份') })
  })

  it('does not guess whether the number 1980.1 is January or October', () => {
    expect(problemOf('household_year.income_from', number(1980.1)).code).toBe('date_format')
    expect(valueOf('household_year.income_from', text('1980.10'))).toBe('1980-10')
  })

  it.each(['1980-02-30', '1980-13-01', '19801301', '80.5.1', '五月一日', '1850-01-01'])('refuses %j', (written) => {
    expect(problemOf('person.birth_date', text(written)).code).toBe('date_format')
  })

  it.each([
    [text('201312'), '2013-12'],
    [number(201312), '2013-12'],
    [text('2014.6'), '2014-06'],
    [number(2014.6), '2014-06'],
    [text('2015年12月'), '2015-12'],
    [dateCell('2015-12'), '2015-12'],
    [text('2013'), '2013'],
    [text('2013年'), '2013'],
    [number(2013), '2013'],
    [text('2014.6.1'), '2014-06-01'],
    [dateCell('2014-06-01'), '2014-06-01'],
  ])('keeps of %j what it says and no more, where a date may be known in part', (cell, kept) => {
    expect(valueOf('household.first_identified_on', cell)).toBe(kept)
  })

  it.each([text('2013年13月'), text('去年'), number(1980.1), text('2015-02-30')])('refuses %j even there', (cell) => {
    expect(problemOf('household.first_identified_on', cell).code).toBe('date_format')
  })

  it('reads years with and without 年', () => {
    for (const cell of [text('2016'), text('2016年'), text('２０１６年度'), number(2016), dateCell('2016-01-01')])
      expect(valueOf('household.exit_year', cell)).toBe(2016)
    expect(problemOf('household.exit_year', text('16年')).code).toBe('number_format')
    expect(problemOf('household.exit_year', number(1999)).code).toBe('range')
  })
})

describe('periods', () => {
  const period = (length: PeriodLength): FieldDefinition => ({ key: 'k', label: '期', type: 'period', period: length })
  const read = (length: PeriodLength, cell: RawCell): unknown => {
    const result = parseCell(period(length), cell)
    return result.ok ? result.value : result.problem.code
  }
  it.each([
    ['tenDays', text('2015年6月中旬'), '2015-06-D2'],
    ['tenDays', dateCell('2015-06-30'), '2015-06-D3'],
    ['tenDays', text('2015年6月'), 'date_format'],
    ['month', text('2015.6'), '2015-06'],
    ['month', number(201506), '2015-06'],
    ['month', text('2015'), 'date_format'],
    ['quarter', text('2015年二季度'), '2015-Q2'],
    ['quarter', text('2015年6月'), '2015-Q2'],
    ['quarter', text('2015-06-D2'), 'date_format'],
    ['year', number(2015), '2015'],
    ['year', text('2015年'), '2015'],
    ['year', text('去年'), 'date_format'],
  ] as const)('reads as %s: %j', (length, cell, value) => {
    expect(read(length, cell)).toBe(value)
  })

  it('are shown so that they read back', () => {
    for (const [length, value] of [
      ['tenDays', '2015-06-D2'],
      ['month', '2015-06'],
      ['quarter', '2015-Q2'],
      ['year', '2015'],
    ] as const)
      expect(read(length, text(formatValue(period(length), value)))).toBe(value)
  })
})

describe('rates', () => {
  const rate = (unit: string): FieldDefinition => ({ key: 'k', label: '利率', type: 'rate', unit, scale: 2 })
  const read = (unit: string, cell: RawCell): unknown => {
    const result = parseCell(rate(unit), cell)
    return result.ok ? result.value : result.problem.code
  }
  it('are exact, in the unit of the field, or in one that is converted; else refused', () => {
    expect([read('%', text('4.35%')), read('%', text('4.35')), read('%', number(4.35)), read('%', text('4.35％'))]).toEqual([435, 435, 435, 435])
    expect([read('‰', text('4.35%')), read('%', text('43.5‰'))]).toEqual([4350, 435])
    expect([read('%', text('4.355%')), read('%', text('4.35元')), read('%', text('43.55‰'))]).toEqual(['number_format', 'number_format', 'number_format'])
    expect(formatValue(rate('%'), 435)).toBe('4.35')
  })
})

describe('numbers', () => {
  it.each([
    ['1234.5', 123450],
    ['1,234.50', 123450],
    ['１，２３４．５', 123450],
    ['1234.5元', 123450],
    ['¥1,234.50', 123450],
    ['￥1234.5', 123450],
    ['1.2万元', 1200000],
    ['0.12345万', 123450],
    ['.5', 50],
    ['3.', 300],
    ['+7', 700],
    ['1.5E+3', 150000],
    ['０', 0],
  ])('reads the money %j as %d 分', (written, fen) => {
    expect(valueOf('household_year.wage_income', text(written))).toBe(fen)
  })

  it('rounds the noise of binary floats in number cells, and nothing else', () => {
    expect(valueOf('household_year.wage_income', number(0.1 + 0.2))).toBe(30)
    expect(valueOf('household_year.wage_income', number((1234.565 * 100) / 100 + 0.005))).toBe(123457)
    expect(valueOf('household_year.wage_income', number(1e-9))).toBe(0)
    expect(valueOf('household_year.wage_income', number(1234567890.1 + 0.2))).toBe(123456789030)
    expect(problemOf('household_year.wage_income', number(0.125))).toMatchObject({ code: 'number_format', message: expect.stringContaining('2 位小数') })
    expect(problemOf('household_year.wage_income', text('0.30000000000000004')).code).toBe('number_format')
  })

  it('converts 公顷, 米 and 万元 into the unit of the field', () => {
    expect(valueOf('household_year.farmland', text('3.5亩'))).toBe(350)
    expect(valueOf('household_year.farmland', text('0.2公顷'))).toBe(300)
    expect(valueOf('household_year.road_distance', text('500米'))).toBe(50)
    expect(valueOf('household_year.road_distance', text('1.5KM'))).toBe(150)
    expect(valueOf('household_year.house_area', text('80平方米'))).toBe(8000)
    expect(valueOf('household_year.house_area', text('80㎡'))).toBe(8000)
    expect(valueOf('village_year.collective_income', text('3.5'))).toBe(3500000)
    expect(valueOf('village_year.collective_income', text('35000元'))).toBe(3500000)
    expect(valueOf('person_year.work_months', text('8个月'))).toBe(8)
  })

  it.each(['12.3.4', '1,23', '12亩', '约3000', '三千', '1234.567', '12 %'])('refuses %j as money', (written) => {
    expect(problemOf('household_year.wage_income', text(written)).code).toBe('number_format')
  })

  it('keeps to the bounds of the field and to whole numbers', () => {
    expect(problemOf('person_year.work_months', number(13))).toMatchObject({ code: 'range', message: expect.stringContaining('12月') })
    expect(problemOf('household_year.wage_income', text('-5')).code).toBe('range')
    expect(problemOf('household_year.wage_income', text('(5.00)')).code).toBe('range')
    expect(problemOf('person_year.work_months', number(3.5))).toMatchObject({ code: 'number_format', message: expect.stringContaining('整数') })
    expect(valueOf('person_year.work_months', text('3.0'))).toBe(3)
    expect(valueOf('village.longitude', text('-104.4712345'))).toBe(-1044712345)
  })

  it('refuses a date where a number is wanted, and numbers beyond exactness', () => {
    expect(problemOf('household_year.wage_income', dateCell('2016-01-01')).code).toBe('number_format')
    expect(problemOf('household_year.wage_income', text('99999999999999999')).code).toBe('number_format')
  })
})

describe('booleans', () => {
  it.each(['是', '有', '√', '1', 'Y', 'y', '已参加', '１', ' 是 '])('reads %j as yes', (written) => {
    expect(valueOf('household.relocated', text(written))).toBe(true)
  })
  it.each(['否', '无', '×', '0', 'N', '没有', '未参加'])('reads %j as no', (written) => {
    expect(valueOf('household.relocated', text(written))).toBe(false)
  })
  it('reads cells that are true or false, and placeholders as nothing', () => {
    expect(valueOf('household.relocated', { kind: 'boolean', text: 'TRUE' })).toBe(true)
    expect(valueOf('household.relocated', number(0))).toBe(false)
    expect(valueOf('household.relocated', text('/'))).toBeNull()
  })
  it('refuses anything else and offers both', () => {
    expect(problemOf('household.relocated', text('可能'))).toMatchObject({ code: 'format', suggestions: ['是', '否'] })
  })
})

describe('codes', () => {
  it.each([
    ['membership.relation', '户主', '01'],
    ['membership.relation', '长子', '03'],
    ['membership.relation', '次 子', '03'],
    ['membership.relation', '女儿', '04'],
    ['membership.relation', '其它', '99'],
    ['person.ethnicity', '汉', '01'],
    ['person.ethnicity', '汉族', '01'],
    ['person_year.labour', '普通', '01'],
    ['person_year.labour', '无', '04'],
    ['person_year.work_place', '乡(镇)内务工', '01'],
    ['household.exit_status', '0', '0'],
    ['household.main_cause', '1', '01'],
    ['household.main_cause', '01因病', '01'],
    ['household.main_cause', '01-因病', '01'],
  ])('%s: %j is %s', (name, written, code) => {
    expect(valueOf(name, text(written))).toBe(code)
  })

  it('reads a code that Excel keeps as a number', () => {
    expect(valueOf('person.sex', number(1))).toBe('1')
    expect(valueOf('household.main_cause', number(8))).toBe('08')
  })

  it('offers the nearest labels for one it does not know', () => {
    const problem = problemOf('household.main_cause', text('缺劳动了'))
    expect(problem.code).toBe('code_unknown')
    expect(problem.suggestions?.[0]).toBe('缺劳力')
    expect(problemOf('person.ethnicity', text('03'))).toMatchObject({ code: 'code_unknown' })
  })

  it('takes the year into account: what a label means, and whether it may be used', () => {
    expect(valueOf('person_year.education', text('大专'), 2018)).toBe('05')
    expect(valueOf('person_year.education', text('大专'), 2021)).toBe('x1')
    expect(problemOf('person_year.education', text('大专及以上'), 2021)).toMatchObject({ code: 'code_unknown', message: expect.stringContaining('2021 年') })
    expect(valueOf('person_year.education', text('大专及以上'))).toBe('05')
    expect(problemOf('person_year.labour', text('弱劳动力或半劳动力'), 2016).code).toBe('code_unknown')
    expect(valueOf('person_year.labour', text('弱劳动力或半劳动力'), 2021)).toBe('x1')
    expect(valueOf('household.attribute', text('低保脱贫户'), 2019)).toBe('02')
  })

  it('says so when a label means two things and no year tells which', () => {
    const problem = problemOf('person_year.education', text('专科'))
    expect(problem.code).toBe('code_unknown')
    expect(problem.suggestions).toEqual(['大专及以上', '大专'])
  })

  it.each(['因病，因学', '因学、因病', '因病,因学', '因病;因学', '因病；因学', '因病 因学', '因学　因病', '01,03', '因病，因学，因病'])(
    'reads the codes %j',
    (written) => {
      expect(valueOf('household.other_causes', text(written))).toBe('01,03')
    },
  )

  it('refuses too many codes and names the one it does not know', () => {
    expect(problemOf('household.other_causes', text('因病、因学、因残'))).toMatchObject({ code: 'length', message: expect.stringContaining('最多选 2 项') })
    expect(problemOf('household.other_causes', text('因病、因雪'))).toMatchObject({ code: 'code_unknown', message: expect.stringContaining('因雪') })
  })
})

describe('divisions and references', () => {
  it('gives codes back half-width and names as they stand, to be resolved by the engine', () => {
    expect(valueOf('household.village', text('６２１１２５１０５２０１'))).toBe('621125105201')
    expect(valueOf('household.village', number(621125105201))).toBe('621125105201')
    expect(valueOf('household.village', text(' 柯寨村委会 '))).toBe('柯寨村委会')
    expect(valueOf('household.group_id', text(' 三社 '))).toBe('三社')
  })
})

describe('what is written can be read again', () => {
  const amount = fc.integer({ min: 0, max: 10 ** 12 })
  const cases = [
    ['household_year.wage_income', amount],
    ['household_year.farmland', amount],
    ['village_year.collective_income', amount],
    ['household_year.road_distance', fc.integer({ min: 0, max: 100_000 })],
    ['village.longitude', fc.integer({ min: -1_800_000_000, max: 1_800_000_000 })],
    ['person_year.work_months', fc.integer({ min: 0, max: 12 })],
    ['household.relocated', fc.boolean()],
    ['person.birth_date', fc.integer({ min: 0, max: 73_000 }).map((days) => new Date(Date.UTC(1900, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))],
    [
      'person_year.health',
      fc
        .subarray(
          codeListOf('health').items.map((item) => item.code),
          { minLength: 1 },
        )
        .map((codes) => codes.join(',')),
    ],
    [
      'household.relocation_difficulties',
      fc
        .subarray(
          codeListOf('relocation_difficulty').items.map((item) => item.code),
          { minLength: 1 },
        )
        .map((codes) => codes.join(',')),
    ],
  ] as const

  it.each(cases)('%s', (name, values) => {
    fc.assert(
      fc.property(values as fc.Arbitrary<FieldValue>, fc.boolean(), (value, grouped) => {
        const result = parseCell(field(name), text(formatValue(field(name), value, { grouped })))
        expect(result).toEqual({ ok: true, value })
      }),
    )
  })

  it('codes, in every year in which they may be picked', () => {
    for (const name of [
      'membership.relation',
      'person_year.education',
      'person_year.student_status',
      'person_year.labour',
      'household.attribute',
      'person.ethnicity',
      'household.main_cause',
    ]) {
      for (const item of codeListOf(field(name).codeList ?? '').items) {
        for (let year = item.since ?? 2014; year <= (item.until ?? 2026); year += 1) {
          expect(valueOf(name, text(formatValue(field(name), item.code, { year })), year)).toBe(item.code)
        }
      }
    }
  })

  it('money as Excel numbers: whatever two decimals a cell holds, the 分 are exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 }), (fen) => {
        expect(valueOf('household_year.wage_income', number(fen / 100))).toBe(fen)
      }),
    )
  })

  it('never throws, whatever a cell holds', () => {
    const cells = fc.oneof(
      fc.string().map(text),
      fc.double().map((value) => number(value)),
      fc.string({ unit: 'grapheme' }).map(text),
    )
    const names = [
      'person.id_number',
      'person.birth_date',
      'household_year.wage_income',
      'household.phone',
      'household.other_causes',
      'household.relocated',
      'person.name',
      'household.exit_year',
      'household.village',
    ]
    const messages: string[] = []
    fc.assert(
      fc.property(fc.constantFrom(...names), cells, (name, cell) => {
        const result = parseCell(field(name), cell)
        if (!result.ok) messages.push(result.problem.message)
      }),
    )
    expect(messages.filter((message) => !/[。？]$/.test(message))).toEqual([])
  })
})
