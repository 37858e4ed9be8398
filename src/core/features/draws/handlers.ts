import { registerOf } from '../../catalogue/index.ts'
import { exitBands } from './exitBands.ts'
import { makeFrame } from '../../draws/frame.ts'
import { drawOnce, freezeFrame, listDraws, readableFrame, showDraw, titlesFor } from '../../draws/keep.ts'
import type { SizeRule } from '../../draws/size.ts'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { fileNameOf, writeDraw } from './workbook.ts'

/** Procedures of draws. */
export function drawHandlers(core: Core) {
  const os = builder.draws
  const today = (): string => localDay(core.now())
  /** The county's table of sizes as its parameters say today; the draw keeps what it was drawn by. */
  const settled = <Q extends { readonly rule: SizeRule; readonly within?: string | undefined }>(question: Q): Q =>
    question.rule.by === 'exit_check' ? { ...question, rule: exitBands(core.office().parameters(), today(), question.within ?? null) } : question
  return {
    list: os.list.handler(({ context }) => listDraws(core.office(), core.user(context))),
    show: os.show.handler(({ input, context }) => showDraw(core.office(), core.user(context), input.id)),
    frame: os.frame.handler(({ input, context }) => {
      const { entries, hash, strata } = makeFrame(core.office(), core.user(context), settled(input))
      return { size: entries.length, hash, strata }
    }),
    freeze: os.freeze.handler(({ input, context }) => freezeFrame(core.office(), core.user(context), settled(input), today())),
    draw: os.draw.handler(async ({ input, context }) => {
      const user = core.user(context)
      await drawOnce(core.office(), user, input, today())
      return showDraw(core.office(), user, input.id)
    }),
    export: os.export.handler(({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      const shown = showDraw(office, user, input.id)
      const frame = readableFrame(office, user, input.id)
      return {
        job: core.jobs.start({ kind: 'export', title: `导出随机抽取“${shown.name}”`, by: user }, async (job) => {
          const path = core.files.newPath('xlsx')
          job.phase('写文件', 1)
          const titles = titlesFor(office, user, shown.register, frame)
          const rows = await writeDraw(path, { shown, registerLabel: registerOf(shown.register).label, frame, titles, signal: job.signal })
          job.file(core.files.give(path, fileNameOf(shown), user.id))
          return { rows }
        }),
      }
    }),
  }
}
