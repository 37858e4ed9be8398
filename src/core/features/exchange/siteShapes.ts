/** Sites, recipients and places as the contract carries them, and where this office stands in the exchange. */
import { z } from 'zod'

/** One installation as the others know it. */
export const siteShape = z.object({
  id: z.string(),
  unit: z.string(),
  unitName: z.string(),
  label: z.string(),
  /** 核对码 of its keys, to be read out on the telephone. */
  fingerprint: z.string(),
  state: z.enum(['admitted', 'withdrawn']),
  admittedOn: z.string().nullable(),
  withdrawnOn: z.string().nullable(),
  own: z.boolean(),
  /** Whether it belongs to the superior office. */
  superior: z.boolean(),
})
export type SiteSummary = z.infer<typeof siteShape>

/**
 * Where this installation stands: `alone` exchanges with nobody yet; `requested` has made a request that waits for admission;
 * `admitted` takes part; `superior` admits others and is admitted by nobody; `withdrawn` was withdrawn by the superior office.
 */
export const standingShape = z.enum(['alone', 'requested', 'admitted', 'superior', 'withdrawn'])

export const overviewShape = z.object({
  site: z.object({
    id: z.string(),
    label: z.string(),
    fingerprint: z.string(),
    standing: standingShape,
    unit: z.object({ code: z.string(), name: z.string() }),
  }),
  superior: z.object({ unit: z.string(), unitName: z.string() }).nullable(),
  /** What waits for somebody here. */
  waiting: z.object({
    conflicts: z.number(),
    duplicates: z.number(),
    proposals: z.number(),
    returned: z.number(),
    answered: z.number(),
    transfers: z.number(),
    overruled: z.number(),
    unsent: z.number(),
    missingFiles: z.number(),
    former: z.number(),
    /** Packages that were made and not saved yet. */
    unsaved: z.number(),
  }),
  lastSent: z.string().nullable(),
  lastReceived: z.string().nullable(),
})
export type ExchangeOverview = z.infer<typeof overviewShape>

/** How a site that a request is about stands on file already. */
const knownSiteShape = z.object({
  state: z.enum(['admitted', 'withdrawn']),
  label: z.string(),
  admittedOn: z.string().nullable(),
  withdrawnOn: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type KnownSite = z.infer<typeof knownSiteShape>

/** What a request or admission file says, shown before anything is done with it. */
export const requestShape = z.object({
  site: z.string(),
  unit: z.string(),
  unitName: z.string(),
  label: z.string(),
  fingerprint: z.string(),
  madeAt: z.string(),
  renewal: z.boolean(),
  /** Null for a site that was never admitted. */
  known: knownSiteShape.nullable(),
})

/** Whom a package can be made for: one site, or all sites of a unit. */
export const recipientShape = z.object({
  /** Site id or unit code. */
  to: z.string(),
  kind: z.enum(['site', 'unit']),
  label: z.string(),
  unit: z.string(),
  /** Edits that it has not acknowledged yet; null when it never got anything and needs a full package. */
  unsent: z.number().nullable(),
  lastSent: z.string().nullable(),
  lastAcknowledged: z.string().nullable(),
  /** Its sites that were last heard with an older program: they get receipts only, until they are upgraded. */
  outdated: z.array(z.string()),
})
export type Recipient = z.infer<typeof recipientShape>

/** A place packages are written to and read from. Paths do not cross; `id` is a handle of this run of the program. */
export const placeShape = z.object({
  id: z.string(),
  label: z.string(),
  free: z.number().nullable(),
  total: z.number().nullable(),
  writable: z.boolean(),
  removable: z.boolean(),
})
export type Place = z.infer<typeof placeShape>
