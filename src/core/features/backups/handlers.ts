import { join } from 'node:path'
import { may, type Action } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { rightsSentence, type FolderRights } from '../../files/folderRights.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import { builder, type Core } from '../../runtime.ts'
import { ATTACHMENT_FOLDER } from '../attachments/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { contentsIn, sizeOfContents } from './attachmentPart.ts'
import type { BackupSummary, RestoreGiven } from './contract.ts'
import { createBackup, listBackups, tidyBackups, type BackupEntry, type BackupEnvironment } from './index.ts'
import { verifyData } from './verifyData.ts'

/** What backups need of the application, which alone holds the data key and can close and open the data. */
export interface BackupPorts {
  /** Where data and backups lie; throws LOCKED while the data is closed. */
  environment(): BackupEnvironment
  /** The data key of the open data. */
  dataKey(): Uint8Array
  /**
   * Puts a backup in the place of the data, if what was given allows it: closes the store, swaps, opens again what then lies there, whether the
   * restore succeeded or not, and tells the windows (session event). Returns which users differed. `opening` tells how far it is, and the window
   * may cancel it. Throws what `restoreBackup` throws, with the old data in use still or again.
   */
  restore(context: { readonly session: string | null }, file: string, given: RestoreGiven): Promise<string[]>
  /** What was found of the rights on the data folder when the program started. */
  folderRights(): Promise<FolderRights>
  /** To whom files of a window belong. */
  holderOf(context: { readonly session: string | null }): string
  /** The caller of a restore: the user at the window; null where nobody has logged in to it. */
  restoring(context: { readonly session: string | null }): SessionUser | null
}

/** Procedures of backups. */
export function backupHandlers(core: Core, ports: BackupPorts) {
  const os = builder.backups
  return {
    list: os.list.handler(async ({ context }) => {
      requireAction(core.user(context), 'back up')
      return (await listBackups(ports.environment().backupDirectory)).map(toSummary)
    }),
    create: os.create.handler(({ input, context }) => {
      const user = core.user(context)
      requireAction(user, 'back up')
      const environment = ports.environment()
      const key = ports.dataKey()
      return {
        job: core.jobs.start({ kind: 'backup', title: '备份', by: user }, async (job) => {
          const made = await createBackup(environment, {
            key,
            reason: 'manual',
            attachments: input?.attachments ?? false,
            signal: job.signal,
            onProgress: tellOf(job),
          })
          await tidyBackups(environment).catch(() => [])
          return { name: made.name, size: made.size }
        }),
      }
    }),
    attachmentSize: os.attachmentSize.handler(async ({ context }) => {
      requireAction(core.user(context), 'back up')
      const contents = await contentsIn(join(core.dataDirectory, ATTACHMENT_FOLDER))
      return { files: contents.length, bytes: sizeOfContents(contents) }
    }),
    folder: os.folder.handler(async ({ context }) => {
      requireAction(core.user(context), 'back up')
      return { sentence: rightsSentence(await ports.folderRights()) }
    }),
    file: os.file.handler(async ({ input, context }) => {
      const user = core.user(context)
      requireAction(user, 'back up')
      const entry = await entryOf(ports.environment(), input.name)
      return core.files.give(entry.path, entry.name, user.id, { kept: true })
    }),
    restore: os.restore.handler(async ({ input, context }) => {
      const user = ports.restoring(context)
      if (user !== null) requireAction(user, 'restore backup')
      const { name, ticket, ...given } = input
      const holder = ports.holderOf(context)
      // The sessions end with the restore, and their files with them: this one stays until it has been read.
      const picked = ticket === undefined ? null : core.files.borrow(ticket, holder)
      try {
        const users = await ports.restore(context, picked?.path ?? (await fileOf(ports, name)), given)
        if (ticket !== undefined) core.files.discard(ticket)
        return { done: true as const, users }
      } finally {
        picked?.release()
      }
    }),
    verify: os.verify.handler(({ context }) => {
      const user = core.user(context)
      requireAction(user, 'verify data')
      const office = core.office()
      const { dataDirectory, databaseFile } = ports.environment()
      const file = { path: join(dataDirectory, databaseFile), key: ports.dataKey() }
      return { job: core.jobs.start({ kind: 'verify', title: '检查数据', by: user }, (job) => verifyData(job, office, file)) }
    }),
  }
}

async function fileOf(ports: BackupPorts, name: string | undefined): Promise<string> {
  if (name === undefined) throw new AppError('VALIDATION', '没有选择要恢复的备份。', '请在列表里选一份备份，或选择一个备份文件。')
  return (await entryOf(ports.environment(), name)).path
}

/** The backup of that name among those in the folder; a name with a path in it is none of them. */
async function entryOf(environment: BackupEnvironment, name: string): Promise<BackupEntry> {
  const entry = (await listBackups(environment.backupDirectory)).find((known) => known.name === name)
  if (entry === undefined) throw new AppError('NOT_FOUND', `没有名为“${name}”的备份。`, '请刷新备份列表。')
  return entry
}

function toSummary({ name, created, reason, size, sound, attachments }: BackupEntry): BackupSummary {
  return { name, at: created, reason, size, verified: sound, attachments }
}

function requireAction(user: SessionUser, action: Action): void {
  if (!may(user, action)) throw new AppError('FORBIDDEN', '您的角色不能做这项操作。', '请联系管理员。')
}

/** Phases of `createBackup` with the part of the whole at which each begins. */
const BACKUP_PHASES: readonly (readonly [title: string, from: number])[] = [
  ['复制数据库', 0],
  ['检查副本，写备份文件', 0.5],
  ['核对备份文件', 0.8],
]

/** Backups tell how much of the whole is done; a job wants phases with their weight. */
function tellOf(job: JobContext): (title: string, fraction: number) => void {
  let phase = ''
  let from = 0
  let weight = 1
  return (title, fraction) => {
    if (title !== phase) {
      const index = BACKUP_PHASES.findIndex(([known]) => known === title)
      from = BACKUP_PHASES[index]?.[1] ?? fraction
      weight = (BACKUP_PHASES[index + 1]?.[1] ?? 1) - from
      phase = title
      job.phase(title, weight, PARTS)
    }
    if (weight > 0) job.progress(Math.round((PARTS * (fraction - from)) / weight), PARTS)
  }
}

const PARTS = 1000
