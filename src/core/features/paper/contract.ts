/** Standard forms on paper: preview, workbook, PDF, one or many. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape, jobStartedShape, sortShape, whereShape } from '../../shapes.ts'
import { basisShape, sourceShape, titleShape } from './sourceShapes.ts'

/** What the form is made for: records (our id, a number such as 户编号) or division codes; the list as it stands on screen; or nobody yet. */
const subject = z.object({
  code: z.string(),
  for: z.array(z.string()).max(20000).default([]),
  chosen: z.object({ where: whereShape.optional(), text: z.string().optional(), sort: sortShape.optional() }).optional(),
  blank: z.boolean().optional(),
  year: z.number().int(),
  unmasked: z.boolean().optional(),
  /** 文号 to be printed. */
  documentNo: z.string().max(60).optional(),
})

const listedShape = z.object({
  code: z.string(),
  title: z.string(),
  source: z.string(),
  paper: z.string(),
  kind: z.enum(['record', 'list', 'step', 'statistic', 'questionnaire']),
  register: z.string().nullable(),
  statistic: z.string().nullable(),
  perPlace: z.boolean(),
  /** What a form of the office's own is filled from. */
  from: sourceShape.nullable(),
  /** Added by the office itself. */
  own: z.boolean(),
  edited: z.boolean(),
})

/** A form that there is, or the source of one that is to be added. */
const wantedShape = z.union([
  z.strictObject({ code: z.string(), year: z.number().int(), shipped: z.boolean().default(false) }),
  z.strictObject({ title: titleShape, from: sourceShape, year: z.number().int() }),
])

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
  /** A template to be changed in an office program. */
  template: asks('print', 'program')
    .input(z.object({ wanted: wantedShape }))
    .output(fileTicketShape),
  /** A template that was brought back: what is wrong with it, else its first pages. */
  tryTemplate: asks('set parameters', 'unit')
    .input(z.object({ ticket: z.string(), wanted: wantedShape }))
    .output(
      z.object({ problems: z.array(z.object({ sheet: z.string(), cell: z.string(), message: z.string() })), html: z.string().nullable(), pages: z.number() }),
    ),
  /** Puts it in force; without a ticket the program's own holds again. */
  putTemplate: asks('set parameters', 'unit').input(z.object({ code: z.string(), year: z.number().int(), ticket: z.string().nullable() })),
  /** A form of the office's own; without a ticket it begins with the template that the program draws. */
  addForm: asks('set parameters', 'unit')
    .input(z.object({ title: titleShape, source: basisShape, from: sourceShape, ticket: z.string().nullable() }))
    .output(z.object({ code: z.string() })),
  /** Changes a form of the office's own. `workbook`: it keeps its template, gets the one of the ticket, or is drawn anew from the source. */
  changeForm: asks('set parameters', 'unit').input(
    z.object({
      code: z.string(),
      title: titleShape,
      source: basisShape,
      from: sourceShape,
      workbook: z.union([z.literal('kept'), z.literal('drawn'), z.object({ ticket: z.string() })]),
    }),
  ),
  removeForm: asks('set parameters', 'unit').input(z.object({ code: z.string() })),
}
