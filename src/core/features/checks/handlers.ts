import { writeTables, type PlainTable } from '../../excel/writeTables.ts'
import type { CellValue } from '../../excel/write/cells.ts'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core, type Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { FindingFilter, FindingItem } from './contract.ts'
import { actOnFindings, countFindings, listFindings, listRules, setRule } from './service.ts'

const LEVELS: Readonly<Record<FindingItem['level'], string>> = { block: '须改正', doubt: '请核实', remark: '待补填' }
const STATES: Readonly<Record<FindingItem['state'], string>> = { open: '待处理', assigned: '已交办', overdue: '已逾期', explained: '已说明', closed: '已销号' }
const PAGE = 500

/** Procedures of the checks over the office. */
export function checksHandlers(core: Core) {
  const os = builder.checks
  const today = (): string => localDay(core.now())
  return {
    rules: os.rules.handler(({ context }) => {
      core.user(context)
      return listRules(core.office())
    }),
    summary: os.summary.handler(async ({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      if (input.settled === true) await office.checks.settled()
      return { rows: countFindings(office, user, input.by, input.filter, today()), due: office.checks.due }
    }),
    list: os.list.handler(({ input, context }) => {
      const user = core.user(context)
      return listFindings(core.office(), user, input, today())
    }),
    act: os.act.handler(({ input, context }) => {
      const user = core.user(context)
      return actOnFindings(core.office(), user, input.findings, input.does, today())
    }),
    setRule: os.setRule.handler(({ input, context }) => {
      const user = core.user(context)
      return setRule(core.office(), user, input, today())
    }),
    run: os.run.handler(({ context }) => {
      const user = core.user(context)
      const office = core.office()
      return {
        job: core.jobs.start({ kind: 'check', title: '全面核查', by: user }, (job) => {
          job.phase('逐条核查', 1)
          return office.checks.run({ onProgress: (done, total) => job.progress(done, total), step: () => job.step() })
        }),
      }
    }),
    export: os.export.handler(({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      return {
        job: core.jobs.start({ kind: 'export', title: '导出核查问题', by: user }, async (job) => {
          const path = core.files.newPath('xlsx')
          job.phase('写文件', 1)
          const rows = await writeTables(path, [tableOf(office, user, input.filter, today())], { signal: job.signal })
          job.file(core.files.give(path, `核查问题_${today().replaceAll('-', '')}.xlsx`, user.id))
          return { rows }
        }),
      }
    }),
  }
}

function tableOf(office: Office, user: SessionUser, filter: FindingFilter, today: string): PlainTable {
  return {
    name: '核查问题',
    columns: [
      { key: 'level', label: '级别' },
      { key: 'divisionName', label: '行政村', width: 20 },
      { key: 'aboutTitle', label: '对象', width: 14 },
      { key: 'year', label: '年度', kind: 'number' },
      { key: 'message', label: '问题', width: 70 },
      { key: 'fieldLabel', label: '所在字段', width: 16 },
      { key: 'rule', label: '规则号' },
      { key: 'title', label: '规则', width: 40 },
      { key: 'charge', label: '责任人' },
      { key: 'dueOn', label: '期限', width: 12 },
      { key: 'state', label: '状态' },
      { key: 'reason', label: '说明', width: 40 },
      { key: 'statedBy', label: '说明人' },
      { key: 'since', label: '发现日期', width: 12 },
    ],
    rows: exported(office, user, filter, today),
  }
}

function* exported(office: Office, user: SessionUser, filter: FindingFilter, today: string): Generator<Readonly<Record<string, CellValue>>> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = listFindings(office, user, { filter, limit: PAGE, offset }, today)
    for (const { assignee, inCharge, level, state, since, ...row } of rows) {
      yield { ...row, level: LEVELS[level], state: STATES[state], charge: assignee ?? inCharge, since: since.slice(0, 10) }
    }
    if (rows.length < PAGE) return
  }
}
