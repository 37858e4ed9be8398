/** Whether all is clear of a household in a year, and if not why (五清, mechanisms.md M03.c; readings.md 12, 13): computed, never ticked. */
import { firstValue, type ParameterKey } from '../../rules/parameters.ts'

/** What is counted of a household and year. */
export interface ClearCounts {
  /** Contradictions found in the data of the year, and whether it is not filled in. */
  readonly faults: number
  readonly incomplete: number
  /** Gaps of the year and open ones of earlier years; those without description; whether a visit found none. */
  readonly shortfalls: number
  readonly undescribed: number
  readonly none: number
  /** Gaps not closed, nor put aside with consent, that neither a need nor a measure answers. */
  readonly unanswered: number
  /** Main helpers at the end of the year, and those of them whose unit is on file. */
  readonly helpers: number
  readonly valid: number
  /** Whether an exit year is planned, and how many measures have a deadline. */
  readonly planned: number
  readonly dated: number
}
export const COUNTS = ['faults', 'incomplete', 'shortfalls', 'undescribed', 'none', 'unanswered', 'helpers', 'valid', 'planned', 'dated'] as const

interface Item {
  readonly code: string
  readonly parameter: ParameterKey & `clear_${string}`
  readonly reasons: (counts: ClearCounts) => readonly (string | false)[]
}

const ITEMS: readonly Item[] = [
  {
    code: '1',
    parameter: 'clear_base',
    reasons: ({ faults, incomplete }) => [incomplete > 0 && '底数：资料没有填全', faults > 0 && '底数：有须改的问题，见“核查”'],
  },
  {
    code: '2',
    parameter: 'clear_problem',
    reasons: ({ shortfalls, undescribed, none }) => [
      shortfalls === 0 && none === 0 && '问题：没有登记短板，也没有入户查明没有短板',
      undescribed > 0 && `问题：${undescribed} 条短板没有写描述`,
    ],
  },
  {
    code: '3',
    parameter: 'clear_answer',
    reasons: ({ shortfalls, none, unanswered }) => [
      shortfalls === 0 && none === 0 && '对策：问题还没有查清',
      unanswered > 0 && `对策：${unanswered} 条短板没有列需求，也没有措施`,
    ],
  },
  {
    code: '4',
    parameter: 'clear_duty',
    reasons: ({ helpers, valid }) => [
      helpers === 0 && '责任：没有主要责任人',
      helpers > 1 && `责任：主要责任人有 ${helpers} 名，应当正好一名`,
      helpers === 1 && valid === 0 && '责任：主要责任人没有写单位，或者单位已不在册',
    ],
  },
  {
    code: '5',
    parameter: 'clear_task',
    reasons: ({ planned, dated }) => [planned === 0 && '任务：没有计划脱贫年度', dated === 0 && '任务：没有带时限的措施'],
  },
]
export const CLEAR_PARAMETERS: readonly ParameterKey[] = ITEMS.map(({ parameter }) => parameter)

export interface Clearness {
  /** Codes of items that count and are not clear, joined by commas; null where there are none. */
  readonly unclear: string | null
  readonly reasons: string | null
}

/** `set`: the values of parameters by key, as text; what set-up enters where none is on file. */
export function clearnessOf(counts: ClearCounts, set: Readonly<Record<string, unknown>>): Clearness {
  const counted = ITEMS.filter(({ parameter }) => Number(set[parameter] ?? firstValue(parameter)) !== 0)
  const found = counted.map(({ code, reasons }) => ({ code, said: reasons(counts).filter((one) => one !== false) })).filter(({ said }) => said.length > 0)
  return {
    unclear: found.map(({ code }) => code).join(',') || null,
    reasons: found.flatMap(({ said }) => said).join('；') || null,
  }
}
