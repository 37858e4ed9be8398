import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { askerOf } from '../../access/asker.ts'
import { may } from '../../access/permissions.ts'
import { registerOf } from '../../catalogue/index.ts'
import { momentsOf } from '../../procedures/moments.ts'
import { belongingTo } from '../../registers/belonging.ts'
import { knownRegister } from '../../registers/find.ts'
import { mayAsk } from '../../registers/hidden.ts'
import { changesFor, entriesFor, historyFor } from '../../registers/journal.ts'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core, type Office } from '../../runtime.ts'
import type { Changed } from '../../store/change.ts'
import { NationalDivisions } from '../divisions/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { removeRecords, restoreRecords, saveRecord } from './saving.ts'
import { undoAsJob } from './undo.ts'
import type { HistoryEntry, SavedView } from './contract.ts'
import { chooseFrom, findQuickly } from './findQuickly.ts'
import { namesOf } from './names.ts'
import { inAnyYear, readyViews } from './readyViews.ts'

const doneOf = ({ changeSet, proposed }: Changed<unknown>): { changeSet: string | null; proposed: number } => ({ changeSet, proposed })

/** Procedures of the register engine. */
export function recordHandlers(core: Core) {
  const os = builder.records
  const national = new NationalDivisions(join(core.resourcesDirectory, 'divisions'))
  return {
    query: os.query.handler(({ input, context, signal }) => core.office().records.page(core.user(context), input, signal)),
    count: os.count.handler(async ({ input, context, signal }) => ({ total: await core.office().records.countAll(core.user(context), input, signal) })),
    values: os.values.handler(({ input, context, signal }) => core.office().records.valuesSoon(core.user(context), input, signal)),
    places: os.places.handler(async ({ input, context, signal }) => {
      const { records, divisions } = core.office()
      return withThoseAbove(await records.countByPlaceSoon(core.user(context), input, signal), (code) => divisions.pathOf(code))
    }),
    get: os.get.handler(({ input, context }) => core.office().records.get(core.user(context), input.register, input.id, { unmasked: input.unmasked })),
    save: os.save.handler(({ input, context }) => saveRecord(core.office(), core.user(context), input)),
    batch: os.batch.handler(({ input, context }) => core.office().records.batch(core.user(context), input)),
    begin: os.begin.handler(async ({ input, context }) => {
      const { records } = core.office()
      const { refused, ...rest } = await records.begin(core.user(context), input)
      return { ...rest, refused: refused.map((one) => ({ ...one, title: records.titleOf(input.of, one.id) })) }
    }),
    remove: os.remove.handler(async ({ input, context }) => doneOf(await removeRecords(core.office(), core.user(context), input))),
    restore: os.restore.handler(async ({ input, context }) => doneOf(await restoreRecords(core.office(), core.user(context), input))),
    history: os.history.handler(({ input, context }) => ({
      entries: historyEntries(core.office(), core.user(context), input.register, input.id, { field: input.field, related: input.related }),
    })),
    moments: os.moments.handler(({ input, context }) => {
      const [{ records }, user] = [core.office(), core.user(context)]
      records.get(user, input.register, input.id)
      return momentsOf(records, user, input)
    }),
    choices: os.choices.handler(({ input, context, signal }) => chooseFrom(core.office(), core.user(context), input, signal)),
    find: os.find.handler(({ input, context, signal }) => findQuickly(core.office(), core.user(context), input, signal)),
    names: os.names.handler(({ input, context }) => namesOf(core.office(), core.user(context), national, input)),
    views: os.views.handler(({ input, context }) => views(core.office(), core.user(context), input.register)),
    readyViews: os.readyViews.handler(({ input, context }) => readyViews(core.office(), core.user(context), input, localDay(core.now()))),
    saveView: os.saveView.handler(async ({ input, context }) => {
      const user = core.user(context)
      knownRegister(input.register)
      const id = input.id ?? randomUUID()
      const detail = JSON.stringify({ where: input.where, sort: input.sort, columns: input.columns })
      await core.office().store.bookkeep((database) =>
        database.run(
          `INSERT INTO saved_view (id, register, name, user_id, shared, detail) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, shared = excluded.shared, detail = excluded.detail WHERE user_id = excluded.user_id`,
          id,
          input.register,
          input.name,
          user.id,
          input.shared ? 1 : 0,
          detail,
        ),
      )
      return { id }
    }),
    removeView: os.removeView.handler(async ({ input, context }) => {
      const user = core.user(context)
      await core.office().store.bookkeep((database) => database.run('DELETE FROM saved_view WHERE id = ? AND user_id = ?', input.id, user.id))
      return { done: true as const }
    }),
    changes: os.changes.handler(({ input, context }) => {
      const user = core.user(context)
      if (!may(user, 'see change log')) throw new AppError('FORBIDDEN', '您没有查看操作记录的权限。', '请联系管理员。')
      const { store, unit } = core.office()
      return changesFor(store, askerOf(user, unit.code), input)
    }),
    changeEntries: os.changeEntries.handler(({ input, context }) => {
      const user = core.user(context)
      if (!may(user, 'see change log')) throw new AppError('FORBIDDEN', '您没有查看操作记录的权限。', '请联系管理员。')
      const { store, unit } = core.office()
      return entriesFor(store, askerOf(user, unit.code), input.changeSet, input)
    }),
    undo: os.undo.handler(({ input, context }) => undoAsJob(core, core.user(context), input.changeSet)),
  }
}

