import { mayReadRecord, askerOf } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import { builder, type Core, type Office } from '../../runtime.ts'
import { inChargeOf } from '../exchange/index.ts'
import type { ReadDatabase } from '../../store/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { allocate, book, carryOver, giveBack } from './acts.ts'
import { claimFor, readBankList } from './bankList.ts'
import type { TransitLine } from './contract.ts'
import { flowOf } from './flow.ts'
import { openEntries } from './transit.ts'

/** Procedures of money. */
export function moneyHandlers(core: Core) {
  const os = builder.money
  return {
    allocate: os.allocate.handler(({ input, context }) => {
      const user = core.user(context)
      return allocate(core.office(), user, input)
    }),
    book: os.book.handler(({ input, context }) => {
      const user = core.user(context)
      return book(core.office(), user, input)
    }),
    giveBack: os.giveBack.handler(({ input, context }) => {
      const user = core.user(context)
      return giveBack(core.office(), user, input)
    }),
    carryOver: os.carryOver.handler(({ input, context }) => {
      const user = core.user(context)
      return carryOver(core.office(), user, input)
    }),
    flow: os.flow.handler(({ input, context }) => {
      const user = core.user(context)
      return flowOf(core.office(), user, input.year)
    }),
    bankList: os.bankList.handler(({ input, context }) => {
      const user = core.user(context)
      claimFor(core.office(), user, input.claim)
      const picked = core.files.borrow(input.ticket, user.id)
      const title = `${input.kind === 'list' ? '发放名单' : '银行回单'} ${picked.name}`
      return {
        job: core.jobs.start({ kind: 'bank-list', title, by: user }, async (job) => {
          try {
            return await readBankList(core.office(), user, input, picked.path, job)
          } finally {
            picked.release()
            if (input.save) core.files.discard(input.ticket)
          }
        }),
      }
    }),
    transit: os.transit.handler(({ context }) => {
      const user = core.user(context)
      return transitLines(core.office(), user)
    }),
  }
}

/** What is on the way, as far as the asker reads. */
export function transitLines(office: Office, user: SessionUser): readonly TransitLine[] {
  const asker = askerOf(user, office.unit.code)
  const entries = openEntries(office.store.read).filter(({ register, place }) => mayReadRecord(asker, registerOf(register), place))
  const named = allocationsNamed(office.store.read, [...new Set(entries.map(({ allocation }) => allocation))])
  const ours = new Map([...new Set(entries.map(({ receiver }) => receiver))].map((receiver) => [receiver, inChargeOf(office, user, receiver) === null]))
  return entries.map(({ id, register, allocation, amount, on, place, receiver }) => {
    const { no, source, project } = named.get(allocation) ?? { no: null, source: '', project: null }
    const placeName = office.divisions.fullName(receiver)
    return { id, register, allocation, allocationNo: no, source, project, amount, on, place, placeName, ours: ours.get(receiver) === true }
  })
}

interface AllocationNames {
  readonly no: string | null
  readonly source: string
  readonly project: string | null
}

/** What allocations are called, by id, in one statement. */
function allocationsNamed(database: ReadDatabase, ids: readonly string[]): ReadonlyMap<string, AllocationNames> {
  const rows = database.all<AllocationNames & { id: string }>(
    `SELECT a.id, a.allocation_no AS no, s.name AS source, p.name AS project FROM json_each(?) j JOIN fund_allocation a ON a.id = j.value
     JOIN fund_source s ON s.id = a.source_id LEFT JOIN project p ON p.id = a.project_id`,
    JSON.stringify(ids),
  )
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
