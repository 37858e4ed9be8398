/** The hash of a definition: figures that were counted by another definition are told apart by it. */
import { hash } from 'node:crypto'
import type { StatisticDefinition } from './types.ts'

/** 16 hex digits over what decides the figures; titles and notes may be reworded. */
export function hashOf({ populations, rows, columns }: StatisticDefinition): string {
  return hash('sha256', JSON.stringify(sorted({ populations, rows: rows ?? null, columns })), 'hex').slice(0, 16)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
