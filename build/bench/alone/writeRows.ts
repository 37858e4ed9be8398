/** The records both writers write: a part of the demo county, made before anything is timed. */
import { DEMO_COUNTY, generateDemo } from '../../../src/core/features/demo/generate.ts'
import type { DemoRecord } from '../../../src/core/features/demo/records.ts'
import { NationalDivisions } from '../../../src/core/features/divisions/index.ts'
import { join } from 'node:path'
import { ROOT } from '../state.ts'

/** Records of so many households, in the order in which they may be written. */
export async function recordsOf(households: number): Promise<DemoRecord[]> {
  const divisions = await new NationalDivisions(join(ROOT, 'resources/divisions')).countyDivisions(DEMO_COUNTY)
  return [...generateDemo({ divisions, households, seed: 1 })]
}

export const WRITE_HOUSEHOLDS = { full: 3000, quick: 300 } as const
export const WRITE_KEY = new Uint8Array(32).fill(9)
