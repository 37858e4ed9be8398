/** Exchange of data between offices by files: sites, sending, receiving, conflicts, proposals, duplicates, transfers, returns. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { personTransferShape, takingInShape, transferShape } from './transferShapes.ts'
import { fileTicketShape, jobStartedShape, rowShape, valueShape } from '../../shapes.ts'

export type { PersonTransfer, TakingIn, Transfer } from './transferShapes.ts'

const done = z.object({ done: z.literal(true) })
const page = { limit: z.number().int().min(0).max(500).default(100), offset: z.number().int().min(0).default(0) }

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
  }),
  lastSent: z.string().nullable(),
  lastReceived: z.string().nullable(),
})
export type ExchangeOverview = z.infer<typeof overviewShape>

/** How a site that a request is about stands on file already. */
export const knownSiteShape = z.object({
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

export const registerCountShape = z.object({ register: z.string(), records: z.number() })
export const packPreviewShape = z.object({
  recipient: recipientShape,
  full: z.boolean(),
  records: z.number(),
  edits: z.number(),
  files: z.number(),
  fileBytes: z.number(),
  registers: z.array(registerCountShape),
  villages: z.array(z.object({ village: z.string(), name: z.string(), records: z.number() })),
})

export const packageKindShape = z.enum(['changes', 'baseline', 'receipt', 'admission'])
/** made → written (checked on the stick) → acknowledged; superseded when a later one covers it; overdue when out for too long. */
export const sentStateShape = z.enum(['made', 'written', 'acknowledged', 'superseded', 'overdue', 'failed'])
export const receivedStateShape = z.enum(['applied', 'undone', 'refused'])

export const packageRowShape = z.object({
  id: z.string(),
  direction: z.enum(['out', 'in']),
  kind: packageKindShape,
  number: z.number(),
  file: z.string(),
  site: z.string().nullable(),
  unit: z.string(),
  unitName: z.string(),
  madeAt: z.string(),
  handledAt: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  state: z.union([sentStateShape, receivedStateShape]),
  changeSet: z.string().nullable(),
  /** Records: sent, or by outcome when received. */
  counts: z.record(z.string(), z.number()),
  /** What the receiver's receipt said of it. */
  receipt: z
    .object({
      at: z.string(),
      by: z.string(),
      applied: z.number(),
      conflicts: z.number(),
      proposals: z.number(),
      rejected: z.array(z.object({ register: z.string(), title: z.string(), reason: z.string() })),
    })
    .nullable(),
})
export type PackageRow = z.infer<typeof packageRowShape>

/** A package file found somewhere, opened only as far as needed to say what it is. */
export const foundPackageShape = z.object({
  /** Handle for `open`. */
  file: z.string(),
  name: z.string(),
  bytes: z.number(),
  readable: z.boolean(),
  /** Why it cannot be read or need not be applied. */
  note: z.string().nullable(),
  kind: packageKindShape.nullable(),
  number: z.number().nullable(),
  madeAt: z.string().nullable(),
  sender: z.object({ site: z.string(), unit: z.string(), unitName: z.string(), label: z.string() }).nullable(),
  status: z.enum(['new', 'applied', 'older', 'own', 'sealed', 'unreadable']),
  records: z.number().nullable(),
})
export type FoundPackage = z.infer<typeof foundPackageShape>

/** new + changed + same + conflicts + proposals + rejected = records of the package. */
export const outcomeShape = z.enum(['new', 'changed', 'same', 'conflicts', 'proposals', 'rejected'])
export type Outcome = z.infer<typeof outcomeShape>
export const outcomeCountsShape = z.object({
  records: z.number(),
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  conflicts: z.number(),
  proposals: z.number(),
  rejected: z.number(),
})
export type OutcomeCounts = z.infer<typeof outcomeCountsShape>

export const receivePreviewShape = z.object({
  /** Handle of the opened package. */
  package: z.string(),
  found: foundPackageShape,
  counts: outcomeCountsShape,
  registers: z.array(outcomeCountsShape.extend({ register: z.string() })),
  villages: z.array(outcomeCountsShape.extend({ village: z.string(), name: z.string() })),
  files: z.object({ received: z.number(), damaged: z.number(), missing: z.number() }),
  /** Numbers of packages of this sender that never arrived, though this one covers them. */
  skipped: z.array(z.number()),
  /** Whether something before it has not arrived: what it brings is taken in, and the sender's next package covers the rest. */
  gap: z.boolean(),
  /** Whether the sender holds what was made here and is not here any more: this PC went back to an earlier state, or is a copy. */
  wentBack: z.boolean(),
  duplicates: z.number(),
  transfers: z.number(),
  returned: z.number(),
  /** What became of proposals that were made here. */
  answered: z.object({ accepted: z.number(), declined: z.number() }),
  /** Villages and registers whose state differs from the sender's after this package; empty when both hold the same. */
  differing: z.array(z.object({ village: z.string(), name: z.string(), registers: z.array(z.string()) })),
})
export type ReceivePreview = z.infer<typeof receivePreviewShape>

export const previewChangeShape = z.object({
  register: z.string(),
  record: z.string(),
  title: z.string(),
  village: z.string().nullable(),
  villageName: z.string(),
  outcome: outcomeShape,
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), before: valueShape, after: valueShape })),
})
export type PreviewChange = z.infer<typeof previewChangeShape>

