/** A household as people think of it: the card with its members, its yearly facts and its helpers, saved as one. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { findingShape, rowShape, savedShape } from '../../shapes.ts'

const memberShape = z.object({ person: rowShape, membership: rowShape, personYear: rowShape })
export type Member = z.infer<typeof memberShape>

const householdDetailShape = z.object({
  year: z.number(),
  years: z.array(z.number()),
  household: rowShape,
  householdYear: rowShape.nullable(),
  /** Living members first the head; `former` holds those whose membership has ended. */
  members: z.array(memberShape),
  former: z.array(memberShape),
  helpers: z.array(z.object({ pairing: rowShape, helper: rowShape, organization: rowShape.nullable() })),
  findings: z.array(findingShape),
  /** Neighbours in the list order, for PgUp / PgDn. */
  previous: z.string().nullable(),
  next: z.string().nullable(),
})
export type HouseholdDetail = z.infer<typeof householdDetailShape>

/**
 * A household as typed. Rows with `id` are on file, without are new; `ended` members leave with the reason and date in their membership.
 * `reason` is needed when a warning is kept.
 */
const householdDraftShape = z.object({
  year: z.number().int(),
  household: rowShape,
  householdYear: rowShape.nullable(),
  members: z.array(memberShape).max(60),
  reason: z.string().optional(),
  /** When and why the head changed, where they did: the code of `household_event_reason`; today where it is left out. */
  headChange: z.object({ on: z.iso.date(), reason: z.string().nullable() }).optional(),
})
export type HouseholdDraft = z.infer<typeof householdDraftShape>

export const householdContract = {
  /** Last year's facts of whole villages as the draft of the year after, as one change set; households and people that have that year are left alone. */
  carryForward: asks('enter', 'divisions')
    .input(z.object({ places: z.array(z.string()).min(1).max(1000), from: z.number().int().min(2000).max(2100) }))
    .output(z.object({ records: z.number(), people: z.number(), changeSet: z.string().nullable() })),
  detail: asks('read', 'divisions')
    .input(z.object({ id: z.string(), year: z.number().int(), unmasked: z.boolean().optional() }))
    .output(householdDetailShape),
  save: asks('enter', 'divisions').input(householdDraftShape).output(savedShape),
  check: asks('enter', 'divisions').input(householdDraftShape).output(z.array(findingShape)),
  /** Household number, head, ID number or our id → id. */
  locate: asks('read', 'divisions')
    .input(z.object({ key: z.string() }))
    .output(z.object({ id: z.string() })),
}
