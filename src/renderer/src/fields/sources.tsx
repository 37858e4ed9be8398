/** What inputs need beyond the catalogue: the divisions of the office, records to refer to, the year. Given once as context. */
import { createContext, useContext } from 'react'
import type { Where } from '#core/shapes.ts'
import type { DivisionLevel } from '#core/rules/levels.ts'

/** A division as pickers need it; parents come before children. */
export interface DivisionChoice {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly parent: string | null
}

/** A record that a reference may point to. */
export interface ReferenceChoice {
  readonly id: string
  readonly title: string
  /** Second line that tells apart those of one name. */
  readonly detail: string
  /** Why it was found, where neither name nor second line shows it. */
  readonly reason?: { readonly label: string; readonly value: string } | null
}

export interface FieldSources {
  readonly divisions: readonly DivisionChoice[]
  readonly searchReference: (register: string, text: string, where: Where | undefined, signal: AbortSignal) => Promise<readonly ReferenceChoice[]>
  /** Year for dates typed without one and for code items that hold for some years only. */
  readonly year: number
  /** First six digits of the identity numbers of the office's own county; missing where it has no one county. */
  readonly area?: string | undefined
}

const none: FieldSources = { divisions: [], searchReference: () => Promise.resolve([]), year: new Date().getFullYear() }

export const FieldSourcesContext = createContext<FieldSources>(none)

export function useFieldSources(): FieldSources {
  return useContext(FieldSourcesContext)
}
