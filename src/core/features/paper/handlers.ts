import { builder, type Core } from '../../runtime.ts'
import { PaperService } from './service.ts'

/** Milliseconds: the list itself comes first. */
const SOON = 100

/** Procedures of forms on paper. */
export function paperHandlers(core: Core) {
  const os = builder.paper
  const service = new PaperService(core)
  return {
    forms: os.forms.handler(({ context }) => {
      const user = core.user(context)
      // Whoever asks for the list is about to print. A command that only lists them ends before.
      setTimeout(() => void service.makeReady(user), SOON).unref()
      return service.forms()
    }),
    template: os.template.handler(async ({ input, context }) => {
      const user = core.user(context)
      const path = core.files.newPath('xlsx')
      const name = await service.fetchTemplate(path, input.wanted)
      return core.files.give(path, name, user.id)
    }),
    tryTemplate: os.tryTemplate.handler(async ({ input, context }) => {
      const user = core.user(context)
      const trial = await service.tryTemplate(user, core.files.resolve(input.ticket, user.id).path, input.wanted)
      return { ...trial, problems: [...trial.problems] }
    }),
    putTemplate: os.putTemplate.handler(async ({ input, context }) => {
      const user = core.user(context)
      await service.putTemplate(input.code, input.year, input.ticket === null ? null : core.files.resolve(input.ticket, user.id).path)
      if (input.ticket !== null) core.files.discard(input.ticket)
    }),
    addForm: os.addForm.handler(async ({ input: { ticket, ...form }, context }) => {
      const user = core.user(context)
      const code = await service.addForm(form, ticket === null ? null : core.files.resolve(ticket, user.id).path)
      if (ticket !== null) core.files.discard(ticket)
      return { code }
    }),
    changeForm: os.changeForm.handler(async ({ input: { code, workbook, ...form }, context }) => {
      const user = core.user(context)
      if (typeof workbook === 'string') return service.changeForm(code, form, workbook)
      await service.changeForm(code, form, { path: core.files.resolve(workbook.ticket, user.id).path })
      core.files.discard(workbook.ticket)
    }),
    removeForm: os.removeForm.handler(async ({ input, context }) => {
      core.user(context)
      await service.removeForm(input.code)
    }),
    preview: os.preview.handler(({ input, context, signal }) => service.preview(core.user(context), input, signal)),
    make: os.make.handler(async ({ input, context }) => {
      const user = core.user(context)
      // Before the job, so that an unknown household is told where it was asked for.
      const prepared = await service.prepare(user, input)
      const { title } = prepared.form.definition
      const count = prepared.subjects.length
      return {
        job: core.jobs.start({ kind: 'form', title: `${title} ${count} 份`, by: user }, async (job) => {
          const extension = input.files === 'apart' ? 'zip' : input.format
          const path = core.files.newPath(extension)
          job.phase('填表', 1, count)
          const made = await service.write(prepared, path, input.format, input.files, { signal: job.signal, progress: (done) => job.progress(done, count) })
          job.file(core.files.give(path, `${title}_${input.year}.${extension}`, user.id))
          return { ...made, subjects: count }
        }),
      }
    }),
  }
}
