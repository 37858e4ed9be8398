/** What each section of `npm test` may cost. Over it is a warning in the run and something to mend, never a failing test. */
export type SectionName = 'checks' | 'unit' | 'offices' | 'browser' | 'rest'

export interface Budget {
  /** CPU seconds on a two-core machine. */
  readonly cpu: number
  /** Counted steps, by name (`vitestCounts.ts`, `playwrightCounts.ts`); they grow with the tests, but not by themselves. */
  readonly steps: Readonly<Record<string, number>>
}

export interface Spent {
  readonly section: SectionName
  readonly wall: number
  readonly cpu: number | null
  readonly steps: Readonly<Record<string, number>>
}

export const BUDGETS: Readonly<Record<SectionName, Budget>> = {
  checks: { cpu: 90, steps: {} },
  unit: { cpu: 330, steps: { databases: 6000, 'costly keys': 40, processes: 150 } },
  offices: { cpu: 30, steps: { databases: 1500, 'costly keys': 60, processes: 40 } },
  browser: { cpu: 330, steps: { actions: 6000 } },
  rest: { cpu: 120, steps: {} },
}

/** One line for each section, then a warning for each budget that was not kept. */
export function budgetLines(spent: readonly Spent[]): string[] {
  const lines = spent.map(({ section, wall, cpu, steps }) => {
    const counted = Object.entries(steps)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')
    return `${section.padEnd(8)} ${wall.toFixed(0).padStart(5)} s, CPU ${cpu === null ? 'not measured here' : `${cpu.toFixed(0)} of ${BUDGETS[section].cpu} s`}${counted === '' ? '' : `; ${counted}`}`
  })
  const warnings = spent.flatMap(({ section, cpu, steps }) => {
    const budget = BUDGETS[section]
    const over = Object.entries(budget.steps).flatMap(([name, most]) =>
      (steps[name] ?? 0) > most ? [`WARNING: ${section}: ${steps[name]} ${name}, the budget is ${most}`] : [],
    )
    return cpu !== null && cpu > budget.cpu ? [`WARNING: ${section}: ${cpu.toFixed(0)} CPU seconds, the budget is ${budget.cpu}`, ...over] : over
  })
  return [...lines, ...warnings]
}

export interface Timed {
  readonly name: string
  readonly seconds: number
}

/** The slowest, slowest first. */
export function slowest(timed: readonly Timed[], many = 20): string[] {
  return timed
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, many)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`)
}
