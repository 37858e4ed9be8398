/**
 * The income formula of registration (forms.md §1.2): the whole household, the year before, in 分.
 *
 * 年收入 = 工资性 + 生产经营性 + 财产性 + 转移性；纯收入 = 年收入 − 生产经营性支出；人均纯收入 = 纯收入 ÷ 家庭人口数（四舍五入到分）.
 * 转移性 is the sum of its six parts; from 2018 财产性 is the sum of its two parts. Parts are entered, everything else is computed.
 * Whether reimbursements and one-off subsidies count, what else is taken off and by whom it is divided says the model of the year (`incomeModel.ts`).
 */
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldKey } from '#core/catalogue/index.ts'
import { divideHalfUp, NO_RATIO, sumKnown, yuanText } from '#core/rules/money.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import { modelText, type IncomeModel } from '#core/rules/incomeModel.ts'

/** The first year in which property income is the sum of asset dividends and other property income. */
export const PROPERTY_PARTS_SINCE = 2018

/** The six parts of transfer income, in the order of the form. */
export const TRANSFER_PARTS = [
  'family_planning_payment',
  'allowance_payment',
  'support_payment',
  'pension_payment',
  'ecological_payment',
  'other_transfer_income',
] as const satisfies readonly FieldKey<'household_year'>[]

/** The two parts of property income since 2018. */
export const PROPERTY_PARTS = ['asset_dividend', 'other_property_income'] as const satisfies readonly FieldKey<'household_year'>[]

/** Every income field a person types. */
export const INCOME_INPUTS = [
  'wage_income',
  'business_income',
  'property_income',
  ...PROPERTY_PARTS,
  ...TRANSFER_PARTS,
  'reimbursement',
  'one_off_subsidy',
  'business_expense',
  'depreciation',
  'transfer_expense',
] as const satisfies readonly FieldKey<'household_year'>[]

/** One line of the explanation: a sum with what it is made of, so that every total leads back to what was entered. */
export interface IncomeTerm {
  readonly key: FieldKey<'household_year'>
  readonly label: string
  /** −1 for what is taken off. */
  readonly sign: 1 | -1
  /** 分; `null` when nothing was entered, which counts as zero in sums that hold something else. */
  readonly amount: number | null
  /** Empty for what is entered. */
  readonly parts: readonly IncomeTerm[]
}

/** All amounts in 分; `null` where nothing was entered or, for `perPerson`, nobody counts. */
export interface Income {
  readonly transfer: number | null
  readonly property: number | null
  readonly total: number | null
  readonly net: number | null
  readonly perPerson: number | null
  /** By how many it is divided. */
  readonly population: number | null
  /** Who these are: those on file, or those who share income and expenses. */
  readonly divisor: 'registered' | 'sharing'
  readonly model: IncomeModel
  /** 工资性、生产经营性、财产性、转移性、生产经营性支出 and what else the model takes off, with their parts. */
  readonly terms: readonly IncomeTerm[]
}

/**
 * Computes the income of a household for a year.
 *
 * @param entered    the yearly record, of which only the entered income fields are read
 * @param registered members on file at the end of the year; `null` or 0 leaves the income per person open
 */
export function computeIncome(entered: Row<'household_year'>, registered: number | null, year: number, model: IncomeModel): Income {
  const transfer = sumTerm(
    'transfer_income',
    [...TRANSFER_PARTS, ...(model.reimbursement ? (['reimbursement'] as const) : []), ...(model.oneOff ? (['one_off_subsidy'] as const) : [])].map((key) =>
      inputTerm(entered, key),
    ),
  )
  const property = propertyTerm(entered, year)
  const expenses = (['business_expense', ...(model.disposable ? (['depreciation', 'transfer_expense'] as const) : [])] as const).map((key) =>
    inputTerm(entered, key, -1),
  )
  const terms = [inputTerm(entered, 'wage_income'), inputTerm(entered, 'business_income'), property, transfer, ...expenses]
  const sharing = model.sharing ? (entered.sharing_people ?? null) : null
  const population = sharing ?? registered
  const total = sumKnown(terms.filter((term) => term.sign > 0).map((term) => term.amount))
  const net = sumKnown(terms.map((term) => (term.amount === null ? null : term.sign * term.amount)))
  const perPerson = net === null || population === null ? null : divideHalfUp(net, population)
  return {
    transfer: transfer.amount,
    property: property.amount,
    total,
    net,
    perPerson,
    population,
    divisor: sharing === null ? 'registered' : 'sharing',
    model,
    terms,
  }
}

/** Property income of a year in 分: the sum of its two parts from 2018 on if either is entered, else as entered. */
export function propertyIncome(entered: Row<'household_year'>, year: number): number | null {
  return propertyTerm(entered, year).amount
}

/** By which reading it was computed, in words. */
export const readingOf = ({ model, divisor }: Income): string => modelText(model, divisor)

/** The computation in figures: `(18000 + 9600 + 400 + 1900 − 3900) ÷ 5 = 5200`; amounts in 元, “—” where there is no result. */
export function incomeFormula(income: Income): string {
  const known = income.terms.filter((term) => term.amount !== null)
  if (known.length === 0) return NO_RATIO
  const sum = known.map((term, index) => `${operator(term, index)}${yuanText(term.amount)}`).join('')
  return `(${sum}) ÷ ${income.population ?? NO_RATIO} = ${yuanText(income.perPerson)}`
}

function operator(term: IncomeTerm, index: number): string {
  if (index === 0) return term.sign < 0 ? '−' : ''
  return term.sign < 0 ? ' − ' : ' + '
}

function propertyTerm(entered: Row<'household_year'>, year: number): IncomeTerm {
  const parts = PROPERTY_PARTS.map((key) => inputTerm(entered, key))
  const divided = year >= PROPERTY_PARTS_SINCE && parts.some((part) => part.amount !== null)
  // Sheets of later years may still bring the total alone; then it stands as entered.
  return divided ? sumTerm('property_income', parts) : inputTerm(entered, 'property_income')
}

function sumTerm(key: FieldKey<'household_year'>, parts: readonly IncomeTerm[]): IncomeTerm {
  return { key, label: labelOf(key), sign: 1, amount: sumKnown(parts.map((part) => part.amount)), parts }
}

function inputTerm(entered: Row<'household_year'>, key: (typeof INCOME_INPUTS)[number], sign: 1 | -1 = 1): IncomeTerm {
  return { key, label: labelOf(key), sign, amount: entered[key] ?? null, parts: [] }
}

function labelOf(key: FieldKey<'household_year'>): string {
  return fieldOf('household_year', key).label
}
