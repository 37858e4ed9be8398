/** Workbooks out: templates, exports, the data dictionary. */
import { unprintable } from '#core/features/paper/paperShapes.ts'
import type { withoutData as WithoutData } from '#core/app.ts'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { makeScratch } from '#core/files/temporary.ts'
import type { Answer, Run, Shell } from '../command.ts'
import { deliverFile, extensionOf, requireWritable } from '../deliver.ts'
import { registerNamed, sortOf } from '../registerNamed.ts'
import { isOffice, type OfficeSession } from '../session.ts'
import type { FileTicket } from '#core/contract.ts'
import type { Where } from '#core/shapes.ts'

export const template: Run = async (invocation, shell) => {
  const register = registerNamed(invocation.argument('台账'))
  const out = invocation.required('out')
  extensionOf(out, ['xlsx'])
  await requireWritable(out)
  if (!mayOpen(shell)) return writtenWithoutData(out, (make, path) => make.template(path, register.name))
  return shell.withOffice('login', async (office) => {
    await shell.deliver(office, await office.client.imports.template({ register: register.name }), out)
    return written(out, {})
  })
}

export const dictionary: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  extensionOf(out, ['xlsx'])
  await requireWritable(out)
  if (!mayOpen(shell)) return writtenWithoutData(out, (make, path) => make.dictionary(path))
  return shell.withOffice('login', async (office) => deliverJob(shell, office, await office.client.exports.dictionary(), out))
}

export const exportRegister: Run = async (invocation, shell) => {
  const register = registerNamed(invocation.argument('台账'))
  const out = invocation.required('out')
  const extension = extensionOf(out, ['xlsx', 'csv'])
  const where = invocation.json('where')
  const columns = invocation
    .text('columns')
    ?.split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  const text = invocation.text('text')
  const sort = sortOf(invocation.text('sort'))
  await requireWritable(out)
  const answer = await shell.withOffice('login', async (office) =>
    deliverJob(
      shell,
      office,
      await office.client.exports.start({
        register: register.name,
        format: extension === 'csv' && invocation.flag('gb18030') ? 'csv-gb18030' : extension,
        unmasked: !invocation.flag('masked'),
        ...(where === undefined ? {} : { where: where as Where }),
        ...(text === undefined ? {} : { text }),
        ...(sort === undefined ? {} : { sort }),
        ...(columns === undefined ? {} : { columns }),
      }),
      out,
    ),
  )
  // Who opens the file with another program should know what stands before long numbers.
  return extension === 'csv' ? { ...answer, text: () => `${answer.text()}\n${GUARDED}` } : answer
}

const GUARDED = '12 位以上或以 0 开头的号码前面加了一个制表符，用 WPS、Excel 打开再保存也不会变；本程序导入时会去掉，交给别的系统时请留意。'

/** Finishes a job that makes a file and puts the file where it is wanted. */
export async function deliverJob(shell: Shell, office: OfficeSession, started: { readonly job: string }, out: string): Promise<Answer> {
  const job = await office.finish(started)
  const ticket: FileTicket | null = job.file
  if (ticket === null) throw new Error('the job made no file')
  await shell.deliver(office, ticket, out)
  return written(out, typeof job.result === 'object' && job.result !== null ? job.result : {})
}

function written(out: string, detail: object): Answer {
  const unprinted = unprintable(detail)
  return {
    json: { file: out, ...detail },
    text: () =>
      [
        `已写到 ${out}`,
        ...('rows' in detail && typeof detail.rows === 'number' ? [`共 ${detail.rows} 行。`] : []),
        ...(unprinted === null ? [] : [unprinted]),
      ].join('\n'),
  }
}

/** The office makes these files richer (its villages, its parameters), but nobody needs one for them. */
function mayOpen(shell: Shell): boolean {
  return isOffice(shell.dataDirectory) && (shell.env['BANGFU_PASSWORD'] ?? '') !== ''
}

async function writtenWithoutData(out: string, make: (of: typeof WithoutData, path: string) => Promise<void>): Promise<Answer> {
  const { withoutData } = await import('#core/app.ts')
  const folder = await makeScratch(null, 'bangfu-')
  try {
    const path = join(folder, 'made.xlsx')
    await make(withoutData, path)
    await deliverFile({ path, size: (await stat(path)).size }, out)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return written(out, {})
}
