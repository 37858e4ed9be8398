import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { Income, IncomeTerm } from '#core/features/household/checks/income.ts'
import { incomeFormula, readingOf } from '#core/features/household/checks/income.ts'
import { incomeName, modelCodes } from '#core/rules/incomeModel.ts'
import { incomeYearOf } from '#core/features/household/checks/incomeYear.ts'
import { NO_RATIO, yuanText } from '#core/rules/money.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { firstValue, povertyLine } from '#core/rules/parameters.ts'
import type { ParameterReader } from '#core/rules/parameters.ts'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import type { FieldGridProps } from '../../fields/FieldGrid.tsx'
import classes from './household.module.css'

const register = registerOf('household_year')

/** The parts that are entered, and beside them what follows from them, step by step. */
export function IncomeTab({
  income,
  year,
  parameters,
  village,
  ...grid
}: Omit<FieldGridProps, 'register' | 'sections' | 'year'> & {
  readonly income: Income
  readonly year: number
  readonly parameters: ParameterReader
  readonly village: string | null
}): ReactNode {
  const stated = grid.values['stated_income_per_person']
  const perPerson = income.perPerson ?? (typeof stated === 'number' && income.net === null ? stated : null)
  const values = {
    ...grid.values,
    transfer_income: income.transfer,
    total_income: income.total,
    net_income: income.net,
    net_income_per_person: perPerson,
    income_people: income.population,
    income_model: modelCodes(income.model),
  }
  const earned = earnedIn(grid.values, year, parameters, village)
  return (
    <div className={classes['columns']}>
      <FieldGrid {...grid} register={register} sections={['income']} values={values} year={year} hideHeadings />
      <Computation income={income} perPerson={perPerson} year={earned} parameters={parameters} village={village} />
    </div>
  )
}

/** The year whose line counts: that in which the income was earned (readings.md 1). */
function earnedIn(values: FieldGridProps['values'], year: number, parameters: ParameterReader, village: string | null): number {
  const month = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const lag = parameters('income_year_lag', lastDayOf(year), village) ?? firstValue('income_year_lag')
  return incomeYearOf({ income_from: month(values['income_from']), income_to: month(values['income_to']) }, year, lag)
}

function amountText(amount: number | null): string {
  return amount === null ? NO_RATIO : yuanText(amount)
}

function Term({ term }: { readonly term: IncomeTerm }): ReactNode {
  return (
    <>
      <div className={classes['term']}>
        <span>
          {term.sign < 0 ? '减：' : ''}
          {term.label}
        </span>
        <span>{amountText(term.amount)}</span>
      </div>
      {term.parts
        .filter((part) => part.amount !== null)
        .map((part) => (
          <div key={part.key} className={classes['term']} data-part>
            <span>{part.label}</span>
            <span>{amountText(part.amount)}</span>
          </div>
        ))}
    </>
  )
}

function Computation({
  income,
  perPerson,
  year,
  parameters,
  village,
}: {
  readonly income: Income
  readonly perPerson: number | null
  readonly year: number
  readonly parameters: ParameterReader
  readonly village: string | null
}): ReactNode {
  const line = povertyLine(parameters, year, village)
  const gap = line === undefined || perPerson === null ? null : perPerson - line.yuan * 100
  const expense = income.terms.filter((term) => term.sign < 0)
  return (
    <section className={`${classes['panel'] ?? ''} ${classes['sums'] ?? ''}`} aria-label="计算过程">
      <h2>计算过程（元）</h2>
      {income.terms
        .filter((term) => term.sign > 0)
        .map((term) => (
          <Term key={term.key} term={term} />
        ))}
      <div className={classes['term']} data-sum>
        <span>年收入</span>
        <span>{amountText(income.total)}</span>
      </div>
      {expense.map((term) => (
        <Term key={term.key} term={term} />
      ))}
      <div className={classes['term']} data-sum>
        <span>年{incomeName(income.model)}</span>
        <span>{amountText(income.net)}</span>
      </div>
      <div className={classes['term']}>
        <span>{income.divisor === 'sharing' ? '共享收支人口' : '家庭人口'}</span>
        <span>{income.population ?? NO_RATIO} 人</span>
      </div>
      <div className={classes['term']} data-sum>
        <span>年人均{incomeName(income.model)}</span>
        <span>{amountText(perPerson)}</span>
      </div>
      <p className={classes['formula']}>{income.net === null && perPerson !== null ? '没有填收入分项，取来表人均纯收入。' : incomeFormula(income)}</p>
      {income.net !== null && <p className={classes['formula']}>{readingOf(income)}。</p>}
      {line !== undefined && (
        <div className={classes['term']}>
          <span>{line.label}</span>
          <span>{gap === null ? '' : gap >= 0 ? `高出 ${yuanText(gap)}` : `低 ${yuanText(-gap)}`}</span>
        </div>
      )}
    </section>
  )
}
