/**
 * Importing a sheet. Exit code: 0 when rows were taken in or everything was on file already; 2 when nothing was because of the input
 * (all rows rejected, no rows at all, or `--all-or-nothing` with a rejected row). A dry run is judged the same way.
 */
import { readFile } from 'node:fs/promises'
import { AppError } from '#core/errors.ts'
import type { Counted } from '#core/features/checks/contract.ts'
import { z } from 'zod'
import {
  importDecisionShape,
  importMendShape,
  importResultShape,
  mappingShape,
  type ImportOptions,
  type ImportResult,
  type Mapping,
} from '#core/features/imports/contract.ts'
import type { ExitCode, Run } from '../command.ts'
import { extensionOf, requireInput, requireWritable } from '../deliver.ts'
import type { Invocation } from '../invocation.ts'
import { registerNamed } from '../registerNamed.ts'
import { registerOf } from '#core/catalogue/index.ts'

export const importFile: Run = async (invocation, shell) => {
  const register = registerNamed(invocation.argument('台账'))
  const input = await requireInput(invocation.argument('文件'))
  const problems = invocation.text('problems')
  if (problems !== undefined) {
    extensionOf(problems, ['xlsx'])
    await requireWritable(problems)
  }
  const options = await optionsOf(invocation)
  const dryRun = invocation.flag('dry-run')
  return shell.withOffice('login', async (office) => {
    const ticket = await office.app.files.accept(input.path, input.name, { temporary: false, session: office.session })
    const job = await office.finish(
      await office.client.imports.run({ register: register.name, ticket: ticket.ticket, options, dryRun, problemFile: problems !== undefined }),
    )
    const { problemFile, ...result } = importResultShape.parse(job.result)
    if (problems !== undefined && problemFile !== null) await shell.deliver(office, problemFile, problems)
    const raised =
      result.changeSet === null ? [] : (await office.client.checks.summary({ by: 'rule', filter: { raisedBy: result.changeSet }, settled: true })).rows
    return {
      json: { ...result, dryRun, problemFile: problemFile === null ? null : problems, raised },
      text: () => [inWords(result, dryRun, problemFile === null ? undefined : problems), ...raisedInWords(raised)].join('\n'),
      exit: exitOf(result, options),
    }
  })
}

