/** Opening the data with nothing around it: the key from the password, the file, the first page of households. */
import { unlock } from '../../../src/core/keyring/index.ts'
import { timed } from '../measure.ts'
import { bareConnection } from '../office.ts'
import { LOGIN, PASSWORD } from '../state.ts'

/** Wall and processor milliseconds: of the key, and of the rest. */
export async function rawOpen({ directory }: { readonly directory: string }): Promise<{ key: number; keyCpu: number; rest: number; restCpu: number }> {
  const derived = await timed(() => unlock(directory, LOGIN, PASSWORD), true)
  const rest = await timed(() => {
    const database = bareConnection(directory, derived.result, { readonly: true })
    database.prepare('SELECT * FROM household WHERE deleted = 0 ORDER BY village, household_no, id LIMIT 100').all()
    database.close()
  })
  return { key: derived.milliseconds, keyCpu: derived.cpu, rest: rest.milliseconds, restCpu: rest.cpu }
}
