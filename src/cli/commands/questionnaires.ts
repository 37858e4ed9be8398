/** Questionnaires and answers from the command line. */
import { AppError } from '#core/errors.ts'
import { plainText } from '#core/rules/money.ts'
import { whereShape } from '#core/shapes.ts'
import type { Run } from '../command.ts'
import { extensionOf, requireInput, requireWritable } from '../deliver.ts'
import type { OfficeSession } from '../session.ts'
import { textTable } from '../table.ts'
import { deliverJob } from './sheets.ts'

interface Problem {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly message: string
}

export const list: Run = async (invocation, shell) => {
  if (invocation.flag('built-in')) {
    const rows = await shell.withOffice('login', ({ client }) => client.questionnaires.builtIn())
    return {
      json: rows,
      text: () =>
        textTable(
          [
            { label: '代号', of: (row: (typeof rows)[number]) => row.code },
            { label: '名称', of: (row) => row.name },
            { label: '问什么', of: (row) => row.about.join('、') },
            { label: '待核', of: (row) => (row.unverified ? '待核' : '') },
            { label: '来源', of: (row) => row.source ?? '' },
          ],
          rows,
        ),
    }
  }
  const rows = await shell.withOffice('login', ({ client }) => client.questionnaires.list())
  return {
    json: rows,
    text: () =>
      textTable(
        [
          { label: 'id', of: (row: (typeof rows)[number]) => row.id },
          { label: '代号', of: (row) => row.code },
          { label: '版', number: true, of: (row) => String(row.version) },
          { label: '名称', of: (row) => row.name },
          { label: '发布单位', of: (row) => row.issuer },
          { label: '题数', number: true, of: (row) => String(row.questions) },
          { label: '答卷', number: true, of: (row) => String(row.sheets) },
          { label: '', of: (row) => (row.withdrawn ? '已停用' : row.unverified ? '待核' : '') },
        ],
        rows,
      ),
  }
}

export const exportDefinition: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  extensionOf(out, ['xlsx'])
  await requireWritable(out)
  const id = invocation.argument('id')
  return shell.withOffice('login', async (office) => deliverJob(shell, office, await office.client.questionnaires.exportDefinition({ id }), out))
}

export const importDefinition: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('文件'))
  return shell.withOffice('login', async (office) => {
    const read = await office.client.questionnaires.importDefinition({ ticket: await ticketFor(office, input) })
    const { code } = read
    if (code === null) return { json: read, text: () => problemsInWords(read.problems), exit: 2 }
    if (!invocation.flag('publish')) return { json: read, text: () => `已存为草稿：${code}。` }
    const draft = (await office.client.questionnaires.drafts()).find((one) => one.code === code)
    if (draft === undefined) throw new Error('the draft was just kept')
    const { id: _id, problems: _problems, ...written } = draft
    const done = await office.client.questionnaires.publish(written)
    return { json: { ...read, ...done }, text: () => `已发布“${written.name}”第 ${done.version} 版：${done.id}` }
  })
}

export const publishBuiltIn: Run = async (invocation, shell) => {
  const code = invocation.argument('代号')
  const done = await shell.withOffice('login', async ({ client }) => {
    const known = await client.questionnaires.builtIn()
    const written = known.find((one) => one.code === code)
    if (written === undefined) throw new AppError('NOT_FOUND', `程序没有自带代号为“${code}”的问卷。`, `自带的有：${known.map((one) => one.code).join('、')}。`)
    return client.questionnaires.publish(written)
  })
  return { json: done, text: () => `已发布第 ${done.version} 版：${done.id}` }
}

export const withdraw: Run = async (invocation, shell) => {
  const asked = { id: invocation.argument('id'), reason: invocation.required('reason') }
  await shell.withOffice('login', ({ client }) => client.questionnaires.withdraw(asked))
  return { json: {}, text: () => '已停用。' }
}

export const answers: Run = async (invocation, shell) => {
  const limit = invocation.integer('limit')
  const questionnaire = invocation.argument('id')
  const found = await shell.withOffice('login', ({ client }) => client.questionnaires.sheets({ questionnaire, ...(limit === undefined ? {} : { limit }) }))
  return {
    json: found,
    text: () =>
      [
        `共 ${found.total} 份。`,
        textTable(
          [
            { label: '编号', of: (row: (typeof found.sheets)[number]) => row.number ?? '' },
            { label: '对象', of: (row) => row.subject.title },
            { label: '地方', of: (row) => row.place },
            { label: '日期', of: (row) => row.askedOn },
            { label: '得分', number: true, of: (row) => (row.score === null ? '' : plainText(row.score, 2)) },
            { label: '等次', of: (row) => row.grade ?? '' },
            { label: '否决项', of: (row) => row.vetoes ?? '' },
            { label: '未答', number: true, of: (row) => String(row.openQuestions ?? '') },
          ],
          found.sheets,
        ),
      ].join('\n'),
  }
}

/** Rows left blank in one workbook at most. */
const MOST_BLANK = 5000

export const exportAnswers: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  extensionOf(out, ['xlsx'])
  await requireWritable(out)
  const [id, register, where] = [invocation.argument('id'), invocation.text('register'), invocation.json('where')]
  return shell.withOffice('login', async (office) => {
    const blank = register === undefined ? [] : await recordsOf(office, register, where)
    if (blank.length > MOST_BLANK) throw invocation.wrong(`筛选出 ${blank.length} 条，一次最多 ${MOST_BLANK} 行空白，请再缩小范围。`)
    return deliverJob(shell, office, await office.client.questionnaires.exportAnswers({ id, blank }), out)
  })
}

async function recordsOf({ client }: OfficeSession, register: string, where: unknown): Promise<{ register: string; id: string }[]> {
  const { rows } = await client.records.query({ register, limit: MOST_BLANK, ...(where === undefined ? {} : { where: whereShape.parse(where) }) })
  return rows.map((row) => ({ register, id: String(row['id']) }))
}

export const importAnswers: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('文件'))
  const id = invocation.argument('id')
  const done = await shell.withOffice('login', async (office) => office.client.questionnaires.importAnswers({ id, ticket: await ticketFor(office, input) }))
  return {
    json: done,
    text: () => [`${done.rows} 行：写入 ${done.saved} 份，没有变的 ${done.same} 份。`, problemsInWords(done.problems)].join('\n').trim(),
    exit: done.problems.length > 0 ? 1 : 0,
  }
}

async function ticketFor(office: OfficeSession, { path, name }: { readonly path: string; readonly name: string }): Promise<string> {
  return (await office.app.files.accept(path, name, { temporary: false, session: office.session })).ticket
}

function problemsInWords(problems: readonly Problem[]): string {
  return problems
    .map(({ sheet, row, column, message }) => `${sheet}${row === 0 ? '' : `第 ${row} 行`}${column === '' ? '' : `“${column}”`}：${message}`)
    .join('\n')
}
