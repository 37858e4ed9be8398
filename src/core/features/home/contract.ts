import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { changeSetShape } from '../records/contract.ts'
import { tableShape } from '../statistics/contract.ts'

export const homeContract = {
  /** Every figure is a cell of a declared statistic, which carries the filter that lists its records. */
  summary: asks('read', 'divisions')
    .input(z.object({ year: z.number().int() }))
    .output(
      z.object({
        /** The newest year with yearly records; null without any. */
        newestYear: z.number().nullable(),
        /** Who is on file, by township, or by village where the user sees one township alone; places with nobody are there, too. */
        onFile: tableShape,
        causes: tableShape,
        villages: tableShape,
        /** How many are on file today, and what waits to be done: records with unfinished facts, one column a kind. */
        incomplete: tableShape,
        parameters: tableShape,
        recent: z.array(changeSetShape),
      }),
    ),
}
