/** Assembles the core: everything behind the one contract. Shells call {@link createApp} and serve what it returns. */
import type { ListedForm } from './forms/registry.ts'
import { lazy } from '@orpc/server'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { backupHandlers } from './features/backups/handlers.ts'
import { divisionHandlers } from './features/divisions/handlers.ts'
import type { Filled, FillOptions } from './features/demo/index.ts'
import { dueHandlers } from './features/due/handlers.ts'
import { noticeHandlers } from './features/notices/handlers.ts'
import { householdHandlers } from './features/household/handlers.ts'
import { jobHandlers } from './features/jobs/handlers.ts'
import { lockHandlers } from './features/locks/handlers.ts'
import { procedureHandlers } from './features/procedures/handlers.ts'
import { recordHandlers } from './features/records/handlers.ts'
import { sessionHandlers } from './features/session/handlers.ts'
import { userHandlers } from './features/users/handlers.ts'
import { FileTickets } from './files/tickets.ts'
import { Jobs } from './jobs/jobs.ts'
import type { OnUnforeseen } from './errors.ts'
import type { KeyringOptions } from './keyring/index.ts'
import { OfficeHost } from './office/officeHost.ts'
import { knownRegister } from './registers/find.ts'
import { stated } from './rights.ts'
import type { ServedApp } from './shell/served.ts'
import { lockDirectory } from './store/lock.ts'
import { VERSION } from './version.ts'

export interface AppOptions {
  readonly dataDirectory: string
  /** The program's `resources` folder. */
  readonly resourcesDirectory: string
  /** For uploads and files made for the user; emptied at start. */
  readonly temporaryDirectory: string
  readonly now?: () => Date
  /** Cheaper key derivation for tests. */
  readonly keyring?: KeyringOptions
  readonly onSlow?: (sql: string, milliseconds: number) => void
  /** Entries from which a thread of its own writes; tests say other numbers. */
  readonly threadFrom?: number
  /** See {@link HostOptions.staysOpen}. */
  readonly staysOpen?: boolean
  /** Told of the causes of failures inside jobs, for the log. */
  readonly onUnforeseen?: OnUnforeseen
}

export interface App extends ServedApp {
  readonly host: OfficeHost
}

