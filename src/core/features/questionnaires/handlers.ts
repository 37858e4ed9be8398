import { AppError } from '../../errors.ts'
import { localDay } from '../../rules/dates.ts'
import { isRegisterName } from '../../catalogue/index.ts'
import { listDrafts, listPublished, publish, published, removeDraft, saveDraft, withdraw } from '../../questionnaires/keep.ts'
import { readSheet, readSheets, removeSheet, saveSheet, saveSheets, type SheetShown } from '../../questionnaires/sheets.ts'
import { builder, type Core } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { fileNameOf as answersName, readAnswers, writeAnswers } from './answersBook.ts'
import { builtIn } from './builtIn/index.ts'
import { fileNameOf as definitionName, readDefinition, writeDefinition } from './definitionBook.ts'

/** Sheets that one workbook of answers holds at most. */
const MOST_SHEETS = 20_000

/** Procedures of questionnaires. */
export function questionnaireHandlers(core: Core) {
  const os = builder.questionnaires
  const today = (): string => localDay(core.now())
  return {
    list: os.list.handler(({ context }) => listPublished(core.office(), core.user(context))),
    show: os.show.handler(({ input, context }) => {
      core.user(context)
      return published(core.office(), input.id)
    }),
    builtIn: os.builtIn.handler(() => [...builtIn]),
    drafts: os.drafts.handler(({ context }) => listDrafts(core.office(), core.user(context))),
    saveDraft: os.saveDraft.handler(({ input, context }) => saveDraft(core.office(), core.user(context), input)),
    removeDraft: os.removeDraft.handler(async ({ input, context }) => {
      await removeDraft(core.office(), core.user(context), input.id)
      return {}
    }),
    publish: os.publish.handler(({ input, context }) => publish(core.office(), core.user(context), input, today())),
    withdraw: os.withdraw.handler(async ({ input, context }) => {
      await withdraw(core.office(), core.user(context), input.id, input.reason)
      return {}
    }),
    exportDefinition: os.exportDefinition.handler(({ input, context }) => {
      const user = core.user(context)
      const asked = published(core.office(), input.id)
      return fileJob(core, user, `导出问卷“${asked.name}”`, definitionName(asked), (path, signal) => writeDefinition(path, asked, signal))
    }),
    importDefinition: os.importDefinition.handler(({ input, context }) =>
      withFile(core, core.user(context), input.ticket, async (path, user) => {
        const read = await readDefinition(path)
        if ('problems' in read) return { code: null, problems: read.problems }
        await saveDraft(core.office(), user, read.written)
        return { code: read.written.code, problems: [] }
      }),
    ),
    sheets: os.sheets.handler(({ input: { limit, ...question }, context }) => readSheets(core.office(), core.user(context), question, limit)),
    sheet: os.sheet.handler(({ input, context }) => readSheet(core.office(), core.user(context), input.id)),
    saveSheet: os.saveSheet.handler(({ input, context }) => saveSheet(core.office(), core.user(context), input.questionnaire, input.sheet)),
    saveSheets: os.saveSheets.handler(({ input, context }) => saveSheets(core.office(), core.user(context), input.questionnaire, input.sheets)),
    removeSheet: os.removeSheet.handler(async ({ input, context }) => {
      await removeSheet(core.office(), core.user(context), input.id, input.reason)
      return {}
    }),
    exportAnswers: os.exportAnswers.handler(({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      const asked = published(office, input.id)
      const { sheets } = sheetsOf(core, user, input.id)
      const blank = input.blank.map((subject) => ({ ...subject, title: titleOf(core, user, subject) }))
      return fileJob(core, user, `导出答卷“${asked.name}”`, answersName(asked), (path, signal) => writeAnswers(path, asked, sheets, blank, signal))
    }),
    importAnswers: os.importAnswers.handler(({ input, context }) =>
      withFile(core, core.user(context), input.ticket, (path, user) => {
        const known = new Map(sheetsOf(core, user, input.id).sheets.flatMap((sheet) => (sheet.number === null ? [] : [[sheet.number, sheet]])))
        return readAnswers(core.office(), user, published(core.office(), input.id), path, known)
      }),
    ),
  }
}

function sheetsOf(core: Core, user: SessionUser, questionnaire: string): { readonly sheets: SheetShown[] } {
  const found = readSheets(core.office(), user, { questionnaire }, MOST_SHEETS)
  if (found.total > MOST_SHEETS) throw new AppError('VALIDATION', `答卷有 ${found.total} 份，一个工作簿最多 ${MOST_SHEETS} 份。`, '请由各乡镇分别导出、导入。')
  return found
}

/** What a record is called; throws NOT_FOUND for one that the user may not read. */
function titleOf(core: Core, user: SessionUser, { register, id }: { readonly register: string; readonly id: string }): string {
  if (!isRegisterName(register)) throw new AppError('VALIDATION', `没有名为“${register}”的台账。`, '请重新选择对象。')
  core.office().records.get(user, register, id)
  return core.office().records.titleOf(register, id)
}

function fileJob(core: Core, user: SessionUser, title: string, name: string, write: (path: string, signal: AbortSignal) => Promise<number>): { job: string } {
  return {
    job: core.jobs.start({ kind: 'export', title, by: user }, async (job) => {
      const path = core.files.newPath('xlsx')
      job.phase('写文件', 1)
      const rows = await write(path, job.signal)
      job.file(core.files.give(path, name, user.id))
      return { rows }
    }),
  }
}

/** Reads a file that was handed in, and lets it go. */
async function withFile<T>(core: Core, user: SessionUser, ticket: string, work: (path: string, user: SessionUser) => Promise<T>): Promise<T> {
  const picked = core.files.borrow(ticket, user.id)
  try {
    return await work(picked.path, user)
  } finally {
    picked.release()
    core.files.discard(ticket)
  }
}
