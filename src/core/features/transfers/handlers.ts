import { join } from 'node:path'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { NationalDivisions } from '../divisions/index.ts'
import { noteDecision } from './decisions.ts'
import { destinations } from './destinations.ts'
import { listTransfers, settleTransfer, transferOut } from './households.ts'
import { listPersonTransfers, personTransferOut, settlePersonTransfer } from './people.ts'

/** Procedures of moves of households and people. */
export function transferHandlers(core: Core) {
  const os = builder.exchange
  const national = new NationalDivisions(join(core.resourcesDirectory, 'divisions'))
  const today = (): string => localDay(core.now())
  return {
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
  }
}
