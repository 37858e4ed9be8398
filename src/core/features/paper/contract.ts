/** Standard forms on paper: preview, workbook, PDF, one or many. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape, sortShape, whereShape } from '../../shapes.ts'

/** What the form is made for: records (our id, a number such as 户编号) or division codes; the list as it stands on screen; or nobody yet. */
const subject = z.object({
  code: z.string(),
  for: z.array(z.string()).max(20000).default([]),
  chosen: z.object({ where: whereShape.optional(), text: z.string().optional(), sort: sortShape.optional() }).optional(),
  blank: z.boolean().optional(),
  year: z.number().int(),
  unmasked: z.boolean().optional(),
})

const listedShape = z.object({
  code: z.string(),
  title: z.string(),
  source: z.string(),
  paper: z.string(),
  kind: z.enum(['record', 'list', 'step', 'statistic']),
  register: z.string().nullable(),
  statistic: z.string().nullable(),
  perPlace: z.boolean(),
  edited: z.boolean(),
})

/** A form as lists of forms show it. */
export type PaperForm = z.infer<typeof listedShape>

export const paperContract = {
  forms: asks('read', 'program').output(z.array(listedShape)),
  /** A self-contained HTML document of some pages. `pages` counts those of the `shown` copies: of very many `subjects` only the first are laid out. */
  preview: asks('print', 'divisions')
    .input(subject.extend({ firstPage: z.number().int().default(1), pageCount: z.number().int().max(50).default(10) }))
    .output(z.object({ html: z.string(), pages: z.number(), subjects: z.number(), shown: z.number() })),
  /** `together`: one file of many sheets; `apart`: one file a subject, in a ZIP. The job's result is a file ticket. */
  make: asks('print', 'divisions')
    .input(subject.extend({ format: z.enum(['xlsx', 'pdf', 'html']), files: z.enum(['together', 'apart']).default('together') }))
    .output(jobStartedShape),
}
