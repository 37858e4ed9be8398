import { localDay } from '../../rules/dates.ts'
import { join } from 'node:path'
import { builder, type Core } from '../../runtime.ts'
import { NationalDivisions } from '../divisions/index.ts'
import { checkConflict, listConflicts, resolveByRule, resolveConflicts } from './conflicts.ts'
import { noteDecision } from './decisions.ts'
import { keepApart, listDuplicates, mergeDuplicates } from './duplicates.ts'
import { inChargeOf } from './inCharge.ts'
import { checkProposals, listProposals, settleProposals } from './proposals.ts'
import { answerReturn, closeReturn, listReturns, returnHousehold } from './returns.ts'
import { listPersonTransfers, personTransferOut, settlePersonTransfer } from './personTransfers.ts'
import { destinations, listTransfers, settleTransfer, transferOut } from './transfers.ts'

/** Procedures of the desks: conflicts, duplicates, proposals, transfers, returns. */
export function deskHandlers(core: Core) {
  const os = builder.exchange
  const national = new NationalDivisions(join(core.resourcesDirectory, 'divisions'))
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
    transfers: os.transfers.handler(({ input, context }) => {
      const user = core.user(context)
      return listTransfers(core.office(), user, national, input)
    }),
    transferOut: os.transferOut.handler(({ input, context }) => {
      const user = core.user(context)
      return transferOut(core.office(), user, national, input, today())
    }),
    settleTransfer: os.settleTransfer.handler(({ input, context }) => {
      const user = core.user(context)
      return settleTransfer(core.office(), user, input, today())
    }),
    personTransfers: os.personTransfers.handler(({ input, context }) => {
      const user = core.user(context)
      return listPersonTransfers(core.office(), user, national, input)
    }),
    personTransferOut: os.personTransferOut.handler(({ input, context }) => {
      const user = core.user(context)
      return personTransferOut(core.office(), user, national, input, today())
    }),
    settlePersonTransfer: os.settlePersonTransfer.handler(({ input, context }) => {
      const user = core.user(context)
      return settlePersonTransfer(core.office(), user, input, today())
    }),
    noteDecision: os.noteDecision.handler(({ input, context }) => {
      const user = core.user(context)
      return noteDecision(core.office(), user, input.id)
    }),
    destinations: os.destinations.handler(({ input, context }) => {
      core.user(context)
      return destinations(core.office(), national, input.text)
    }),
    returns: os.returns.handler(({ input, context }) => {
      const user = core.user(context)
      return listReturns(core.office(), user, input)
    }),
    returnHousehold: os.returnHousehold.handler(({ input, context }) => {
      const user = core.user(context)
      return returnHousehold(core.office(), user, input, today())
    }),
    answerReturn: os.answerReturn.handler(({ input, context }) => {
      const user = core.user(context)
      return answerReturn(core.office(), user, input, today())
    }),
    closeReturn: os.closeReturn.handler(({ input, context }) => {
      const user = core.user(context)
      return closeReturn(core.office(), user, input.id)
    }),
    inCharge: os.inCharge.handler(({ input, context }) => {
      const user = core.user(context)
      return inChargeOf(core.office(), user, input.village)
    }),
  }
}
