import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape, registerName, sortShape, whereShape } from '../../shapes.ts'

export const exportContract = {
  /** Writes what a list shows (all pages) to a workbook or CSV; the job's result is a file ticket. */
  start: asks('export', 'divisions')
    .input(
      z.object({
        register: registerName,
        text: z.string().optional(),
        where: whereShape.optional(),
        sort: sortShape.optional(),
        columns: z.array(z.string()).optional(),
        format: z.enum(['xlsx', 'csv', 'csv-gb18030']).default('xlsx'),
        unmasked: z.boolean().optional(),
        /** Year of the facts among the columns, and of the yearly columns of a roster (no columns chosen): there the last one on file unless given. */
        year: z.number().int().optional(),
      }),
    )
    .output(jobStartedShape),
  dictionary: asks('export', 'program').output(jobStartedShape),
}
