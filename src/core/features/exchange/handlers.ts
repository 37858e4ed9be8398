import { builder, type Core } from '../../runtime.ts'
import { deskHandlers } from './deskHandlers.ts'
import { listFormerEdits, settleFormerEdits } from './formerEdits.ts'
import { digestTable, gridOf, overviewOf, packageRows, siteSummaries } from './overview.ts'
import { giveAgain, keptPackages, noteSaved } from './outbox.ts'
import { countPlan, editsOf, planPackage, recipientsOf } from './plan.ts'
import { previewRows } from './previewRows.ts'
import { ExchangeService } from './service.ts'
import { undoPackage } from './undoing.ts'

/** Procedures of the exchange between offices. */
export function exchangeHandlers(core: Core) {
  const os = builder.exchange
  const service = new ExchangeService(core)
  /** The user of a call, who must be allowed to exchange data. */
  const exchanging = (context: Parameters<Core['user']>[0]) => {
    const user = core.user(context)
    service.requireExchange(user)
    return user
  }
  return {
    ...deskHandlers(core),
    overview: os.overview.handler(({ context }) => {
      core.user(context)
      return overviewOf(core.office())
    }),
    sites: os.sites.handler(({ context }) => {
      core.user(context)
      return siteSummaries(core.office())
    }),
    request: os.request.handler(({ input, context }) => {
      service.requireSites(core.user(context))
      return service.request(core.office(), core.user(context), input.label, input.renew)
    }),
    readRequest: os.readRequest.handler(async ({ input, context }) => {
      const user = core.user(context)
      service.requireSites(user)
      const { card, fingerprint, made, renewal, known } = await service.readRequest(core.office(), core.files.resolve(input.ticket, user.id).path)
      return { site: card.site, unit: card.unit, unitName: card.unitName, label: card.label, fingerprint, madeAt: made, renewal, known }
    }),
    admit: os.admit.handler(async ({ input, context }) => {
      const user = core.user(context)
      service.requireSites(user)
      const answer = await service.admit(core.office(), user, core.files.resolve(input.ticket, user.id).path, input)
      core.files.discard(input.ticket)
      return answer
    }),
    withdraw: os.withdraw.handler(async ({ input, context }) => {
      const user = core.user(context)
      service.requireSites(user)
      await service.withdraw(core.office(), user, input.site, input.reason)
      return { done: true as const }
    }),
    recipients: os.recipients.handler(({ context }) => {
      exchanging(context)
      return recipientsOf(core.office())
    }),
    upgraded: os.upgraded.handler(async ({ input, context }) => {
      exchanging(context)
      await service.noteUpgraded(core.office(), input.to)
      return { done: true as const }
    }),
    places: os.places.handler(({ context }) => {
      exchanging(context)
      return service.places.list()
    }),
    packPreview: os.packPreview.handler(async ({ input, context }) => {
      exchanging(context)
      const office = core.office()
      const plan = await planPackage(office, input.to, input.full)
      const recipient = recipientsOf(office).find((candidate) => candidate.to === input.to)
      const fileBytes =
        office.store.read.get<{ bytes: number | null }>(
          'SELECT sum(size) AS bytes FROM (SELECT DISTINCT sha256, size FROM attachment WHERE sha256 IN (SELECT value FROM json_each(?)))',
          JSON.stringify(plan.files),
        )?.bytes ?? 0
      return {
        recipient: recipient ?? {
          to: input.to,
          kind: 'site' as const,
          label: plan.unitName,
          unit: plan.unit,
          unsent: null,
          lastSent: null,
          lastAcknowledged: null,
          outdated: [],
        },
        full: plan.full,
        records: plan.records,
        edits: editsOf(office, plan),
        files: plan.files.length,
        fileBytes,
        ...countPlan(office, plan),
      }
    }),
    pack: os.pack.handler(async ({ input, context }) => {
      const user = exchanging(context)
      const directory = input.place === undefined ? null : await service.places.folder(input.place)
      return { job: service.pack(core.office(), user, { to: input.to, full: input.full, passphrase: input.passphrase, directory }) }
    }),
    packages: os.packages.handler(({ input, context }) => {
      exchanging(context)
      return packageRows(core.office(), input, core.now(), keptPackages(core))
    }),
    grid: os.grid.handler(({ input, context }) => {
      exchanging(context)
      return gridOf(core.office(), input.year, core.now())
    }),
    scan: os.scan.handler(({ input, context }) => {
      exchanging(context)
      return service.scan(core.office(), input.place)
    }),
    inspect: os.inspect.handler(({ input, context }) => {
      const user = exchanging(context)
      return service.inspect(core.office(), core.files.resolve(input.ticket, user.id), input.ticket, input.passphrase)
    }),
    open: os.open.handler(({ input, context }) => {
      const user = exchanging(context)
      const file = input.ticket === undefined ? service.places.file(input.file ?? '') : core.files.resolve(input.ticket, user.id)
      return { job: service.open(core.office(), user, { ...file, ticket: input.ticket ?? null }, input.passphrase) }
    }),
    previewRows: os.previewRows.handler(({ input, context }) => {
      const user = exchanging(context)
      return previewRows(core.office(), user, service.held(user, input.package).tried.tally, input)
    }),
    apply: os.apply.handler(async ({ input, context }) => {
      const user = exchanging(context)
      const directory = input.place === undefined ? null : await service.places.folder(input.place)
      return { job: service.apply(core.office(), user, input.package, directory) }
    }),
    close: os.close.handler(async ({ input, context }) => {
      exchanging(context)
      await service.close(input.package)
      return { done: true as const }
    }),
    undoApply: os.undoApply.handler(({ input, context }) => undoPackage(core.office(), exchanging(context), input.package)),
    receipt: os.receipt.handler(({ input, context }) => {
      const user = exchanging(context)
      return service.receipt(core.office(), user, input.package)
    }),
    packageFile: os.packageFile.handler(({ input, context }) => giveAgain(core, core.office(), input.package, exchanging(context).id)),
    saved: os.saved.handler(async ({ input, context }) => {
      exchanging(context)
      await noteSaved(core.office(), input.ticket, core.now().toISOString())
      return { done: true as const }
    }),
    formerEdits: os.formerEdits.handler(({ input, context }) => listFormerEdits(core.office(), exchanging(context), input)),
    settleFormerEdits: os.settleFormerEdits.handler(({ input, context }) => settleFormerEdits(core.office(), exchanging(context), input)),
    digest: os.digest.handler(({ context, signal }) => {
      core.user(context)
      return digestTable(core.office(), signal)
    }),
    folder: os.folder.handler(async ({ input, context }) => {
      const user = exchanging(context)
      return { id: await service.places.addFolder(core.files.resolve(input.ticket, user.id).path) }
    }),
  }
}
