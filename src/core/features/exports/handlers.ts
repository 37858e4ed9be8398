import { builder, type Core } from '../../runtime.ts'
import { dictionaryTo } from './dictionary.ts'
import { prepareExport, writeExport } from './exportTo.ts'

const EXTENSIONS = { xlsx: 'xlsx', csv: 'csv', 'csv-gb18030': 'csv' } as const

/** Procedures of exports. */
export function exportHandlers(core: Core) {
  const os = builder.exports
  return {
    start: os.start.handler(async ({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      // Before the job, so that what is wrong with the request is told where it was asked.
      const prepared = await prepareExport(office, user, input, core.now())
      const extension = EXTENSIONS[prepared.format]
      return {
        job: core.jobs.start({ kind: 'export', title: `导出${prepared.layout.title}`, by: user }, async (job) => {
          const path = core.files.newPath(extension)
          job.phase('写文件', 1, prepared.ids.length)
          const result = await writeExport(office, prepared, path, { signal: job.signal, onProgress: (done, total) => job.progress(done, total) })
          job.file(core.files.give(path, fileName(prepared.layout.title, core.now(), extension), user.id))
          return result
        }),
      }
    }),
    dictionary: os.dictionary.handler(({ context }) => {
      const user = core.user(context)
      const office = core.office()
      return {
        job: core.jobs.start({ kind: 'export', title: '导出数据字典', by: user }, async (job) => {
          const path = core.files.newPath('xlsx')
          job.phase('写文件', 1)
          const result = await dictionaryTo(path, office, { signal: job.signal })
          job.file(core.files.give(path, fileName('数据字典', core.now(), 'xlsx'), user.id))
          return result
        }),
      }
    }),
  }
}

/** `户_20151120.xlsx`. */
function fileName(title: string, now: Date, extension: string): string {
  const day = `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`
  return `${title}_${day}.${extension}`
}
