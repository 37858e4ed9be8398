/** What the way of reckoning asks of a household's year: mechanisms.md M02.c (reading by version) and §6-E21. All amounts in 分. */
import { sumKnown, yuanText } from '#core/rules/money.ts'
import { hasMainIncome } from './context.ts'
import type { CheckContext } from './context.ts'
import { computeIncome, readingOf } from './income.ts'
import { INCOME_MODEL_PARAMETERS } from '#core/rules/incomeModel.ts'
import { PER_PERSON_FIELDS } from './incomeRules.ts'
import type { CheckRule, Draft } from './types.ts'

export const incomeModelRules: readonly CheckRule[] = [
  {
    id: '2-sharing',
    title: '口径除以共享收支人口的填了人数',
    official: 'W',
    kind: 'incomplete',
    scope: 'household',
    source: 'mechanisms.md M02.c（分母用共享收支人口、登记人口）',
    reads: ['household_year.sharing_people', 'household_year.income_model', 'household_year.wage_income', 'household_year.business_income'],
    parameters: INCOME_MODEL_PARAMETERS,
    verify: ({ householdYear, incomeModel }) =>
      incomeModel().sharing && (householdYear.sharing_people ?? null) === null && hasMainIncome(householdYear)
        ? [{ field: 'household_year.sharing_people', message: '当年口径规定人均收入除以共享收支人口，这一户没有填，暂按登记人口算；请补填共享收支人口。' }]
        : [],
  },
  {
    id: '6-E21',
    title: '不计入的报销、一次性补助没有混进收入',
    official: 'E',
    kind: 'doubt',
    scope: 'household',
    relaxed: '只凭金额相同判断，不能断定混进去了，请人核对。',
    source: 'mechanisms.md §6-E21、M02.c（报销是否计入转移性收入）',
    reads: [...PER_PERSON_FIELDS, 'household_year.stated_income_per_person'],
    parameters: ['income_check_tolerance', ...INCOME_MODEL_PARAMETERS],
    verify: (context) => [...mixedIn(context), ...statedWithThem(context)],
  },
]

/** What is entered apart and, by the model, no income: 分, with its name. */
function leftOut({ householdYear, income }: CheckContext): readonly { readonly label: string; readonly amount: number }[] {
  const { model } = income()
  const some = [
    { label: '报销的医药费', amount: model.reimbursement ? null : (householdYear.reimbursement ?? null) },
    { label: '一次性补助', amount: model.oneOff ? null : (householdYear.one_off_subsidy ?? null) },
  ]
  return some.flatMap(({ label, amount }) => (amount === null || amount === 0 ? [] : [{ label, amount }]))
}

/** 其他转移性收入 is just as much as what was entered apart. */
function mixedIn(context: CheckContext): readonly Draft[] {
  const other = context.householdYear.other_transfer_income ?? 0
  const apart = leftOut(context)
  const whole = { label: apart.map(({ label }) => label).join('加'), amount: sumKnown(apart.map(({ amount }) => amount)) ?? 0 }
  const same = [...apart, whole].find(({ amount }) => amount > 0 && amount === other)
  return same === undefined
    ? []
    : [
        {
          field: 'household_year.other_transfer_income',
          message: `其他转移性收入 ${yuanText(other)} 元与${same.label}正好相同，按当年口径（${readingOf(context.income())}）不计入收入；请核对是不是重复填了。`,
        },
      ]
}

/** The income per person that a sheet states comes out only with what the model leaves out. */
function statedWithThem(context: CheckContext): readonly Draft[] {
  const { householdYear, income, stated, year, scaledThreshold } = context
  const said = stated.netIncomePerPerson ?? householdYear.stated_income_per_person ?? null
  const computed = hasMainIncome(householdYear) ? income().perPerson : null
  if (said === null || computed === null || leftOut(context).length === 0) return []
  const tolerance = scaledThreshold('income_check_tolerance')
  const { model, population } = income()
  const otherwise = computeIncome(householdYear, population, year, { ...model, reimbursement: true, oneOff: true }).perPerson
  if (otherwise === null || Math.abs(said - computed) <= tolerance || Math.abs(said - otherwise) > tolerance) return []
  const left = leftOut(context).map(({ label }) => label)
  return [
    {
      field: 'household_year.stated_income_per_person',
      message: `表里的人均 ${yuanText(said)} 元是把${left.join('、')}算进去的；按当年口径（${readingOf(income())}）应是 ${yuanText(computed)} 元。`,
    },
  ]
}
