import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { changeSetShape } from '../records/contract.ts'
import { tableShape } from '../statistics/contract.ts'

export const homeContract = {
  /**
   * Every figure is a cell of a declared statistic, which carries the filter that lists its records. In a large office those of the last count are told
   * at once, and said to be such (`counted`) where something changed since; with `current` the answer waits for those of now.
   */
  summary: asks('read', 'divisions')
    .input(z.object({ year: z.number().int(), current: z.boolean().optional() }))
    .output(
      z.object({
        /** When the figures were counted, and whether nothing changed since. */
        counted: z.object({ at: z.string(), current: z.boolean() }),
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
