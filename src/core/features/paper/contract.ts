/** Standard forms on paper: preview, workbook, PDF, one or many. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape } from '../../shapes.ts'

/** What the form is made for: a household (our id, 户编号) or a division code. */
const subject = z.object({
  code: z.string(),
  for: z.array(z.string()).min(1).max(20000),
  year: z.number().int(),
  unmasked: z.boolean().optional(),
})

export const paperContract = {
  forms: asks('read', 'program').output(
    z.array(
      z.object({ code: z.string(), title: z.string(), per: z.enum(['household', 'village']), source: z.string(), paper: z.string(), edited: z.boolean() }),
    ),
  ),
  /** A self-contained HTML document of some pages. `pages` counts those of the `shown` copies: of very many `subjects` only the first are laid out. */
  preview: asks('print', 'divisions')
    .input(subject.extend({ firstPage: z.number().int().default(1), pageCount: z.number().int().max(50).default(10) }))
    .output(z.object({ html: z.string(), pages: z.number(), subjects: z.number(), shown: z.number() })),
  /** `together`: one file of many sheets; `apart`: one file a subject, in a ZIP. The job's result is a file ticket. */
  make: asks('print', 'divisions')
    .input(subject.extend({ format: z.enum(['xlsx', 'pdf', 'html']), files: z.enum(['together', 'apart']).default('together') }))
    .output(jobStartedShape),
}
