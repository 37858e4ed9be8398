/** Rows chosen one by one, by ranges and all at once. */
import { useRef } from 'react'
import { useAnnounce } from '../LiveMessage.tsx'
import { rowId } from './types.ts'
import type { Row, RowSource, Selection } from './types.ts'

/** Greatest number of rows that 全选 takes; the limit of batch edits. */
const SELECT_LIMIT = 20_000
export const NOTHING_CHOSEN: Selection = new Map()

export interface RowChoice {
  readonly toggle: (index: number) => void
  /** Adds the rows from where the range began (`from`, unless it has begun already) to `to`. */
  readonly extend: (from: number, to: number) => void
  /** The next range begins anew. */
  readonly endRange: () => void
  /** All that there are; none where all are chosen. */
  readonly all: () => Promise<void>
  readonly clear: () => void
}

/** @param onChange absent where rows cannot be chosen */
export function useRowChoice(source: RowSource, selection: Selection, onChange: ((selection: Selection) => void) | undefined): RowChoice {
  const announce = useAnnounce()
  /** Where the range begins, among the rows of one question. */
  const anchor = useRef<{ readonly question: string; readonly row: number } | null>(null)
  const total = source.total ?? 0

  const change = (rows: readonly Row[], chosen: boolean): void => {
    const next = new Map(selection)
    for (const row of rows) {
      if (chosen) next.set(rowId(row), row)
      else next.delete(rowId(row))
    }
    onChange?.(next)
  }
  return {
    toggle: (index) => {
      const row = source.rowAt(index)
      if (row !== undefined && onChange !== undefined) change([row], !selection.has(rowId(row)))
      anchor.current = { question: source.resetKey, row: index }
    },
    extend: (from, to) => {
      if (anchor.current?.question !== source.resetKey) anchor.current = { question: source.resetKey, row: from }
      const [first, last] = [Math.min(anchor.current.row, to), Math.max(anchor.current.row, to)]
      change(
        Array.from({ length: last - first + 1 }, (_, offset) => source.rowAt(first + offset)).filter((row) => row !== undefined),
        true,
      )
    },
    endRange: () => {
      anchor.current = null
    },
    all: async () => {
      if (onChange === undefined) return
      if (selection.size > 0 && selection.size >= total && source.more !== true) {
        onChange(NOTHING_CHOSEN)
        return
      }
      const rows = await source.fetchAll(SELECT_LIMIT)
      onChange(new Map(rows.map((row) => [rowId(row), row])))
      announce(
        rows.length < total || (source.more === true && rows.length >= SELECT_LIMIT)
          ? `最多选 ${SELECT_LIMIT} 条，已选前 ${rows.length} 条`
          : `已选 ${rows.length} 条`,
      )
    },
    clear: () => onChange?.(NOTHING_CHOSEN),
  }
}
