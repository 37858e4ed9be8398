/** What is lacking by which standard. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

/** What the job of `find` gives out. */
export const foundShape = z.object({
  changeSet: z.string().nullable(),
  /** Written down now, on file already, and left to the offices of villages that find them themselves. */
  added: z.number().int(),
  known: z.number().int(),
  elsewhere: z.number().int(),
  compared: z.number().int(),
  surveyed: z.array(z.string()).readonly(),
  unusable: z.array(z.object({ name: z.string(), why: z.string() })).readonly(),
})
export type FoundAnswer = z.infer<typeof foundShape>

export const shortfallContract = {
  /** Compares a place with the standards of a year and writes down what is lacking; closes nothing. The result of the job is `foundShape`. */
  find: asks('enter', 'divisions')
    .input(z.object({ division: z.string().regex(/^\d{12}$/), year: z.number().int().min(2000).max(2100), dryRun: z.boolean().optional() }))
    .output(z.object({ job: z.string() })),
}
