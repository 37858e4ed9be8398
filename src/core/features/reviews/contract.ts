/** Households that an office above returns with a remark, and what is answered. Part of the exchange between offices. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { stateKeys } from '../../catalogue/procedure.ts'
import { returning } from '../../catalogue/entities/procedures/returning.ts'
import { pageInput } from '../../shapes.ts'

const state = z.enum(stateKeys(returning))

const reviewReturnShape = z.object({
  id: z.string(),
  household: z.string(),
  headName: z.string(),
  village: z.string(),
  villageName: z.string(),
  state,
  remark: z.string(),
  returnedOn: z.string(),
  returnedBy: z.string().nullable(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  mayAnswer: z.boolean(),
  mayClose: z.boolean(),
})
export type ReviewReturn = z.infer<typeof reviewReturnShape>

export const reviewContract = {
  returns: asks('read', 'divisions')
    .input(z.object({ household: z.string().optional(), state: state.optional(), ...pageInput }))
    .output(z.object({ total: z.number(), rows: z.array(reviewReturnShape) })),
  returnHousehold: asks('review', 'divisions')
    .input(z.object({ household: z.string(), remark: z.string().min(1) }))
    .output(z.object({ id: z.string(), changeSet: z.string().nullable() })),
  answerReturn: asks('enter', 'divisions')
    .input(z.object({ id: z.string(), answer: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable() })),
  closeReturn: asks('review', 'divisions')
    .input(z.object({ id: z.string() }))
    .output(z.object({ changeSet: z.string().nullable() })),
}
