import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { checkConflict, listConflicts, resolveByRule, resolveConflicts } from './conflicts.ts'
import { keepApart, listDuplicates, mergeDuplicates } from './duplicates.ts'
import { inChargeOf, inChargeOfRecord } from './inCharge.ts'
import { checkProposals, listProposals, settleProposals } from './proposals.ts'

/** Procedures of the desks: conflicts, duplicates, proposals. */
export function deskHandlers(core: Core) {
  const os = builder.exchange
  const today = (): string => localDay(core.now())
  return {
    conflicts: os.conflicts.handler(({ input, context }) => {
      const user = core.user(context)
      return listConflicts(core.office(), user, input)
    }),
    resolve: os.resolve.handler(({ input, context }) => {
      const user = core.user(context)
      return resolveConflicts(core.office(), user, input.decisions, input.reason, today())
    }),
    conflictChecks: os.conflictChecks.handler(({ input, context }) => {
      const user = core.user(context)
      return checkConflict(core.office(), user, input)
    }),
    resolveByRule: os.resolveByRule.handler(({ input, context }) => {
      const user = core.user(context)
      return resolveByRule(core.office(), user, input, today())
    }),
    duplicates: os.duplicates.handler(({ input, context }) => {
      const user = core.user(context)
      return listDuplicates(core.office(), user, input)
    }),
    mergeDuplicates: os.mergeDuplicates.handler(({ input, context }) => {
      const user = core.user(context)
      return mergeDuplicates(core.office(), user, input)
    }),
    keepApart: os.keepApart.handler(({ input, context }) => {
      const user = core.user(context)
      return keepApart(core.office(), user, input, today())
    }),
    proposals: os.proposals.handler(({ input, context }) => {
      const user = core.user(context)
      return listProposals(core.office(), user, input)
    }),
    settleProposals: os.settleProposals.handler(({ input, context }) => {
      const user = core.user(context)
      return settleProposals(core.office(), user, input)
    }),
    proposalChecks: os.proposalChecks.handler(({ input, context }) => {
      const user = core.user(context)
      return checkProposals(core.office(), user, input.ids)
    }),
    inCharge: os.inCharge.handler(({ input, context }) => {
      const user = core.user(context)
      return 'place' in input ? inChargeOf(core.office(), user, input.place) : inChargeOfRecord(core.office(), user, input.register, input.record)
    }),
  }
}
