/** Exchange of data between offices by files: sites, sending, receiving, conflicts, proposals, duplicates; with the moves and returns that travel by it. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape, jobStartedShape, pageInput, registerName, rowShape } from '../../shapes.ts'
import { reviewContract } from '../reviews/contract.ts'
import { transferContract } from '../transfers/contract.ts'
import { conflictShape, decidedShape, decisionShape, duplicateShape, formerEditShape, proposalShape } from './deskShapes.ts'
import { digestShape, foundPackageShape, gridShape, outcomeShape, packPreviewShape, packageRowShape, previewChangeShape } from './packageShapes.ts'
import { overviewShape, placeShape, recipientShape, requestShape, siteShape } from './siteShapes.ts'

export type { Conflict, Decision, Duplicate, FormerEdit, Proposal } from './deskShapes.ts'
export type { FoundPackage, Outcome, OutcomeCounts, PackageRow, PreviewChange, ReceivePreview } from './packageShapes.ts'
export type { ExchangeOverview, KnownSite, Place, Recipient, SiteSummary } from './siteShapes.ts'
export type { ReviewReturn } from '../reviews/contract.ts'
export type { MoveEnd, PersonTransfer, Transfer } from '../transfers/contract.ts'

const done = z.object({ done: z.literal(true) })

export const exchangeContract = {
  ...transferContract,
  ...reviewContract,
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
    .input(z.object({ direction: z.enum(['out', 'in']).optional(), ...pageInput }))
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
    .input(z.object({ package: z.string(), outcome: outcomeShape.optional(), register: z.string().optional(), place: z.string().optional(), ...pageInput }))
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
  /** A package of the outbox as a file, once more. */
  packageFile: asks('exchange', 'unit')
    .input(z.object({ package: z.string() }))
    .output(fileTicketShape),
  /** The file of a package, by its ticket, was saved by the user. */
  saved: asks('exchange', 'unit')
    .input(z.object({ ticket: z.string() }))
    .output(done),
  conflicts: asks('read', 'divisions')
    .input(z.object({ place: z.string().optional(), register: z.string().optional(), ...pageInput }))
    .output(
      z.object({
        total: z.number(),
        rows: z.array(conflictShape),
        groups: z.array(z.object({ place: z.string().nullable(), placeName: z.string(), register: z.string(), count: z.number() })),
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
        place: z.string().optional(),
        register: z.string().optional(),
        field: z.string().optional(),
        reason: z.string().min(1),
      }),
    )
    .output(decidedShape),
  duplicates: asks('read', 'divisions')
    .input(z.object(pageInput))
    .output(z.object({ total: z.number(), rows: z.array(duplicateShape) })),
  /** Joins two records: `values` are the fields to keep where they differ; what refers to `drop` refers to `keep` afterwards. Can be undone like any change. `households`: where the person who stays is now a current member of several. */
  mergeDuplicates: asks('enter', 'divisions')
    .input(z.object({ register: z.string(), keep: z.string(), drop: z.string(), values: rowShape, reason: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable(), linked: z.array(z.object({ register: z.string(), id: z.string(), title: z.string() })) })),
  keepApart: asks('enter', 'divisions')
    .input(z.object({ register: z.string(), one: z.string(), other: z.string(), reason: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable() })),
  /** `mine`: only those this office made, or only those of others. */
  proposals: asks('read', 'divisions')
    .input(
      z.object({ state: z.enum(['open', 'accepted', 'declined']).default('open'), mine: z.boolean().optional(), place: z.string().optional(), ...pageInput }),
    )
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
    .input(z.object(pageInput))
    .output(z.object({ total: z.number(), rows: z.array(formerEditShape) })),
  /** Takes it in, or keeps what stands here now (which the others then get); without `records` everything that waits. */
  settleFormerEdits: asks('exchange', 'unit')
    .input(z.object({ records: z.array(z.string()).min(1).max(5000).optional(), take: z.boolean(), reason: z.string().min(1) }))
    .output(z.object({ changeSet: z.string().nullable(), settled: z.number(), left: z.number() })),
  digest: asks('read', 'unit').output(digestShape),
  /** Who is in charge of a village, or of a record: null when this office is. */
  inCharge: asks('read', 'divisions')
    .input(z.union([z.object({ place: z.string() }), z.object({ register: registerName, record: z.string() })]))
    .output(z.object({ unitName: z.string() }).nullable()),
}
