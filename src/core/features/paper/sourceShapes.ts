/** Forms of an office as they cross and as they are kept. Isomorphic. */
import { z } from 'zod'
import { isRegisterName } from '../../catalogue/index.ts'
import { sortShape, whereShape } from '../../shapes.ts'

/** How a list with a copy for each place says so. */
export const PER_PLACE = 'village'

const register = z.string().refine(isRegisterName, '没有这个台账')

/** What a form of an office is filled from, as it crosses and as it is kept. */
export const sourceShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('record'), register }),
  z.strictObject({ kind: z.literal('list'), register, where: whereShape.optional(), sort: sortShape.optional(), per: z.literal(PER_PLACE).optional() }),
  z.strictObject({ kind: z.literal('step'), register }),
  z.strictObject({ kind: z.literal('questionnaire'), code: z.string().min(1).max(40).optional() }),
  z.strictObject({ kind: z.literal('statistic'), code: z.string().min(1).max(60) }),
])

/** The same as screens say it, and as it is kept. */
export type FormSourceInput = z.input<typeof sourceShape>
export type OwnSource = z.output<typeof sourceShape>

/** A title as lists of forms show it. */
export const titleShape = z.string().trim().min(1, '请填表名').max(60)
/** The document that asks for a form. */
export const basisShape = z.string().trim().max(200)
