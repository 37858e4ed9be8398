/** Who reads the figures of a day that papers about a register know beside the catalogue. A register with such figures is a line here and in `forms/declared/dayFacts.ts`. */
import { DAY_FACTS } from '../../forms/declared/dayFacts.ts'
import type { FormScope } from '../../forms/types.ts'
import { projectFacts } from '../projects/index.ts'
import type { Reading } from './reading.ts'

type FactReader = (office: Reading['office'], ids: readonly string[], year: number, day: string) => ReadonlyMap<string, FormScope>

const READERS: Readonly<Record<string, FactReader>> = { project: projectFacts }

/** By id; nothing where the template names none of them. */
export function dayFactsOf(reading: Reading, register: string, ids: readonly string[]): ReadonlyMap<string, FormScope> {
  const names = Object.keys(DAY_FACTS[register] ?? {})
  if (!names.some((name) => reading.wanted.has(name))) return new Map()
  const last = `${reading.year}-12-31`
  return READERS[register]?.(reading.office, ids, reading.year, reading.today < last ? reading.today : last) ?? new Map<string, FormScope>()
}