async function optionsOf(invocation: Invocation): Promise<ImportOptions> {
  const map = invocation.text('map')
  const sheet = invocation.text('sheet')
  const year = invocation.integer('year')
  const reason = invocation.text('reason')
  const decisions = invocation.text('decisions')
  return {
    acceptRejected: !invocation.flag('all-or-nothing'),
    emptyErases: invocation.flag('empty-erases'),
    acceptIdentityChanges: invocation.flag('accept-identity'),
    ...(invocation.flag('leave-hidden') ? { hidden: 'leave' as const } : {}),
    ...(invocation.flag('year-against-title') ? { yearAgainstTitle: true } : {}),
    ...(map === undefined ? {} : { mapping: await readMapping(map) }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(year === undefined ? {} : { year }),
    ...(reason === undefined ? {} : { reason }),
    ...(decisions === undefined ? {} : await readDecisions(decisions)),
  }
}

const decisionsShape = z.strictObject({ mends: z.array(importMendShape).optional(), choices: z.array(importDecisionShape).optional() })

/** Cells that are mended and records that are chosen, as the screen does it: what to choose from stands in the problems of a dry run (`ask`). */
async function readDecisions(file: string): Promise<Pick<ImportOptions, 'mends' | 'choices'>> {
  const decisions = decisionsShape.safeParse(await readJson(file))
  if (decisions.success) return decisions.data
  const { name } = await requireInput(file)
  throw new AppError(
    'VALIDATION',
    `“${name}”不是合法的改正和选择。`,
    '请写成 JSON：{"mends":[{"row":12,"column":"出生日期","value":"1975-03-12"}],"choices":[{"row":15,"of":"…","record":"编号"}]}',
  )
}

async function readMapping(file: string): Promise<Mapping> {
  const { name } = await requireInput(file)
  const wrong = (): AppError =>
    new AppError('VALIDATION', `“${name}”不是合法的表头对应关系。`, '请写成 JSON：{"表头":"household.household_no","不要的列":null}')
  const mapping = mappingShape.safeParse(await readJson(file))
  if (!mapping.success) throw wrong()
  return mapping.data
}

/** Null for what is no JSON. */
async function readJson(file: string): Promise<unknown> {
  const { path } = await requireInput(file)
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}

function exitOf(result: Pick<ImportResult, 'rows' | 'new' | 'changed' | 'same' | 'rejected'>, options: ImportOptions): ExitCode {
  if (result.rejected > 0 && options.acceptRejected === false) return 2
  return result.new + result.changed + result.same > 0 ? 0 : 2
}

/** What the checks found in what came in: it stands until it is settled. */
function raisedInWords(raised: readonly Counted[]): string[] {
  const sum = (of: (one: Counted) => number): number => raised.reduce((total, one) => total + of(one), 0)
  if (raised.length === 0) return []
  return [
    '',
    `核查列为问题 ${sum(({ total }) => total)} 项：须改正 ${sum(({ block }) => block)}，请核实 ${sum(({ doubt }) => doubt)}，待补填 ${sum(({ remark }) => remark)}（见 checks list）。`,
  ]
}

/** Problems shown on the terminal; all of them are in the JSON and in the problem workbook. */
const SHOWN = 30

function inWords(result: Omit<ImportResult, 'problemFile'>, dryRun: boolean, problemFile: string | undefined): string {
  const lines = [
    `${dryRun ? '检查结果（没有写入）' : '导入结果'}：共 ${result.rows} 行 = 新增 ${result.new} + 修改 ${result.changed} + 相同 ${result.same} + 拒绝 ${result.rejected}`,
  ]
  for (const [name, counts] of Object.entries(result.registers))
    lines.push(`  ${registerOf(name).label}：新增 ${counts.new}，修改 ${counts.changed}，相同 ${counts.same}`)
  const faults = result.problems.filter(({ because }) => because === undefined)
  if (faults.length > 0) lines.push('', `问题 ${faults.length} 处${firstOf(faults)}：`, linesOf(faults))
  if (faults.length < result.problems.length) lines.push(`另有 ${result.problems.length - faults.length} 行没有错，等上面的行改好一起导入。`)
  if (result.warnings.length > 0) lines.push('', `疑点 ${result.warnings.length} 处，已照常处理${firstOf(result.warnings)}：`, linesOf(result.warnings))
  if (problemFile !== undefined) lines.push('', `有问题的行已写到 ${problemFile}，改正后可以再导入。`)
  if (result.changeSet !== null) lines.push('', `操作编号：${result.changeSet}（撤销：undo ${result.changeSet}）`)
  else if (!dryRun) lines.push('', '没有写入任何数据。')
  return lines.join('\n')
}

type Told = ImportResult['problems']

function firstOf(problems: Told): string {
  return problems.length > SHOWN ? `，前 ${SHOWN} 处是` : ''
}

function linesOf(problems: Told): string {
  return problems
    .slice(0, SHOWN)
    .map(
      ({ sheet, row, column, value, message, ask }) =>
        `  ${sheet} 第 ${row} 行${column === '' ? '' : ` ${column} 列`}${value === '' ? '' : `（${value}）`}：${message}${ask === undefined ? '' : choicesIn(ask)}`,
    )
    .join('\n')
}

/** What may be chosen with `--decisions`. */
function choicesIn({ of, choices, mayBeNew }: NonNullable<Told[number]['ask']>): string {
  const lines = choices.map(({ id, title, facts }) => `\n    选 ${id}：${title}（${facts.map(({ label, value }) => `${label} ${value}`).join('，')}）`)
  return `（of 写 ${of}${mayBeNew ? '，都不是的 record 写 null' : ''}）${lines.join('')}`
}
