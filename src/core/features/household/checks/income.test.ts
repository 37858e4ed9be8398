import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeIncome, INCOME_INPUTS, incomeFormula, readingOf, TRANSFER_PARTS } from './income.ts'
import { incomeModel, modelCodes, modelOfCodes, REGISTERED } from '#core/rules/incomeModel.ts'
import { defaultParameters, type ParameterReader } from '#core/rules/parameters.ts'
import type { Row } from '#core/catalogue/partialRows.ts'

const yuan = (amount: number): number => amount * 100

describe('收入公式', () => {
  it('回归算例：5 口人 18000、9600、400、1900，支出 3900，人均 5200 元', () => {
    const income = computeIncome(
      {
        wage_income: yuan(18000),
        business_income: yuan(9600),
        property_income: yuan(400),
        other_transfer_income: yuan(1900),
        business_expense: yuan(3900),
      },
      5,
      2015,
      REGISTERED,
    )
    expect(income).toMatchObject({ transfer: yuan(1900), property: yuan(400), total: yuan(29900), net: yuan(26000), perPerson: yuan(5200) })
    expect(incomeFormula(income)).toBe('(18000 + 9600 + 400 + 1900 − 3900) ÷ 5 = 5200')
  })

  it('转移性收入是六项之和，逐项可查', () => {
    const income = computeIncome(
      {
        family_planning_payment: yuan(100),
        allowance_payment: yuan(1200),
        support_payment: null,
        pension_payment: yuan(660),
        ecological_payment: yuan(80),
        other_transfer_income: 50,
      },
      2,
      2015,
      REGISTERED,
    )
    expect(income.transfer).toBe(yuan(2040) + 50)
    const transfer = income.terms.find((term) => term.key === 'transfer_income')
    expect(transfer?.parts.map((part) => [part.label, part.amount])).toEqual([
      ['领取计划生育金', yuan(100)],
      ['领取低保金', yuan(1200)],
      ['领取五保金', null],
      ['领取养老保险金', yuan(660)],
      ['生态补偿金', yuan(80)],
      ['其他转移性收入', 50],
    ])
  })

  it('2018 年起财产性收入是分红加其他，以前按填的数', () => {
    const entered: Row<'household_year'> = { property_income: yuan(999), asset_dividend: yuan(300), other_property_income: yuan(50) }
    expect(computeIncome(entered, 1, 2017, REGISTERED).property).toBe(yuan(999))
    expect(computeIncome(entered, 1, 2018, REGISTERED).property).toBe(yuan(350))
    expect(computeIncome({ property_income: yuan(999) }, 1, 2018, REGISTERED).property).toBe(yuan(999))
  })

  it('人均四舍五入到分', () => {
    expect(computeIncome({ wage_income: 100 }, 3, 2015, REGISTERED).perPerson).toBe(33)
    expect(computeIncome({ wage_income: 101 }, 2, 2015, REGISTERED).perPerson).toBe(51)
    expect(computeIncome({ business_expense: 101 }, 2, 2015, REGISTERED).perPerson).toBe(-51)
  })

  it('什么都没填就没有收入，没有人口就没有人均', () => {
    expect(computeIncome({}, 4, 2015, REGISTERED)).toMatchObject({ transfer: null, property: null, total: null, net: null, perPerson: null })
    expect(incomeFormula(computeIncome({}, 4, 2015, REGISTERED))).toBe('—')
    expect(computeIncome({ wage_income: 100 }, 0, 2015, REGISTERED)).toMatchObject({ net: 100, perPerson: null })
    expect(incomeFormula(computeIncome({ wage_income: 100 }, null, 2015, REGISTERED))).toBe('(1) ÷ — = —')
  })

  it('各项之和等于总数：纯收入 = 逐项加减，人均乘人口与纯收入相差不过半分乘人口', () => {
    const amount = fc.option(fc.integer({ min: 0, max: 100_000_000 }), { nil: null })
    const record = fc.record(Object.fromEntries(INCOME_INPUTS.map((key) => [key, amount])) as Record<(typeof INCOME_INPUTS)[number], typeof amount>)
    fc.assert(
      fc.property(record, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2013, max: 2022 }), (entered, population, year) => {
        const income = computeIncome(entered, population, year, REGISTERED)
        const leaves = income.terms.flatMap((term) => (term.parts.length > 0 ? term.parts : [term]))
        const sum = leaves.reduce((total, term) => total + term.sign * (term.amount ?? 0), 0)
        expect(income.net ?? 0).toBe(sum)
        expect(income.transfer ?? 0).toBe(TRANSFER_PARTS.reduce((total, key) => total + (entered[key] ?? 0), 0))
        expect(Math.abs((income.perPerson ?? 0) * population - sum) * 2).toBeLessThanOrEqual(population)
        const shuffled = Object.fromEntries(Object.entries(entered).toReversed()) as typeof entered
        expect(computeIncome(shuffled, population, year, REGISTERED)).toEqual(income)
      }),
    )
  })
})

