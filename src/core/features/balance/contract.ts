/** What happens to a household as a whole, as one act each. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const id = z.string().min(1)
const day = z.iso.date()
const reason = z.string().regex(/^\d$/)
const about = {
  household: id,
  on: day,
  /** Code of `household_event_reason`. */
  reason,
  documentNo: z.string().trim().max(60).optional(),
  remark: z.string().trim().max(400).optional(),
}
/** Somebody by their membership of today, and what they are to the head of the household they come into. */
const going = z.object({ membership: id, relation: z.string().regex(/^\d{2}$/) })
const done = z.object({ household: id, changeSet: z.string().nullable() })

export const balanceContract = {
  /** 分户: some of the people found a household of their own; answers the new one. */
  split: asks('enter', 'divisions')
    .input(
      z.object({
        ...about,
        members: z.array(going).min(1).max(30),
        householdNo: z.string().trim().max(40).optional(),
        localNo: z.string().trim().max(40).optional(),
      }),
    )
    .output(done),
  /** 并户: all of its people go into another household of the village, and it ends. */
  merge: asks('enter', 'divisions')
    .input(z.object({ ...about, into: id, members: z.array(going).max(30) }))
    .output(done),
  /** 整户销户: nobody of it is left here. */
  close: asks('enter', 'divisions').input(z.object(about)).output(done),
  /** 更换户主: another head, and what the others are to them. */
  changeHead: asks('enter', 'divisions')
    .input(z.object({ ...about, head: id, relations: z.array(going).max(30) }))
    .output(done),
}
