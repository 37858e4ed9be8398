/** Moves of households and of people as the contract carries them. */
import { z } from 'zod'

export const transferShape = z.object({
  id: z.string(),
  household: z.string(),
  headName: z.string(),
  population: z.number(),
  fromVillage: z.string(),
  fromName: z.string(),
  toVillage: z.string(),
  toName: z.string(),
  state: z.enum(['out', 'in', 'declined', 'cancelled']),
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

export const personTransferShape = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  /** Head of the household they are in now; null where the user may not see it. */
  headName: z.string().nullable(),
  fromVillage: z.string(),
  fromName: z.string(),
  toVillage: z.string(),
  toName: z.string(),
  state: z.enum(['out', 'in', 'declined', 'cancelled']),
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
export const takingInShape = z.object({ household: z.string().nullable(), relation: z.string(), increaseReason: z.string() })
export type TakingIn = z.infer<typeof takingInShape>
