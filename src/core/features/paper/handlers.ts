import { builder, type Core } from '../../runtime.ts'
import { PaperService } from './service.ts'

/** Procedures of forms on paper. */
export function paperHandlers(core: Core) {
  const os = builder.paper
  const service = new PaperService(core)
  return {
    forms: os.forms.handler(({ context }) => {
      core.user(context)
      return service.forms()
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
