/** Text, conditions and order of a register's list, kept while the user looks into a record and comes back. */
import { useMemo } from 'react'
import type { SavedView } from '#core/features/records/contract.ts'
import type { Sort, Where } from '#core/shapes.ts'
import { keepState, useKeptState } from '../../preferences/useKeptState.ts'
import type { RecordQuestion } from '../DataTable/useRecordPages.ts'
import type { SortState } from '../DataTable/types.ts'
import { useGo } from '../../router/navigation.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { factOf } from '#core/catalogue/derive/listing.ts'
import { useSession } from '../../session/useSession.tsx'
import { conditionsOf, whereOf } from './clauses.ts'
import type { FilterCondition } from './conditions.ts'
import { notifyInfo } from '../../bridge/notify.tsx'

export interface RegisterFilter {
  readonly text: string
  readonly setText: (text: string) => void
  readonly conditions: readonly FilterCondition[]
  readonly setConditions: (conditions: readonly FilterCondition[]) => void
  readonly sort: SortState | null
  readonly setSort: (sort: SortState | null) => void
  /** As the contract wants it; null: the register's own order. */
  readonly sortList: Sort | null
  readonly applyView: (view: SavedView) => void
  /** For `useRecordPages`. */
  readonly question: RecordQuestion
  readonly empty: boolean
  /** A filter that came with the way here and says more than conditions can show; it has a name and can only be dropped. */
  readonly preset: FilterPreset | null
  readonly dropPreset: () => void
  readonly setPreset: (preset: FilterPreset) => void
  /** The question without what is asked about one column. */
  readonly questionWithout: (column: string) => RecordQuestion
  /** The question as it would be behind another preset. */
  readonly questionBehind: (preset: Where) => RecordQuestion
}

export interface FilterPreset {
  readonly label: string
  readonly where: Where
  /** Key of the ready view that it is; it follows the year. */
  readonly view?: string
}

/** Opens a list with conditions (or a preset) already set: a number on the home page leads to the rows behind it. */
export function useOpenList(): (register: string, path: string, conditions: readonly FilterCondition[], preset?: FilterPreset) => void {
  const go = useGo()
  return (register, path, conditions, preset) => {
    keepState(`filter.${register}`, { text: '', conditions, sort: null, preset: preset ?? null } satisfies Kept)
    go(path)
  }
}

interface Kept {
  readonly text: string
  readonly conditions: readonly FilterCondition[]
  readonly sort: SortState | null
  readonly preset: FilterPreset | null
}

/**
 * @param register name of the register
 * @param initial conditions to start with the first time (`useOpenList` sets others)
 */
export function useRegisterFilter(register: string, initial: readonly FilterCondition[] = []): RegisterFilter {
  const [kept, keep] = useKeptState<Kept>(`filter.${register}`, { text: '', conditions: initial, sort: null, preset: null })
  const { year } = useSession()
  return useMemo(() => {
    const definition = registerOf(register)
    const sortList: Sort | null = kept.sort === null ? null : [sortOf(register, kept.sort, year)]
    const questionOf = (conditions: readonly FilterCondition[], preset = kept.preset?.where): RecordQuestion => {
      const own = whereOf(definition, conditions, year)
      const where = preset === undefined ? own : own === undefined ? preset : { and: [preset, own] }
      return {
        register,
        ...(kept.text === '' ? {} : { text: kept.text }),
        ...(where === undefined ? {} : { where }),
        ...(sortList === null ? {} : { sort: sortList }),
      }
    }
    return {
      ...kept,
      sortList,
      setText: (text: string) => keep((now) => ({ ...now, text })),
      setConditions: (conditions: readonly FilterCondition[]) => keep((now) => ({ ...now, conditions })),
      setSort: (sort: SortState | null) => keep((now) => ({ ...now, sort })),
      applyView: (view: SavedView) => {
        const conditions = conditionsOf(definition, view.where)
        if (conditions === null) {
          notifyInfo('这个筛选不能在这里使用', '它含有本页面不能显示的条件。')
          return
        }
        const first = view.sort?.[0]
        keep((now) => ({ ...now, conditions, preset: null, sort: first === undefined ? null : { field: first.field, descending: first.descending === true } }))
      },
      question: questionOf(kept.conditions),
      questionWithout: (column: string) => questionOf(kept.conditions.filter(({ field }) => field !== column)),
      questionBehind: (preset: Where) => questionOf(kept.conditions, preset),
      dropPreset: () => keep((now) => ({ ...now, preset: null })),
      setPreset: (preset: FilterPreset) => keep((now) => ({ ...now, preset })),
      empty: kept.text === '' && kept.conditions.length === 0 && kept.preset === null,
    }
  }, [register, kept, keep, year])
}

/** A fact is put in order by what it is in the year chosen. */
function sortOf(register: string, { field, descending }: SortState, year: number): Sort[number] {
  return { field, descending, ...(factOf(register, field) === undefined ? {} : { year }) }
}