describe('收入口径', () => {
  const entered: Row<'household_year'> = {
    wage_income: yuan(18000),
    business_income: yuan(9600),
    property_income: yuan(400),
    other_transfer_income: yuan(1900),
    business_expense: yuan(3900),
    reimbursement: yuan(500),
    one_off_subsidy: yuan(10000),
    depreciation: yuan(300),
    transfer_expense: yuan(700),
    sharing_people: 4,
  }
  const perPerson = (model: Partial<typeof REGISTERED>): number | null => computeIncome(entered, 5, 2015, { ...REGISTERED, ...model }).perPerson

  it('同一户按登记口径 5200 元；每个开关各改各的', () => {
    expect(perPerson({})).toBe(yuan(5200))
    expect(perPerson({ reimbursement: true })).toBe(yuan(5300))
    expect(perPerson({ oneOff: true })).toBe(yuan(7200))
    expect(perPerson({ sharing: true })).toBe(yuan(6500))
    expect(perPerson({ disposable: true })).toBe(yuan(5000))
    expect(perPerson({ reimbursement: true, oneOff: true, sharing: true, disposable: true })).toBe(yuan(8875))
  })

  it('计入的列在转移性收入里，减去的列在支出里，合计还是逐项相加', () => {
    const { terms, transfer, total, net } = computeIncome(entered, 5, 2015, { ...REGISTERED, reimbursement: true, disposable: true })
    expect(terms.find(({ key }) => key === 'transfer_income')?.parts.at(-1)).toMatchObject({ label: '报销的医药费', amount: yuan(500) })
    expect([transfer, total, net]).toEqual([yuan(2400), yuan(30400), yuan(25500)])
    expect(terms.filter(({ sign }) => sign < 0).map(({ label }) => label)).toEqual(['生产经营性支出', '折旧和税费', '转移性支出'])
  })

  it('除以共享收支人口而没有填的，暂按登记人口并且说明', () => {
    const { sharing_people: _, ...without } = entered
    expect(readingOf(computeIncome(without, 5, 2015, { ...REGISTERED, sharing: true }))).toBe('纯收入口径，报销和一次性补助不计，除以登记人口')
    expect(readingOf(computeIncome(entered, 5, 2015, { ...REGISTERED, sharing: true, oneOff: true, disposable: true }))).toBe(
      '可支配收入口径，报销不计，一次性补助计入，除以共享收支人口',
    )
  })

  it('由参数按年按地方定，写成代码再读回是一样的', () => {
    const parameters: ParameterReader = (key, day, place) =>
      key === 'income_disposable' && day >= '2018' ? 1 : key === 'income_by_sharing' && place === '621125105000' ? 1 : defaultParameters(key, day, place)
    expect(incomeModel(defaultParameters, 2015, null)).toEqual(REGISTERED)
    expect(modelCodes(incomeModel(parameters, 2017, null))).toBe('1')
    expect(modelCodes(incomeModel(parameters, 2018, '621125105000'))).toBe('2,5')
    const flag = fc.boolean()
    fc.assert(
      fc.property(fc.record({ reimbursement: flag, oneOff: flag, sharing: flag, disposable: flag }), (model) => {
        expect(modelOfCodes(modelCodes(model))).toEqual(model)
      }),
    )
  })
})