/** One of the values that stand against each other. */
export const siblingShape = z.object({
  author: z.string(),
  number: z.number(),
  stamp: z.string(),
  value: valueShape,
  by: z.string(),
  unitName: z.string(),
  at: z.string(),
  ours: z.boolean(),
  provisional: z.boolean(),
  package: z.string().nullable(),
  reason: z.string().nullable(),
})
export const conflictShape = z.object({
  register: z.string(),
  record: z.string(),
  title: z.string(),
  /** Field key; `$deleted` where one side deleted what the other changed. */
  field: z.string(),
  village: z.string().nullable(),
  villageName: z.string(),
  openedAt: z.string(),
  siblings: z.array(siblingShape),
  /** Household to open for a look, where the record belongs to one. */
  household: z.string().nullable(),
  mayDecide: z.boolean(),
  /** Where it is about the division of the record: the units that hold it for theirs (`townships`: all of that level), and the one above them that decides. */
  contested: z.object({ units: z.array(z.string()), decider: z.string(), townships: z.boolean() }).nullable(),
})
export type Conflict = z.infer<typeof conflictShape>

export const decisionShape = z.object({
  register: z.string(),
  record: z.string(),
  field: z.string(),
  take: z.union([
    z.enum(['ours', 'theirs']),
    z.object({ author: z.string(), number: z.number(), stamp: z.string().optional() }),
    z.object({ value: valueShape }),
  ]),
})
/** `findings`: what the household checks say since, and did not say before. */
const decidedShape = z.object({ changeSet: z.string().nullable(), decided: z.number(), findings: z.array(z.string()) })
export type Decision = z.infer<typeof decisionShape>

export const duplicateShape = z.object({
  register: z.string(),
  village: z.string().nullable(),
  openedAt: z.string(),
  fields: z.array(z.string()),
  records: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      villageName: z.string(),
      unitName: z.string(),
      by: z.string(),
      at: z.string(),
      values: rowShape,
      references: z.number(),
      /** When this one goes: how many records that refer to it refer to the other one afterwards, and how many are removed since the other one has its own. */
      ifDropped: z.object({ pointed: z.number(), removed: z.number() }),
    }),
  ),
})
export type Duplicate = z.infer<typeof duplicateShape>

export const proposalShape = z.object({
  id: z.number(),
  register: z.string(),
  record: z.string(),
  title: z.string(),
  village: z.string().nullable(),
  villageName: z.string(),
  action: z.enum(['insert', 'update', 'remove', 'restore']),
  state: z.enum(['open', 'accepted', 'declined']),
  by: z.string(),
  unitName: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), now: valueShape, proposed: valueShape })),
  mine: z.boolean(),
  household: z.string().nullable(),
  changeSet: z.string(),
})
export type Proposal = z.infer<typeof proposalShape>

