/** Which columns stand in the table, how wide, how dense: the user's choice over the catalogue's default. */
import { useMemo } from 'react'
import { usePreference } from '../../preferences/usePreference.ts'
import type { DataColumn } from './types.ts'

export type Density = 'compact' | 'standard' | 'loose'

/** Row height in rem at each density. */
export const rowHeights: Readonly<Record<Density, number>> = { compact: 1.625, standard: 1.9375, loose: 2.375 }

interface StoredLayout {
  /** Keys in the order shown; null: the catalogue's choice. */
  readonly columns: readonly string[] | null
  readonly widths: Readonly<Record<string, number>>
  readonly density: Density
}

export interface TableLayout {
  readonly visible: readonly DataColumn[]
  readonly widthOf: (column: DataColumn) => number
  readonly density: Density
  readonly setColumns: (keys: readonly string[] | null) => void
  readonly setWidth: (key: string, width: number) => void
  readonly setDensity: (density: Density) => void
  /** The user chose other columns than the catalogue. */
  readonly customised: boolean
}

/** What the user has not chosen: close rows where the window has no more than the 1366 × 768 of the offices' screens. */
const DEFAULTS: Readonly<Record<'small' | 'large', StoredLayout>> = {
  small: { columns: null, widths: {}, density: 'compact' },
  large: { columns: null, widths: {}, density: 'standard' },
}

function defaultLayout(): StoredLayout {
  return DEFAULTS[window.innerWidth <= 1366 || window.innerHeight <= 768 ? 'small' : 'large']
}

function isLayout(value: unknown): value is StoredLayout {
  if (typeof value !== 'object' || value === null || !('columns' in value && 'widths' in value && 'density' in value)) return false
  const columnsFit = value.columns === null || (Array.isArray(value.columns) && value.columns.every((key) => typeof key === 'string'))
  return columnsFit && typeof value.widths === 'object' && value.widths !== null && Object.keys(rowHeights).includes(String(value.density))
}

/** The columns to show: the chosen ones that still exist, in the chosen order, else the listed ones, else the first eight. */
export function visibleColumns(columns: readonly DataColumn[], chosen: readonly string[] | null): readonly DataColumn[] {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const kept = (chosen ?? []).flatMap((key) => byKey.get(key) ?? [])
  if (kept.length > 0) return kept
  const listed = columns.filter((column) => column.listed === true)
  return listed.length > 0 ? listed : columns.slice(0, 8)
}

/** @param key name of the table, under which the choice is kept */
export function useTableLayout(key: string, columns: readonly DataColumn[]): TableLayout {
  const [stored, store] = usePreference<StoredLayout>(`table.${key}`, defaultLayout(), isLayout)
  return useMemo(
    () => ({
      visible: visibleColumns(columns, stored.columns),
      widthOf: (column: DataColumn) => stored.widths[column.key] ?? column.width,
      density: stored.density,
      setColumns: (keys: readonly string[] | null) => store({ ...stored, columns: keys }),
      setWidth: (columnKey: string, width: number) =>
        store({ ...stored, widths: { ...stored.widths, [columnKey]: Math.round(Math.max(40, Math.min(640, width))) } }),
      setDensity: (density: Density) => store({ ...stored, density }),
      customised: stored.columns !== null,
    }),
    [columns, stored, store],
  )
}
