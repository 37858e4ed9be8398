/** forms.md §13.4 rules 30–36 and mechanisms.md §6-E16: income. All amounts in 分; sentences speak in 元. */
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldKey } from '#core/catalogue/index.ts'
import { incomeFormula, INCOME_INPUTS, PROPERTY_PARTS, PROPERTY_PARTS_SINCE, propertyIncome, readingOf } from './income.ts'
import { INCOME_MODEL_PARAMETERS } from '#core/rules/incomeModel.ts'
import { sumKnown, toScaled, yuanText } from '#core/rules/money.ts'
import { EXIT_FIELDS, exitStatusOf, hasMainIncome, isExited, isPoor } from './context.ts'
import type { CheckContext } from './context.ts'
import { AGE_FIELDS, ageOf, MEMBERSHIP_FIELDS } from './members.ts'
import type { CheckRule, Draft, FieldPath } from './types.ts'

const INPUT_FIELDS = INCOME_INPUTS.map((key) => `household_year.${key}` as const)
/** The period of the income, which says by which year's line it is judged. */
export const PERIOD_FIELDS = ['household_year.income_from', 'household_year.income_to'] as const
/** Fields behind the net income per person of a year. */
export const PER_PERSON_FIELDS: readonly FieldPath[] = [
  ...INPUT_FIELDS,
  ...MEMBERSHIP_FIELDS,
  'household_year.stated_population',
  'household_year.sharing_people',
  'household_year.income_model',
]
const PER_PERSON: FieldPath = 'household_year.net_income_per_person'

function label(key: FieldKey<'household_year'>): string {
  return fieldOf('household_year', key).label
}

export const incomeRules: readonly CheckRule[] = [
  {
    id: '13.4-30',
    title: '人均纯收入与公式重算一致',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'forms.md §13.4-30（S04）',
    reads: PER_PERSON_FIELDS,
    parameters: ['income_check_tolerance', ...INCOME_MODEL_PARAMETERS],
    verify: ({ income, stated, scaledThreshold, householdYear }) => {
      const computed = hasMainIncome(householdYear) ? income().perPerson : null
      const said = stated.netIncomePerPerson ?? null
      if (computed === null || said === null || Math.abs(computed - said) <= scaledThreshold('income_check_tolerance')) return []
      return [
        {
          field: PER_PERSON,
          message: `表里填的人均纯收入是 ${yuanText(said)} 元，按收入各项重算是 ${yuanText(computed)} 元：${incomeFormula(income())}（${readingOf(income())}）；请核对收入各项或家庭人口数。`,
        },
      ]
    },
  },
  {
    id: '13.4-31',
    title: '人均纯收入过低或过高',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.4-31（S15 S14）',
    reads: PER_PERSON_FIELDS,
    parameters: ['income_maximum', 'income_low_doubt', 'income_high_doubt', ...INCOME_MODEL_PARAMETERS],
    verify: (context) => {
      const amount = context.incomePerPerson()
      const doubt = amount === null ? null : extremeIncome(amount, context)
      return doubt === null
        ? []
        : [{ field: PER_PERSON, message: `人均纯收入 ${yuanText(amount)} 元，${doubt}；请核对有没有把元、角、万元填错，或把全家收入当成人均。` }]
    },
  },
  {
    id: '13.4-32',
    title: '未脱贫户人均纯收入高于当年线',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.4-32（S14）',
    reads: [...PER_PERSON_FIELDS, ...EXIT_FIELDS, ...PERIOD_FIELDS],
    parameters: ['poverty_line_national', 'poverty_line_provincial', 'income_unrelieved_doubt', 'income_year_lag', ...INCOME_MODEL_PARAMETERS],
    verify: (context) => {
      const amount = context.incomePerPerson()
      if (amount === null || !isPoor(exitStatusOf(context))) return []
      const above = linesBelow(amount, context)
      return above.length === 0
        ? []
        : [
            {
              field: PER_PERSON,
              message: `本户未脱贫（或返贫），人均纯收入 ${yuanText(amount)} 元（${readingOf(context.income())}），高于${above.join('，也高于')}；请核对收入，仍未脱贫的说明原因（如住房、医疗、教育没有保障）。`,
            },
          ]
    },
  },
  {
    id: '13.4-33',
    title: '已脱贫户人均纯收入不低于当年线',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '没有填工资性、生产经营性收入，也没有表上的人均数时不判断；当年没有设线时不判断。',
    source: 'forms.md §13.4-33（S14 S15）',
    reads: [...PER_PERSON_FIELDS, ...EXIT_FIELDS, ...PERIOD_FIELDS],
    parameters: ['poverty_line_national', 'poverty_line_provincial', 'income_year_lag', ...INCOME_MODEL_PARAMETERS],
    verify: (context) => {
      const [amount, line] = [context.incomePerPerson(), context.line()]
      if (amount === null || line === undefined || !isExited(exitStatusOf(context)) || amount >= toScaled(line.yuan, 2)) return []
      return [
        {
          field: PER_PERSON,
          message: `本户已脱贫，人均纯收入 ${yuanText(amount)} 元（${readingOf(context.income())}）却低于${line.label}；请核对收入，确实返贫的把脱贫标志改为“返贫”。`,
        },
      ]
    },
  },
  {
    id: '13.4-34',
    title: '生产经营收入与支出成对',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.4-34（S14 S15）',
    reads: ['household_year.business_income', 'household_year.business_expense'],
    verify: ({ householdYear }) => {
      const [income, expense] = [householdYear.business_income ?? 0, householdYear.business_expense ?? 0]
      if (income > 0 && expense === 0)
        return [
          {
            field: 'household_year.business_expense',
            message: `生产经营性收入有 ${yuanText(income)} 元，生产经营性支出却是 0 或没有填；请补填种子、化肥、饲料等支出。`,
          },
        ]
      return expense > 0 && income === 0
        ? [{ field: 'household_year.business_income', message: `生产经营性支出有 ${yuanText(expense)} 元，生产经营性收入却是 0 或没有填；请核对。` }]
        : []
    },
  },
  {
    id: '13.4-35',
    title: '工资、经营、财产收入过小',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.4-35（S14）',
    parameters: ['income_small_doubt'],
    reads: [
      'household_year.wage_income',
      'household_year.business_income',
      'household_year.property_income',
      'household_year.asset_dividend',
      'household_year.other_property_income',
    ],
    verify: ({ householdYear, year, scaledThreshold, threshold }) => {
      const property = propertyIncome(householdYear, year)
      const amounts = [
        ['wage_income', householdYear.wage_income],
        ['business_income', householdYear.business_income],
        ['property_income', property],
      ] as const
      return amounts
        .filter(([, amount]) => (amount ?? 0) > 0 && (amount ?? 0) < scaledThreshold('income_small_doubt'))
        .map(([key, amount]) => ({
          field: `household_year.${key}` as const,
          message: `${label(key)}只有 ${yuanText(amount ?? 0)} 元（不到 ${threshold('income_small_doubt')} 元），请核对单位是不是填成了百元、千元。`,
        }))
    },
  },
  {
    id: '13.4-36',
    title: '养老金与老人相符',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.4-36（S14）',
    parameters: ['pension_minimum', 'pension_age'],
    reads: ['household_year.pension_payment', 'household_year.wage_income', 'household_year.business_income', ...AGE_FIELDS, ...MEMBERSHIP_FIELDS],
    verify: pensionDrafts,
  },
  {
    id: '6-E16',
    title: '财产性收入等于分红加其他（2018 年起）',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'forms.md §1.2（AAC072 = AAC092 + AAC093），mechanisms.md §6-E16',
    reads: ['household_year.property_income', 'household_year.asset_dividend', 'household_year.other_property_income'],
    verify: ({ householdYear, year }) => {
      const parts = sumKnown(PROPERTY_PARTS.map((key) => householdYear[key] ?? null))
      const entered = householdYear.property_income ?? null
      if (year < PROPERTY_PARTS_SINCE || parts === null || entered === null || parts === entered) return []
      return [
        {
          field: 'household_year.property_income',
          message: `财产性收入填了 ${yuanText(entered)} 元，资产收益分红加其他财产性收入却是 ${yuanText(parts)} 元；请核对各项。`,
          suggestion: { field: 'property_income', value: parts, label: `财产性收入改为 ${yuanText(parts)} 元` },
        },
      ]
    },
  },
]

