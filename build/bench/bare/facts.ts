/** The facts that the rules judge, read by plain statements, each table once. */
import { timed } from '../measure.ts'
import { bareConnection } from '../office.ts'

/** What the subjects read: households by themselves and by year, people, members, who helps; villages and helpers. */
const REGISTERS = ['household', 'household_year', 'person', 'person_year', 'membership', 'pairing', 'village', 'village_year', 'helper'] as const

/** Milliseconds to read every living row of what is judged. */
export async function rawFacts({ directory, key }: { readonly directory: string; readonly key: Uint8Array }): Promise<number> {
  const database = bareConnection(directory, key, { readonly: true })
  let rows = 0
  const { milliseconds } = await timed(() => {
    for (const register of REGISTERS) {
      for (const row of database.prepare(`SELECT * FROM ${register} WHERE deleted = 0`).iterate()) if (row !== undefined) rows += 1
    }
  })
  database.close()
  if (rows === 0) throw new Error('there is nothing to be judged')
  return milliseconds
}
