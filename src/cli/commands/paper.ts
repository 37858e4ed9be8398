/** Standard forms. */
import { AppError } from '#core/errors.ts'
import type { Run } from '../command.ts'
import { extensionOf, requireWritable } from '../deliver.ts'
import { isOffice } from '../session.ts'
import { textTable } from '../table.ts'
import { deliverJob } from './sheets.ts'

export const forms: Run = async (_invocation, shell) => {
  const list =
    isOffice(shell.dataDirectory) && (shell.env['BANGFU_PASSWORD'] ?? '') !== ''
      ? await shell.withOffice('login', ({ client }) => client.paper.forms())
      : await (await import('#core/app.ts')).withoutData.forms()
  return {
    json: { forms: list },
    text: () =>
      textTable(
        [
          { label: '代号', of: (form: (typeof list)[number]) => form.code },
          { label: '表单', of: (form) => form.title },
          { label: '每份', of: (form) => (form.per === 'household' ? '一户' : '一村') },
          { label: '纸张', of: (form) => form.paper },
          { label: '来源', of: (form) => form.source },
        ],
        list,
      ),
  }
}

export const form: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  const format = extensionOf(out, ['xlsx', 'pdf', 'html'])
  const keys = invocation
    .required('for')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  if (keys.length === 0) throw new AppError('VALIDATION', '没有写明给哪一户或哪个村生成。', '请在 --for 后面写户的 id、户编号或区划代码。')
  await requireWritable(out)
  return shell.withOffice('login', async (office) =>
    deliverJob(
      shell,
      office,
      await office.client.paper.make({
        code: invocation.argument('表单'),
        for: keys,
        year: invocation.integer('year') ?? office.year,
        format,
        files: 'together',
        unmasked: invocation.flag('unmasked'),
      }),
      out,
    ),
  )
}
