/** Any procedure of the contract by its name: the same rights, the same checks, the same sentences as behind the screens. */
import { isContractProcedure, type AnyContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { z } from 'zod'
import { editDistance } from '#core/catalogue/derive/text.ts'
import { contract, type FileTicket } from '#core/contract.ts'
import { needsNobody, type Stated } from '#core/access/rights.ts'
import { AppError } from '#core/errors.ts'
import type { Run, Shell } from '../command.ts'
import { requireWritable } from '../deliver.ts'
import type { OfficeSession } from '../session.ts'
import { textTable } from '../table.ts'

interface Callable {
  readonly name: string
  readonly procedure: AnyContractProcedure
}

/** What a user at work may ask for; logging in and what goes on by itself are no calls. */
function callables(part: AnyContractRouter = contract, path: readonly string[] = []): Callable[] {
  if (!isContractProcedure(part)) return Object.entries(part).flatMap(([name, inner]) => callables(inner, [...path, name]))
  return needsNobody(part['~orpc'].meta as unknown as Stated) === null ? [{ name: path.join('.'), procedure: part }] : []
}

/** What a procedure is to be told, as JSON Schema; null for nothing. */
function inputOf({ procedure }: Callable): unknown {
  const schema: unknown = procedure['~orpc'].inputSchema
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) : null
}

export const listCalls: Run = async (invocation) => {
  const wanted = invocation.optional('代号') ?? ''
  const found = callables().filter(({ name }) => wanted === '' || name === wanted || name.startsWith(`${wanted}.`))
  if (found.length === 0) throw unknown(wanted)
  const rows = found.map((one) => ({ name: one.name, input: inputOf(one) }))
  const [only] = rows
  return {
    json: rows,
    text: () =>
      rows.length === 1 && only !== undefined
        ? `${only.name}\n${only.input === null ? '不用填内容。' : JSON.stringify(only.input, null, 2)}`
        : textTable(
            [
              { label: '代号', of: (row: (typeof rows)[number]) => row.name },
              { label: '要填', of: (row) => keysOf(row.input).join('、') },
            ],
            rows,
          ),
  }
}

function keysOf(input: unknown): string[] {
  const { properties } = (input ?? {}) as { readonly properties?: object }
  return Object.keys(properties ?? {})
}

export const call: Run = async (invocation, shell) => {
  const name = invocation.argument('代号')
  if (!callables().some((one) => one.name === name)) throw unknown(name)
  const out = invocation.text('out')
  if (out !== undefined) await requireWritable(out)
  const files = pathsOf(invocation.json('files'))
  return shell.withOffice('login', async (office) => {
    const input = invocation.json('input')
    const tickets = Object.fromEntries(
      await Promise.all(
        Object.entries(files).map(async ([key, path]) => {
          const { ticket } = await office.app.files.accept(path, nameOf(path), { temporary: false, session: office.session })
          return [key, ticket] as const
        }),
      ),
    )
    const given = Object.keys(tickets).length === 0 ? input : { ...(input as object | undefined), ...tickets }
    const result = await finished(await procedureOf(office, name)(given), office)
    const file = await deliver(shell, office, result, out)
    const json = file === null ? result.value : { file, ...(typeof result.value === 'object' ? result.value : {}) }
    return { json, text: () => [...(file === null ? [] : [`已写到 ${file}`]), JSON.stringify(result.value, null, 2)].join('\n') }
  })
}

function procedureOf({ client }: OfficeSession, name: string): (input: unknown) => Promise<unknown> {
  const [group = '', procedure = ''] = name.split('.')
  return (client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[group]?.[procedure] as (input: unknown) => Promise<unknown>
}

interface Finished {
  readonly value: unknown
  readonly file: FileTicket | null
}

/** The answer; of work that goes on behind it, that of the end. */
async function finished(answer: unknown, office: OfficeSession): Promise<Finished> {
  if (typeof answer !== 'object' || answer === null) return { value: answer ?? null, file: null }
  if (Symbol.asyncIterator in answer) throw new AppError('VALIDATION', '这件事是一直往外报消息的，命令行里没有用处。', '请换一件事，见命令 calls。')
  if ('ticket' in answer && 'name' in answer && 'size' in answer) return { value: {}, file: answer as FileTicket }
  if (Object.keys(answer).length > 1 || !('job' in answer) || typeof answer.job !== 'string') return { value: answer, file: null }
  const { result, file } = await office.finish({ job: answer.job })
  return { value: result ?? {}, file }
}

async function deliver(shell: Shell, office: OfficeSession, { file }: Finished, out: string | undefined): Promise<string | null> {
  if (file === null || out === undefined) return null
  await shell.deliver(office, file, out)
  return out
}

function pathsOf(files: unknown): Readonly<Record<string, string>> {
  if (files === undefined) return {}
  const isObject = typeof files === 'object' && files !== null && !Array.isArray(files)
  if (!isObject || !Object.values(files).every((path) => typeof path === 'string'))
    throw new AppError('VALIDATION', '--files 要写成 {"项":"文件"}。', '例如 --files \'{"ticket":"名单.xlsx"}\'。')
  return files as Record<string, string>
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

function unknown(name: string): AppError {
  const near = callables()
    .map((one) => one.name)
    .toSorted((one, other) => editDistance(one, name) - editDistance(other, name))
    .slice(0, 3)
  return new AppError('VALIDATION', `没有“${name}”这件事。`, `请用命令 calls 查代号，相近的有：${near.join('、')}。`)
}
