/**
 * Whether what a plan expects reaches the line of its target year (mechanisms.md M04.c; readings.md 14). Pure and exact: whole numbers of 分 and
 * of 0.01 %, compared as products, so that 2997.75 passes and 2997.74 does not.
 */
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { firstValue, type ParameterReader, type PovertyLine } from '#core/rules/parameters.ts'
import { divideHalfUp, plainText, toScaled, yuanText } from '#core/rules/money.ts'

/** The figures of a plan: 分 of the whole household, and how many people. */
export interface PlanFigures {
  readonly year: number
  readonly targetExitYear: number | null
  readonly people: number | null
  readonly baseIncome: number | null
  readonly increase: number
}

export interface Feasibility {
  /** Whether the line is reached; null where a figure or the line is missing. */
  readonly reaches: boolean | null
  /** Whether the plan is for leaving poverty in its own year, so that it may be put into the year's plan only where the line is reached. */
  readonly asked: boolean
  /** The sum in words, with what to do. */
  readonly sentence: string
}

/** The line that a plan is measured by: what the office set for plans, else the national one; `undefined` where the year has neither. */
function planLine(parameters: ParameterReader, year: number, division: string | null): PovertyLine | undefined {
  const own = parameters('plan_target_line', lastDayOf(year), division)
  if (own !== undefined) return { yuan: own, label: `${year} 年本地定的目标线 ${own} 元` }
  const national = parameters('poverty_line_national', lastDayOf(year), division)
  return national === undefined ? undefined : { yuan: national, label: `${year} 年国家线 ${national} 元` }
}

/** The year whose line counts: that of the exit aimed at, and for those who have left poverty that of the plan. */
const lineYear = ({ year, targetExitYear }: Pick<PlanFigures, 'year' | 'targetExitYear'>): number => Math.max(year, targetExitYear ?? year)

export function feasibilityOf(figures: PlanFigures, parameters: ParameterReader, division: string | null): Feasibility {
  const { year, targetExitYear, people, baseIncome, increase } = figures
  const asked = targetExitYear !== null && targetExitYear <= year
  const [target, last] = [lineYear(figures), year - 1]
  const line = planLine(parameters, target, division)
  const unknown = (what: string): Feasibility => ({ reaches: null, asked, sentence: what })
  if (people === null || people <= 0) return unknown('户里还没有登记人口，算不出预计可达人均；请先录入成员。')
  if (baseIncome === null) return unknown(`没有 ${last} 年的纯收入，算不出预计可达人均；请先在户年度记录里录入收入。`)
  if (line === undefined) return unknown(`没有设 ${target} 年的扶贫线，不能比较；请县里在参数里设。`)
  const buffer = toScaled(parameters('plan_income_buffer', lastDayOf(target), division) ?? firstValue('plan_income_buffer'), 2)
  const wanted = BigInt(toScaled(line.yuan, 2)) * BigInt(buffer)
  const reaches = (BigInt(baseIncome) + BigInt(increase)) * 10_000n >= wanted * BigInt(people)
  const perHead = yuanText(divideHalfUp(baseIncome + increase, people))
  const sum = `（${last} 年纯收入 ${yuanText(baseIncome)} 元＋预计增收 ${yuanText(increase)} 元）÷${people} 人＝人均 ${perHead} 元`
  const asks = `${line.label}×${plainText(buffer, 2)}%＝${plainText(Number(wanted), 6)} 元`
  return { reaches, asked, sentence: `${sum}，${reaches ? '达到' : '不到'}${asks}${endOf(reaches, asked)}` }
}

function endOf(reaches: boolean, asked: boolean): string {
  if (reaches) return asked ? '，可以排入当年计划。' : '。'
  return asked ? '，不能排入当年计划；请增加措施，或者推后目标脱贫年。' : '；请再想想还缺什么措施。'
}

/** A measure as it stands on screen, not yet saved: 分, and the year left open where it is that of the plan. */
export interface TypedMeasure {
  readonly expected: number | null
  readonly earner: string | null
  readonly kind: string | null
  readonly incomeYear: number | null
}

/** What measures bring in until the target year: each income of a person, kind and year once, the largest (as the derived column has it). */
export function expectedIncrease(measures: readonly TypedMeasure[], plan: Pick<PlanFigures, 'year' | 'targetExitYear'>): number {
  const largest = new Map<string, number>()
  for (const { expected, earner, kind, incomeYear } of measures) {
    const year = incomeYear ?? plan.year
    if (expected === null || kind === null || year > lineYear(plan)) continue
    const key = `${earner ?? ''} ${kind} ${year}`
    largest.set(key, Math.max(largest.get(key) ?? 0, expected))
  }
  return [...largest.values()].reduce((sum, one) => sum + one, 0)
}
