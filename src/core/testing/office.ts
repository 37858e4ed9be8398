/** A real office for tests: encrypted database in a temporary folder, real divisions, real engine, small demo on file if wished. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AttachmentFiles, attachmentKeys } from '../features/attachments/index.ts'
import { bulkWorks } from '../features/bulkWorks.ts'
import { leaveSheets } from '../features/corrections/index.ts'
import { fillDemo } from '../features/demo/index.ts'
import { OfficeDivisions } from '../features/divisions/index.ts'
import { derivations } from '../features/derivations.ts'
import { doubtedFor } from '../features/checks/service.ts'
import { checksOf } from '../features/checks/subjects.ts'
import { reckonFor } from '../features/reckoners.ts'
import type { SessionUser } from '../features/session/contract.ts'
import { Records } from '../registers/records.ts'
import { parameterDefaults, parameterReader } from '../rules/parameters.ts'
import type { Office } from '../runtime.ts'
import { Store } from '../store/index.ts'
import { putEmptyDatabase } from '../store/testing/template.ts'
import { inPlace } from '../writing/bulk.ts'
import { inThread } from '../writing/writingThread.ts'
import { nationalDivisions } from './builders.ts'

export interface TestOffice extends Office {
  readonly directory: string
  /** Closes the store and removes the folder. */
  end(): Promise<void>
}

export const TODAY = '2015-11-20'

/** Users of every kind, for rights. */
export const people = {
  administrator: { id: 'u-admin', login: 'admin', displayName: '王主任', role: 'administrator', divisions: [], mustChangePassword: false },
  /** Enters 武阳镇 only. */
  clerk: { id: 'u-clerk', login: 'clerk', displayName: '李文书', role: 'entry', divisions: ['621125100000'], mustChangePassword: false },
  reader: { id: 'u-reader', login: 'reader', displayName: '赵只读', role: 'reader', divisions: [], mustChangePassword: false },
} as const satisfies Record<string, Omit<SessionUser, 'divisions'> & { divisions: readonly string[] }>

/** The people above as the contract types them. */
export function userOf(name: keyof typeof people): SessionUser {
  return { ...people[name], divisions: [...people[name].divisions] }
}

export interface TestOfficeOptions {
  readonly households?: number
  readonly lives?: boolean
  /** Entries from which a thread writes; without it none does. */
  readonly threadFrom?: number
  /** Records computed with a change from which on a thread does it, where there is one. */
  readonly far?: number
}

/** Opens an office of 漳县 with its divisions and parameters; `households` of the demo are put on file, with what happened to them where `lives` are asked for. */
export async function testOffice(options: TestOfficeOptions = {}): Promise<TestOffice> {
  const directory = mkdtempSync(join(tmpdir(), 'bangfu-test-'))
  const key = new Uint8Array(32).fill(7)
  await putEmptyDatabase(directory, key)
  const store = await Store.open({ directory, key, derivations })
  await store.setMeta('unit', JSON.stringify({ code: '621125000000', name: '漳县' }))
  await store.setMeta('year', '2015')
  if (options.households === undefined) {
    const divisions = await nationalDivisions.countyDivisions('621125000000')
    await store.change({ id: 'set-up', name: '设立' }, { kind: 'set-up', title: '设立单位' }, (transaction) => {
      for (const division of divisions) transaction.insert('division', { ...division })
      for (const parameter of parameterDefaults) transaction.insert('parameter', { ...parameter })
    })
  } else {
    await fillDemo(store, { actor: { id: 'demo', name: '演示' }, divisions: nationalDivisions, households: options.households, lives: options.lives === true })
  }
  const divisions = new OfficeDivisions(store)
  const parameters = parameterReader(parameterDefaults)
  const checks = checksOf(store, { parameters: () => parameters, today: () => TODAY })
  await checks.begin()
  const unit = { code: '621125000000', name: '漳县' }
  const records = new Records(
    store,
    divisions,
    checks.guard,
    doubtedFor({ checks, unit }, () => TODAY),
    leaveSheets(() => TODAY),
    reckonFor({ store, parameters: () => parameters }, () => TODAY),
  )
  const inThisThread = inPlace({ store, records }, bulkWorks)
  const { threadFrom: from, far } = options
  const entry = new URL('../office/bulkWorker.ts', import.meta.url)
  return {
    directory,
    store,
    divisions,
    records,
    bulk:
      from === undefined
        ? inThisThread
        : inThread({
            store,
            directory,
            key,
            now: () => new Date(`${TODAY}T08:00:00Z`),
            entry,
            inPlace: inThisThread,
            from,
            ...(far === undefined ? {} : { far }),
          }),
    checks,
    attachments: new AttachmentFiles(directory, attachmentKeys(key)),
    parameters: () => parameters,
    unit,
    end: async () => {
      await store.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
