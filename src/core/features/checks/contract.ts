/** Checks over the office: what they found, what people do with it, and which rules are looked at. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape, registerName } from '../../shapes.ts'

export const levelShape = z.enum(['block', 'doubt', 'remark'])
/** `assigned` and `overdue` are open ones that somebody is to settle, and was to have settled by now. */
export const findingStateShape = z.enum(['open', 'assigned', 'overdue', 'explained', 'closed'])

/** Which findings are meant. All that is given must hold. */
export const findingFilterShape = z.object({
  rule: z.string().optional(),
  /** Division code; the division and all below it. */
  division: z.string().optional(),
  /** Whoever is in charge: assigned, else by the nature of the record. Empty text: nobody. */
  charge: z.string().optional(),
  level: levelShape.optional(),
  state: findingStateShape.optional(),
  /** Register of the subject. */
  subject: registerName.optional(),
  about: z.string().optional(),
  /** Change set that raised them. */
  raisedBy: z.string().optional(),
})
export type FindingFilter = z.infer<typeof findingFilterShape>

/** What a finding is known by. */
const findingKeyShape = z.object({ rule: z.string(), register: registerName, record: z.string(), field: z.string() })
export type FindingKey = z.infer<typeof findingKeyShape>

const findingItemShape = findingKeyShape.extend({
  title: z.string(),
  level: levelShape,
  fieldLabel: z.string(),
  /** Register and id of what was looked at, and what that is called. */
  subject: z.string(),
  about: z.string(),
  aboutTitle: z.string(),
  year: z.number().nullable(),
  division: z.string().nullable(),
  divisionName: z.string(),
  /** The whole sentence, or the rule's title for whoever may not see what it speaks of. */
  message: z.string(),
  since: z.string(),
  state: findingStateShape,
  assignee: z.string().nullable(),
  dueOn: z.string().nullable(),
  reason: z.string().nullable(),
  statedBy: z.string().nullable(),
  statedOn: z.string().nullable(),
  inCharge: z.string().nullable(),
})
export type FindingItem = z.infer<typeof findingItemShape>

const ruleItemShape = z.object({
  id: z.string(),
  subject: z.string(),
  title: z.string(),
  level: levelShape,
  official: z.enum(['E', 'W']),
  relaxed: z.string().nullable(),
  source: z.string(),
  parameters: z.array(z.string()),
  /** Set where the office switched it off. */
  off: z.object({ reason: z.string(), by: z.string().nullable(), on: z.string().nullable() }).nullable(),
})
export type RuleItem = z.infer<typeof ruleItemShape>

const countedShape = z.object({
  key: z.string(),
  label: z.string(),
  total: z.number(),
  block: z.number(),
  doubt: z.number(),
  remark: z.number(),
  open: z.number(),
})
export type Counted = z.infer<typeof countedShape>

/** What is done with findings. A reason is always somebody's own. */
const findingActShape = z.discriminatedUnion('act', [
  z.object({ act: z.literal('assign'), assignee: z.string().trim().min(1).max(40), dueOn: z.iso.date().nullable() }),
  z.object({ act: z.literal('explain'), reason: z.string().trim().min(1).max(1000) }),
  z.object({ act: z.literal('close'), reason: z.string().trim().min(1).max(1000) }),
  z.object({ act: z.literal('reopen'), reason: z.string().trim().min(1).max(1000) }),
])
export type FindingAct = z.infer<typeof findingActShape>

export const checksContract = {
  rules: asks('read', 'divisions').output(z.array(ruleItemShape)),
  /**
   * Counts by rule, place or person in charge. `due`: records that are still to be looked at, as their findings may change; with `settled` it is
   * waited for them first.
   */
  summary: asks('read', 'divisions')
    .input(z.object({ by: z.enum(['rule', 'division', 'charge']), filter: findingFilterShape.default({}), settled: z.boolean().optional() }))
    .output(z.object({ rows: z.array(countedShape), due: z.number() })),
  list: asks('read', 'divisions')
    .input(
      z.object({ filter: findingFilterShape.default({}), limit: z.number().int().min(1).max(500).default(100), offset: z.number().int().min(0).default(0) }),
    )
    .output(z.object({ total: z.number(), rows: z.array(findingItemShape) })),
  /** Does the same with many findings, as one change set. */
  act: asks(['enter', 'review'], 'divisions')
    .input(z.object({ findings: z.array(findingKeyShape).min(1).max(5000), does: findingActShape }))
    .output(z.object({ changeSet: z.string().nullable(), done: z.number(), proposed: z.number() })),
  setRule: asks('set parameters', 'unit')
    .input(z.object({ rule: z.string(), off: z.boolean(), reason: z.string().trim().min(1).max(1000) }))
    .output(z.object({ changeSet: z.string().nullable() })),
  /** Looks at all records by all rules. */
  run: asks(['enter', 'review'], 'unit').output(jobStartedShape),
  /** The findings as a workbook. */
  export: asks('export', 'divisions')
    .input(z.object({ filter: findingFilterShape.default({}) }))
    .output(jobStartedShape),
}
