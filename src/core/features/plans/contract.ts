/** Whether a plan as it is being typed reaches the line. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const year = z.number().int().min(2000).max(2100)

export const planContract = {
  /** Judges figures that the asker gives, by the lines and the buffer of the county: nothing on file is told. */
  judge: asks('read', 'program')
    .input(
      z.object({
        village: z.string().nullable(),
        year,
        targetExitYear: year.nullable(),
        people: z.number().int().nullable(),
        baseIncome: z.number().int().nullable(),
        increase: z.number().int(),
      }),
    )
    .output(z.object({ reaches: z.boolean().nullable(), asked: z.boolean(), sentence: z.string() })),
}
