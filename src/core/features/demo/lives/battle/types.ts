/** What the maps of the demo know of what was made before them. */
import type { DemoRecord } from '../../records.ts'

type Of<N extends DemoRecord['register']> = Extract<DemoRecord, { register: N }>

export interface KnownProject {
  readonly id: string
  readonly values: Of<'project'>['values']
  /** The day of each step that was made, by its key. */
  readonly steps: Map<string, string>
}

export interface KnownVillage {
  readonly id: string
  readonly code: string
  readonly groups: { readonly id: string; readonly name: string; readonly households: string[] }[]
  readonly projects: KnownProject[]
  /** The first helper. */
  helper: string | null
}
