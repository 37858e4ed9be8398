import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { DIVISION_LEVELS } from '../../rules/levels.ts'

const divisionNodeShape = z.object({ code: z.string(), name: z.string(), level: z.enum(DIVISION_LEVELS) })
export type DivisionNode = z.infer<typeof divisionNodeShape>

export const divisionContract = {
  /** The national list, one level at a time; without a code the provinces. For set-up. */
  national: asks('none', 'program')
    .input(z.object({ parent: z.string().optional() }))
    .output(z.array(divisionNodeShape)),
  /** The national list by name or code at every level, the nearest first; anywhere, or below a division. For set-up. */
  search: asks('none', 'program')
    .input(z.object({ text: z.string().max(60), under: z.string().optional(), limit: z.number().int().min(1).max(50).default(20) }))
    .output(z.array(divisionNodeShape.extend({ path: z.array(divisionNodeShape) }))),
  /** The divisions of this office in force in a year, flat, parents before children. */
  tree: asks('read', 'divisions')
    .input(z.object({ year: z.number().int().optional() }))
    .output(
      z.array(
        divisionNodeShape.extend({
          parent: z.string().nullable(),
          poor: z.boolean(),
        }),
      ),
    ),
}
