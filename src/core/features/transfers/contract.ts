/** Moves of households and of people: the first half, and how the second one ends. Part of the exchange between offices. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { finalStateKeys, stateKeys } from '../../catalogue/procedure.ts'
import { householdMoving } from '../../catalogue/entities/procedures/moving.ts'
import { pageInput } from '../../shapes.ts'

/** Households and people go the same way. */
const state = z.enum(stateKeys(householdMoving))
const end = z.enum(finalStateKeys(householdMoving))
export type MoveEnd = z.infer<typeof end>

const transferShape = z.object({
  id: z.string(),
  household: z.string(),
  headName: z.string(),
  population: z.number(),
  fromVillage: z.string(),
  fromName: z.string(),
  toVillage: z.string(),
  toName: z.string(),
  state,
  reason: z.string().nullable(),
  outOn: z.string(),
  outBy: z.string().nullable(),
  settledOn: z.string().nullable(),
  settledBy: z.string().nullable(),
  remark: z.string().nullable(),
  /** Under way, though the household is no longer in the village it was to leave: it can only be declined or cancelled. */
  gone: z.boolean(),
  mayAccept: z.boolean(),
  mayDecline: z.boolean(),
  mayCancel: z.boolean(),
  /** Called off by an office above since the household belongs elsewhere, and nobody here has taken note yet. */
  overruled: z.boolean(),
  /** Neighbours settle it between themselves; until the office above has said that it holds it, it may still be told otherwise. */
  unconfirmed: z.boolean(),
})
export type Transfer = z.infer<typeof transferShape>

const personTransferShape = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  /** Head of the household they are in now; null where the user may not see it. */
  headName: z.string().nullable(),
  fromVillage: z.string(),
  fromName: z.string(),
  toVillage: z.string(),
  toName: z.string(),
  state,
  decreaseReason: z.string(),
  reason: z.string().nullable(),
  outOn: z.string(),
  outBy: z.string().nullable(),
  settledOn: z.string().nullable(),
  settledBy: z.string().nullable(),
  remark: z.string().nullable(),
  /** Under way, though they are in no household of the village that they were to leave: it can only be declined or cancelled. */
  gone: z.boolean(),
  mayAccept: z.boolean(),
  mayDecline: z.boolean(),
  mayCancel: z.boolean(),
  unconfirmed: z.boolean(),
})
export type PersonTransfer = z.infer<typeof personTransferShape>

/** How somebody is taken in: into which household (null: one of their own, as its head), as what, and why. */
const takingInShape = z.object({ household: z.string().nullable(), relation: z.string(), increaseReason: z.string() })
export type TakingIn = z.infer<typeof takingInShape>

export const transferContract = {
  transfers: asks('read', 'divisions')
    .input(z.object({ household: z.string().optional(), ...pageInput }))
    .output(z.object({ total: z.number(), rows: z.array(transferShape) })),
  transferOut: asks('enter', 'divisions')
    .input(z.object({ household: z.string(), toVillage: z.string(), reason: z.string().min(1) }))
    .output(z.object({ id: z.string(), changeSet: z.string().nullable() })),
  settleTransfer: asks('enter', 'divisions')
    .input(z.object({ id: z.string(), to: end, remark: z.string().optional() }))
    .output(z.object({ changeSet: z.string().nullable() })),
  /** People who marry or move into another village; `household`: those who are in it today. */
  personTransfers: asks('read', 'divisions')
    .input(z.object({ person: z.string().optional(), household: z.string().optional(), ...pageInput }))
    .output(z.object({ total: z.number(), rows: z.array(personTransferShape) })),
  /** `on`: the day they left, if not today. */
  personTransferOut: asks('enter', 'divisions')
    .input(z.object({ person: z.string(), toVillage: z.string(), decreaseReason: z.string(), reason: z.string().min(1), on: z.iso.date().optional() }))
    .output(z.object({ id: z.string(), changeSet: z.string().nullable() })),
  /** Taken in (`into` says where and as what), declined or cancelled. */
  settlePersonTransfer: asks('enter', 'divisions')
    .input(
      z.object({
        id: z.string(),
        to: end,
        into: takingInShape.optional(),
        remark: z.string().optional(),
      }),
    )
    .output(z.object({ changeSet: z.string().nullable() })),
  /** Takes note of a transfer that an office above called off. */
  noteDecision: asks('enter', 'divisions')
    .input(z.object({ id: z.string() }))
    .output(z.object({ done: z.literal(true) })),
  /** Every village of the county, those of other offices included, to transfer a household to. */
  destinations: asks('read', 'program')
    .input(z.object({ text: z.string() }))
    .output(z.array(z.object({ code: z.string(), name: z.string() }))),
}