/** The lines an income exceeds, in words: the poverty line of the year, and the amount that alarms for a poor household. */
function linesBelow(amount: number, { line, threshold, scaledThreshold }: CheckContext): readonly string[] {
  const poverty = line()
  const alarm = threshold('income_unrelieved_doubt')
  return [
    ...(poverty !== undefined && amount > toScaled(poverty.yuan, 2) ? [poverty.label] : []),
    ...(amount > scaledThreshold('income_unrelieved_doubt') ? [`警示数 ${alarm} 元`] : []),
  ]
}

function extremeIncome(amount: number, { scaledThreshold, threshold }: CheckContext): string | null {
  if (amount <= 0) return '不是正数'
  if (amount <= scaledThreshold('income_low_doubt')) return `不高于 ${threshold('income_low_doubt')} 元，偏低`
  if (amount > scaledThreshold('income_maximum')) return `高于 ${threshold('income_maximum')} 元，明显不合理`
  return amount > scaledThreshold('income_high_doubt') ? `高于 ${threshold('income_high_doubt')} 元，偏高` : null
}

function pensionDrafts({ householdYear, members, date, today, threshold, scaledThreshold }: CheckContext): readonly Draft[] {
  const field = 'household_year.pension_payment'
  const pension = householdYear.pension_payment ?? null
  const ages = members().map((member) => ageOf(member, { date, today }))
  const age = threshold('pension_age')
  const hasElder = ages.some((one) => one !== null && one >= age)
  if ((pension ?? 0) > 0) {
    if (!hasElder && !ages.includes(null))
      return [{ field, message: `领取养老保险金 ${yuanText(pension)} 元，家里却没有满 ${age} 岁的人；请核对年龄或收入（提前退休、遗属待遇等请说明）。` }]
    return (pension ?? 0) < scaledThreshold('pension_minimum')
      ? [{ field, message: `领取养老保险金只有 ${yuanText(pension)} 元（不到 ${threshold('pension_minimum')} 元），请核对是不是把一个月的当成了全年。` }]
      : []
  }
  return hasElder && hasMainIncome(householdYear)
    ? [{ field, message: `家里有满 ${age} 岁的人，领取养老保险金却是 0 或没有填；请补填，确实没有领取的请说明。` }]
    : []
}