/** A record that waits since it holds what was made here before this PC went back to an earlier state, or on a copy of it. */
export const formerEditShape = z.object({
  register: z.string(),
  record: z.string(),
  title: z.string(),
  village: z.string().nullable(),
  villageName: z.string(),
  cameAt: z.string(),
  /** Who brought it, and who made it here and when. */
  from: z.string(),
  by: z.string(),
  at: z.string(),
  edits: z.number(),
  action: z.enum(['insert', 'update', 'remove', 'restore']),
  changes: z.array(z.object({ field: z.string(), now: valueShape, former: valueShape })),
  household: z.string().nullable(),
})
export type FormerEdit = z.infer<typeof formerEditShape>

export const reviewReturnShape = z.object({
  id: z.string(),
  household: z.string(),
  headName: z.string(),
  village: z.string(),
  villageName: z.string(),
  state: z.enum(['open', 'answered', 'closed']),
  remark: z.string(),
  returnedOn: z.string(),
  returnedBy: z.string().nullable(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  mayAnswer: z.boolean(),
  mayClose: z.boolean(),
})
export type ReviewReturn = z.infer<typeof reviewReturnShape>

/** Which units sent something in each month of a year: the county's grid of 13 rows. */
export const gridShape = z.object({
  year: z.number(),
  rows: z.array(
    z.object({
      unit: z.string(),
      unitName: z.string(),
      months: z.array(
        z.object({ month: z.number(), packages: z.number(), last: z.string().nullable(), state: z.enum(['none', 'received', 'missing', 'future']) }),
      ),
    }),
  ),
})

const digest = z.string()
export const digestShape = z.object({
  all: digest,
  villages: z.array(z.object({ village: z.string(), name: z.string(), digest, records: z.number(), registers: z.record(z.string(), digest) })),
})

export const exchangeContract = {
  overview: asks('read', 'program').output(overviewShape),
  sites: asks('read', 'program').output(z.array(siteShape)),
  /** Makes this office's request to be admitted (or its renewed keys), a file for the superior office. */
  request: asks('manage sites', 'unit')
    .input(z.object({ label: z.string().min(1).max(60), renew: z.boolean().default(false) }))
    .output(fileTicketShape),
  /** What a request file says; nothing is done yet. */
  readRequest: asks('manage sites', 'unit')
    .input(z.object({ ticket: z.string() }))
    .output(requestShape),
  /**
   * Admits the site of a request; the answer is the admission file that goes back to it. `again`: also one that was withdrawn.
   * `ownLabel`: what this PC is to be called, when it admits its first.
   */
  admit: asks('manage sites', 'unit')
    .input(z.object({ ticket: z.string(), again: z.boolean().default(false), ownLabel: z.string().min(1).max(60).optional() }))
    .output(fileTicketShape),
  withdraw: asks('manage sites', 'unit')
    .input(z.object({ site: z.string(), reason: z.string().min(1) }))
    .output(done),
  recipients: asks('exchange', 'unit').output(z.array(recipientShape)),
  /** A person says that a recipient's PCs have been upgraded; should it not be so, their program refuses the package with a sentence. */
  upgraded: asks('exchange', 'unit')
    .input(z.object({ to: z.string() }))
    .output(done),
  /** Removable drives, and folders chosen before. */
  places: asks('exchange', 'unit').output(z.array(placeShape)),
  packPreview: asks('exchange', 'unit')
    .input(z.object({ to: z.string(), full: z.boolean().default(false) }))
    .output(packPreviewShape),
  /** Job; its result is `{package, file, kind, changes, sha256, bytes, written}`. Without a place the file is the job's file, to be saved by the shell. */
  pack: asks('exchange', 'unit')
    .input(z.object({ to: z.string(), full: z.boolean().default(false), passphrase: z.string().min(8).optional(), place: z.string().optional() }))
    .output(jobStartedShape),
  packages: asks('exchange', 'unit')
    .input(z.object({ direction: z.enum(['out', 'in']).optional(), ...page }))
    .output(z.object({ total: z.number(), rows: z.array(packageRowShape) })),
  grid: asks('exchange', 'unit')
    .input(z.object({ year: z.number().int() }))
    .output(gridShape),
  /** All packages in a place. */
  scan: asks('exchange', 'unit')
    .input(z.object({ place: z.string() }))
    .output(z.array(foundPackageShape)),
  /** What one picked file is; nothing is written. */
  inspect: asks('exchange', 'unit')
    .input(z.object({ ticket: z.string(), passphrase: z.string().optional() }))
    .output(foundPackageShape),
  /** Makes a folder that the shell let the user choose known as a place. */
  folder: asks('exchange', 'unit')
    .input(z.object({ ticket: z.string() }))
    .output(z.object({ id: z.string() })),
  /** Opens, verifies and tries out a package (by the handle of `scan`, or an uploaded file); job whose result is a {@link receivePreviewShape}. Nothing is written. */
  open: asks('exchange', 'unit')
    .input(z.object({ file: z.string().optional(), ticket: z.string().optional(), passphrase: z.string().optional() }))
    .output(jobStartedShape),
  previewRows: asks('exchange', 'unit')
    .input(z.object({ package: z.string(), outcome: outcomeShape.optional(), register: z.string().optional(), village: z.string().optional(), ...page }))
    .output(z.object({ total: z.number(), rows: z.array(previewChangeShape) })),
  /** Merges an opened package as one change set; job whose result is `{counts, changeSet, already, receipt: file name or null, acknowledged}`, `already` when it had been merged before. The receipt goes to the place, or is the job's file. */
  apply: asks('exchange', 'unit')
    .input(z.object({ package: z.string(), place: z.string().optional() }))
    .output(jobStartedShape),
  /** Forgets an opened package. */
  close: asks('exchange', 'unit')
    .input(z.object({ package: z.string() }))
    .output(done),
  /** Takes an applied package back; `restored` counts records, `told` says whether its sender may have a receipt that no longer holds. */
  undoApply: asks('exchange', 'unit')
    .input(z.object({ package: z.string() }))
    .output(z.object({ changeSet: z.string(), restored: z.number(), told: z.boolean() })),
  /** The receipt of an applied package once more. */
  receipt: asks('exchange', 'unit')
    .input(z.object({ package: z.string() }))
    .output(fileTicketShape),
  conflicts: asks('read', 'divisions')
    .input(z.object({ village: z.string().optional(), register: z.string().optional(), ...page }))
    .output(
      z.object({
        total: z.number(),
        rows: z.array(conflictShape),
        groups: z.array(z.object({ village: z.string().nullable(), villageName: z.string(), register: z.string(), count: z.number() })),
      }),
    ),
  resolve: asks('enter', 'divisions')
    .input(z.object({ decisions: z.array(decisionShape).min(1).max(2000), reason: z.string().min(1) }))
    .output(decidedShape),
  /** What the household checks would say of each value of a conflict; `common`: whichever is chosen. */
  conflictChecks: asks('enter', 'divisions')
    .input(decisionShape.omit({ take: true }))
    .output(
      z.object({
        common: z.array(z.string()),
        siblings: z.array(z.object({ author: z.string(), number: z.number(), stamp: z.string(), checks: z.array(z.string()) })),
      }),
    ),
  /** All open conflicts of a kind and place by one rule: what we entered, what the others entered, or what stands now. */
  resolveByRule: asks('enter', 'divisions')
    .input(
      z.object({
        rule: z.enum(['ours', 'theirs', 'provisional']),
        village: z.string().optional(),
        register: z.string().optional(),
        field: z.string().optional(),
        reason: z.string().min(1),
      }),
    )
    .output(decidedShape),
  duplicates: asks('read', 'divisions')
    .input(z.object(page))
    .output(z.object({ total: z.number(), rows: z.array(duplicateShape) })),
  /** Joins two records: `values` are the fields to keep where they differ; what refers to `drop` refers to `keep` afterwards. Can be undone like any change. `households`: where the person who stays is now a current member of several. */
  mergeDuplicates: asks('enter', 'divisions')
    .input(z.object({ register: z.string(), keep: z.string(), drop: z.string(), values: rowShape, reason: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable(), households: z.array(z.object({ id: z.string(), title: z.string() })) })),
  keepApart: asks('enter', 'divisions')
    .input(z.object({ register: z.string(), one: z.string(), other: z.string(), reason: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable() })),
  /** `mine`: only those this office made, or only those of others. */
  proposals: asks('read', 'divisions')
    .input(z.object({ state: z.enum(['open', 'accepted', 'declined']).default('open'), mine: z.boolean().optional(), village: z.string().optional(), ...page }))
    .output(z.object({ total: z.number(), rows: z.array(proposalShape) })),
  settleProposals: asks('enter', 'divisions')
    .input(z.object({ ids: z.array(z.number()).min(1).max(5000), accept: z.boolean(), reason: z.string().optional() }))
    .output(z.object({ changeSet: z.string().nullable(), settled: z.number(), findings: z.array(z.string()) })),
  /** What the household checks would say that they do not say today, if these proposals were accepted. */
  proposalChecks: asks('enter', 'divisions')
    .input(z.object({ ids: z.array(z.number()).min(1).max(500) }))
    .output(z.object({ findings: z.array(z.string()) })),
  /** What came back in this PC's own name and is not here any more. */
  formerEdits: asks('exchange', 'unit')
    .input(z.object(page))
    .output(z.object({ total: z.number(), rows: z.array(formerEditShape) })),
  /** Takes it in, or keeps what stands here now (which the others then get); without `records` everything that waits. */
  settleFormerEdits: asks('exchange', 'unit')
    .input(z.object({ records: z.array(z.string()).min(1).max(5000).optional(), take: z.boolean(), reason: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable(), settled: z.number(), left: z.number() })),
  digest: asks('read', 'unit').output(digestShape),
  transfers: asks('read', 'divisions')
    .input(z.object({ household: z.string().optional(), ...page }))
    .output(z.object({ total: z.number(), rows: z.array(transferShape) })),
  transferOut: asks('enter', 'divisions')
    .input(z.object({ household: z.string(), toVillage: z.string(), reason: z.string().min(1) }))
    .output(z.object({ id: z.string(), changeSet: z.string().nullable() })),
  settleTransfer: asks('enter', 'divisions')
    .input(z.object({ id: z.string(), to: z.enum(['in', 'declined', 'cancelled']), remark: z.string().optional() }))
    .output(z.object({ changeSet: z.string().nullable() })),
  /** People who marry or move into another village; `household`: those who are in it today. */
  personTransfers: asks('read', 'divisions')
    .input(z.object({ person: z.string().optional(), household: z.string().optional(), ...page }))
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
        to: z.enum(['in', 'declined', 'cancelled']),
        into: takingInShape.optional(),
        remark: z.string().optional(),
      }),
    )
    .output(z.object({ changeSet: z.string().nullable() })),
  /** Takes note of a transfer that an office above called off. */
  noteDecision: asks('enter', 'divisions')
    .input(z.object({ id: z.string() }))
    .output(done),
  /** Every village of the county, those of other offices included, to transfer a household to. */
  destinations: asks('read', 'program')
    .input(z.object({ text: z.string() }))
    .output(z.array(z.object({ code: z.string(), name: z.string() }))),
  returns: asks('read', 'divisions')
    .input(z.object({ household: z.string().optional(), state: z.enum(['open', 'answered', 'closed']).optional(), ...page }))
    .output(z.object({ total: z.number(), rows: z.array(reviewReturnShape) })),
  returnHousehold: asks(['review', 'exchange'], 'divisions')
    .input(z.object({ household: z.string(), remark: z.string().min(1) }))
    .output(z.object({ id: z.string(), changeSet: z.string().nullable() })),
  answerReturn: asks('enter', 'divisions')
    .input(z.object({ id: z.string(), answer: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable() })),
  closeReturn: asks(['review', 'exchange'], 'divisions')
    .input(z.object({ id: z.string() }))
    .output(z.object({ changeSet: z.string().nullable() })),
  /** Who is in charge of a village: null when this office is. */
  inCharge: asks('read', 'divisions')
    .input(z.object({ village: z.string() }))
    .output(z.object({ unitName: z.string() }).nullable()),
}