/** The counts of divisions, each counted in those above it, too. */
function withThoseAbove(
  counts: ReadonlyMap<string, number>,
  pathOf: (code: string) => readonly { readonly code: string }[],
): { code: string; count: number }[] {
  const sums = new Map<string, number>()
  for (const [code, count] of counts) for (const above of pathOf(code)) sums.set(above.code, (sums.get(above.code) ?? 0) + count)
  return [...sums].map(([code, count]) => ({ code, count }))
}

/** History of a record, with that of what belongs to it if asked for; masked like the record itself. */
export function historyEntries(
  office: Office,
  user: SessionUser,
  registerName: string,
  id: string,
  options: { readonly field?: string | undefined; readonly related?: boolean | undefined } = {},
): HistoryEntry[] {
  const register = knownRegister(registerName)
  office.records.get(user, register.name, id)
  const records = [{ register: register.name, id }, ...(options.related === true ? belongingTo(office.store.read, register.name, id) : [])]
  return historyFor(office.store, askerOf(user, office.unit.code), records, options.field).filter((entry) => !isInnerFact(entry))
}

const ATTACHMENT = registerOf('attachment')

/** What the program itself keeps of an attachment; the list of operations shows it, the history of a record need not. */
const INNER_FACTS: ReadonlySet<string | undefined> = new Set(['register', 'record', ATTACHMENT.owner, 'sha256', 'media_type', 'width', 'height'])

function isInnerFact(entry: HistoryEntry): boolean {
  return entry.register === ATTACHMENT.name && entry.field !== null && INNER_FACTS.has(entry.field)
}

/** One's own views and those that others share, as far as they compare only what the user may see. */
function views(office: Office, user: SessionUser, register: string): SavedView[] {
  type ViewRow = { id: string; register: string; name: string; shared: number; detail: string }
  return office.store.read
    .all<ViewRow>(
      'SELECT id, register, name, shared, detail FROM saved_view WHERE register = ? AND (user_id = ? OR shared = 1) ORDER BY name, id',
      register,
      user.id,
    )
    .map(({ id, name, shared, detail }) => ({
      id,
      register,
      name,
      shared: shared === 1,
      ...(JSON.parse(detail) as Pick<SavedView, 'where' | 'sort' | 'columns'>),
    }))
    .filter(({ where, sort }) => mayAsk(askerOf(user, office.unit.code), knownRegister(register), where === null ? null : inAnyYear(where), sort))
}
