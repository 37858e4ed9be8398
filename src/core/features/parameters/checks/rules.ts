/** The laws of parameters: each says when it begins, none ends before that, and no two of one key and place hold on the same day. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Draft, Rule } from '#core/checks/engine/index.ts'
import { daysLater } from '#core/rules/dates.ts'
import { parameterIntervals } from '#core/rules/parameters.ts'
import { beginOf, overlapsOf, type ParameterInterval, type ParameterTerm } from '#core/rules/parameterTerms.ts'

type ParameterField = `parameter.${FieldKey<'parameter'>}`

export type IdentifiedTerm = ParameterTerm & { readonly id: string }

export interface ParameterFacts {
  readonly id: string
  readonly parameter: Row<'parameter'>
  /** All records of its key and place, itself included. */
  readonly together: readonly IdentifiedTerm[]
}

export type ParameterRule = Rule<ParameterFacts, ParameterField, 'parameter'>

const WHEN = ['parameter.key', 'parameter.year', 'parameter.valid_from', 'parameter.valid_until', 'parameter.division'] as const
const SOURCE = 'design.md §12（参数按有效期、区划和文号）'

export const parameterRules: readonly ParameterRule[] = [
  {
    id: '12-P1',
    title: '参数写明从哪年或从哪天起，只写一个',
    official: 'E',
    kind: 'contradiction',
    source: SOURCE,
    reads: WHEN,
    verify: ({ parameter }) => begins(parameter),
  },
  {
    id: '12-P2',
    title: '参数的截止日期不早于生效',
    official: 'E',
    kind: 'contradiction',
    source: SOURCE,
    reads: WHEN,
    verify: ({ parameter }) => {
      const [from, until] = [beginOf(termOf(parameter)), parameter.valid_until ?? null]
      return from !== null && until !== null && until < from
        ? [{ field: 'parameter.valid_until', message: `${nameOf(parameter)}的截止日期 ${until} 早于生效的 ${from}，请改正其中一个。` }]
        : []
    },
  },
  {
    id: '12-P3',
    title: '同一参数在同一区划的有效期不重叠',
    official: 'E',
    kind: 'contradiction',
    source: SOURCE,
    reads: WHEN,
    verify: ({ id, parameter, together }) => {
      const own = overlapsOf(parameterIntervals(together)).find((pair) => pair.some(({ row }) => row.id === id))
      return own === undefined ? [] : [{ field: beginField(parameter), message: overlapSentence(nameOf(parameter), ...own) }]
    },
  },
]

function begins(parameter: Row<'parameter'>): Draft<ParameterField, 'parameter'>[] {
  const { year, valid_from: from, division } = parameter
  if (typeof year === 'number' && from) {
    return [{ field: 'parameter.valid_from', message: `${nameOf(parameter)}既写了年度 ${year} 又写了生效日期 ${from}；从哪天起的只写生效日期，年度清空。` }]
  }
  if (typeof year !== 'number' && !from) return [{ field: 'parameter.valid_from', message: `${nameOf(parameter)}没有写从什么时候起，请填生效日期。` }]
  if (division && !from) {
    return [{ field: 'parameter.valid_from', message: `${nameOf(parameter)}只在一个区划有效，请写生效日期（如 ${year}-01-01），年度清空。` }]
  }
  return []
}

function overlapSentence(name: string, one: ParameterInterval<ParameterTerm>, other: ParameterInterval<ParameterTerm>): string {
  if (one.from === other.from) return `${name}已经有一条从 ${one.from} 起的；请改那一条，或者改这一条的生效日期。`
  return `${name}从 ${other.from} 起的与 ${one.from} 至 ${one.until ?? ''} 的重叠；请先把前一条的截止日期改成 ${daysLater(other.from, -1)} 或更早，或者改后一条的生效日期。`
}

const beginField = ({ valid_from: from }: Row<'parameter'>): ParameterField => (from ? 'parameter.valid_from' : 'parameter.year')

const nameOf = ({ label, key }: Row<'parameter'>): string => `参数“${label ?? key ?? ''}”`

function termOf({ key, year, valid_from: from, valid_until: until, division }: Row<'parameter'>): ParameterTerm {
  return { key: key ?? '', year: year ?? null, valid_from: from ?? null, valid_until: until ?? null, division: division ?? null }
}
