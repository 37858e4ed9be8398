/** Standard forms. */
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { AppError } from '#core/errors.ts'
import type { PaperForm } from '#core/features/paper/contract.ts'
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
          { label: '每份', of: copyOf },
          { label: '纸张', of: (form) => form.paper },
          { label: '来源', of: (form) => form.source },
        ],
        list,
      ),
  }
}

/** What one copy of a form is about. */
function copyOf({ kind, register, perPlace }: PaperForm): string {
  if (kind === 'statistic') return '一个地方的统计表'
  if (kind === 'questionnaire') return '一份问卷或答卷'
  const { label } = registerOf(register ?? '')
  if (kind === 'step') return `${label}的一步办理`
  if (kind === 'list') return `${perPlace ? '一村' : '一个地方'}的${label}`
  const counter = screenOf(register ?? '')?.counter
  return counter === undefined || counter === '条' ? `一条${label}` : `一${counter}`
}

export const form: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  const format = extensionOf(out, ['xlsx', 'pdf', 'html'])
  const blank = invocation.flag('blank')
  const keys = (invocation.text('for') ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  const documentNo = invocation.text('document-no')
  if (keys.length === 0 && !blank)
    throw new AppError('VALIDATION', '没有写明给谁生成。', '请在 --for 后面写记录的 id、编号（如户编号）或区划代码；要空白表写 --blank。')
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
        ...(blank ? { blank } : {}),
        ...(documentNo === undefined ? {} : { documentNo }),
        unmasked: invocation.flag('unmasked'),
      }),
      out,
    ),
  )
}