/** Takes the data folder and returns the app. Throws DATABASE_IN_USE while another process has it. Nothing is unlocked yet. */
export async function createApp(options: AppOptions): Promise<App> {
  mkdirSync(options.dataDirectory, { recursive: true, mode: 0o700 })
  const release = lockDirectory(options.dataDirectory)
  try {
    const now = options.now ?? (() => new Date())
    const files = new FileTickets(join(options.temporaryDirectory, 'made'))
    const host = new OfficeHost({
      dataDirectory: options.dataDirectory,
      resourcesDirectory: options.resourcesDirectory,
      version: VERSION,
      jobs: new Jobs(now, options.onUnforeseen),
      files,
      now,
      staysOpen: options.staysOpen ?? false,
      ...(options.keyring === undefined ? {} : { keyring: options.keyring }),
      ...(options.onSlow === undefined ? {} : { onSlow: options.onSlow }),
      ...(options.threadFrom === undefined ? {} : { threadFrom: options.threadFrom }),
    })
    await host.recover()
    return {
      host,
      router: assemble(host),
      files: {
        accept: (path, name, { temporary, session }) => files.accept(path, name, host.holderOf({ session }), { temporary }),
        requireRoom: (session, bytes) => files.requireRoom(host.holderOf({ session }), bytes),
        resolve: (ticket, session) => files.resolve(ticket, host.holderOf({ session })),
      },
      close: async () => {
        await host.close()
        files.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Makes the demonstration county in an empty data folder and logs the caller in. The data is synthetic. */
export async function createDemo(
  app: App,
  {
    session,
    login,
    password,
    ...fill
  }: { readonly session: string; readonly login: string; readonly password: string } & Omit<FillOptions, 'actor' | 'attachments' | 'divisions'>,
): Promise<Filled & { recoveryCode: string }> {
  const { host } = app
  const { recoveryCode } = await host.setUp(
    { session },
    {
      unit: '621125',
      login,
      displayName: '演示管理员',
      password,
      year: 2015,
      demo: true,
    },
  )
  const { fillDemo } = await import('./features/demo/index.ts')
  const filled = await fillDemo(host.office().store, {
    actor: { id: 'demo', name: '演示数据' },
    divisions: host.national,
    attachments: host.office().attachments,
    lives: true,
    ...fill,
  })
  return { ...filled, recoveryCode }
}

/** Procedures whose program is loaded when the first of them is called, once: most days begin without an import, a form or a package. */
function whenAsked<R extends object>(load: () => Promise<R>) {
  let loading: Promise<{ default: R }> | null = null
  return lazy(() => (loading ??= load().then((handlers) => ({ default: handlers }))))
}

/** The exchange of files, and what goes by it: moves between offices and what is sent back. */
async function allExchange(host: OfficeHost) {
  const [{ exchangeHandlers }, { transferHandlers }, { reviewHandlers }] = await Promise.all([
    import('./features/exchange/handlers.ts'),
    import('./features/transfers/handlers.ts'),
    import('./features/reviews/handlers.ts'),
  ])
  return { ...exchangeHandlers(host), ...transferHandlers(host), ...reviewHandlers(host) }
}

function assemble(host: OfficeHost): ServedApp['router'] {
  return stated(host).router({
    session: sessionHandlers(host),
    records: recordHandlers(host),
    household: householdHandlers(host),
    balance: whenAsked(async () => (await import('./features/balance/handlers.ts')).balanceHandlers(host)),
    checks: whenAsked(async () => (await import('./features/checks/handlers.ts')).checksHandlers(host)),
    divisions: divisionHandlers(host),
    locks: lockHandlers(host),
    succession: whenAsked(async () => (await import('./features/succession/handlers.ts')).successionHandlers(host)),
    procedures: procedureHandlers(host),
    due: dueHandlers(host),
    plans: whenAsked(async () => (await import('./features/plans/handlers.ts')).planHandlers(host)),
    money: whenAsked(async () => (await import('./features/money/handlers.ts')).moneyHandlers(host)),
    shortfalls: whenAsked(async () => (await import('./features/shortfalls/handlers.ts')).shortfallHandlers(host)),
    battle: whenAsked(async () => (await import('./features/battle/handlers.ts')).battleHandlers(host)),
    projects: whenAsked(async () => (await import('./features/projects/handlers.ts')).projectHandlers(host)),
    notices: noticeHandlers(host),
    targets: whenAsked(async () => (await import('./features/targets/handlers.ts')).targetHandlers(host)),
    undoing: whenAsked(async () => (await import('./features/undoing/handlers.ts')).undoingHandlers(host)),
    imports: whenAsked(async () => (await import('./features/imports/handlers.ts')).importHandlers(host)),
    exports: whenAsked(async () => (await import('./features/exports/handlers.ts')).exportHandlers(host)),
    paper: whenAsked(async () => (await import('./features/paper/handlers.ts')).paperHandlers(host)),
    jobs: jobHandlers(host, { onSession: (listener) => host.onSession(listener), lookUser: (context) => host.lookUser(context) }),
    users: userHandlers(host, () => host.userContext()),
    backups: backupHandlers(host, {
      environment: () => host.backupEnvironment(),
      folderRights: () => host.folderRights,
      dataKey: () => host.dataKey(),
      restore: (context, file, given) => host.restore(context, file, given),
      restoring: (context) => host.lookUser(context),
      holderOf: (context) => host.holderOf(context),
    }),
    rescue: whenAsked(async () => {
      const { rescueHandlers } = await import('./features/rescue/handlers.ts')
      return rescueHandlers(host, { run: (context, given) => host.rescue(context, given), rescuing: (context) => host.lookUser(context) })
    }),
    home: whenAsked(async () => (await import('./features/home/handlers.ts')).homeHandlers(host)),
    statistics: whenAsked(async () => (await import('./features/statistics/handlers.ts')).statisticHandlers(host)),
    comparisons: whenAsked(async () => (await import('./features/comparisons/handlers.ts')).comparisonHandlers(host)),
    draws: whenAsked(async () => (await import('./features/draws/handlers.ts')).drawHandlers(host)),
    questionnaires: whenAsked(async () => (await import('./features/questionnaires/handlers.ts')).questionnaireHandlers(host)),
    exchange: whenAsked(() => allExchange(host)),
    attachments: whenAsked(async () => (await import('./features/attachments/handlers.ts')).attachmentHandlers(host)),
  }) as ServedApp['router']
}

/** What can be made without any data, for those who have not set up an office yet. */
export const withoutData = {
  /** Writes the data dictionary with the parameters a new office begins with. */
  dictionary: async (path: string): Promise<void> => {
    const { dictionaryTo } = await import('./features/exports/dictionary.ts')
    await dictionaryTo(path, null)
  },
  /** Writes the entry template of a register, without villages to choose from. Throws NOT_FOUND for a name that is no register. */
  template: async (path: string, register: string): Promise<void> => {
    const { writeRegisterTemplate } = await import('./features/imports/template.ts')
    await writeRegisterTemplate(path, knownRegister(register).name, [], (code) => code)
  },
  /** The standard forms; the office's own copies are not known here. */
  forms: async (): Promise<(ListedForm & { readonly from: null })[]> => {
    const { forms, listedForm } = await import('./forms/registry.ts')
    return forms.map((form) => ({ ...listedForm(form), own: false, from: null, edited: false }))
  },
}
