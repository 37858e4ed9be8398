/**
 * The checks of registers that are imported row by row: what is planned is written, looked at by the rules and taken back. So the same rules
 * speak as when it is typed, whatever they read: contradictions keep a row out, unless they lie across several records; all else is told and stands
 * among the findings.
 */
import { keyOf } from '#core/checks/guard.ts'
import type { PlacedFinding } from '#core/checks/subject.ts'
import { AppError } from '#core/errors.ts'
import type { Office } from '#core/runtime.ts'
import type { SessionUser } from '#core/features/session/contract.ts'
import type { Transaction } from '#core/store/index.ts'
import type { DataRow, PlannedRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import type { PlanBuilder } from './planning.ts'
import { problemAt } from './problems.ts'
import { writeRecord } from './writeRecord.ts'

/** More records are not tried out: what the rules find in them is told after the import. */
const MOST_TRIED = 20_000
const AT_ONCE = 50

interface TriedRow {
  readonly row: PlannedRow
  readonly source: DataRow
  readonly record: PlannedRecord
}

/** Adds to the rows of a plan what the rules say of them. */
export async function checkPlanned(
  register: string,
  builder: PlanBuilder,
  { office, user, signal }: { readonly office: Pick<Office, 'records' | 'checks'>; readonly user: SessionUser; readonly signal: AbortSignal },
): Promise<void> {
  const rows = triedRows(register, builder)
  if (rows.length === 0 || rows.length > MOST_TRIED || !office.checks.subjects.some(({ parts }) => parts[register] !== undefined)) return
  const ids = new Map(builder.records.map((record) => [record, record.id]))
  const found: (readonly [TriedRow, readonly PlacedFinding[]])[] = []
  const look = ({ transaction }: { readonly transaction: Transaction }, some: readonly TriedRow[]): readonly PlacedFinding[] =>
    office.checks.on(
      transaction,
      register,
      some.flatMap(({ record }) => record.id ?? []),
    )
  try {
    await office.records.writer.changeInSteps(
      user,
      { kind: 'import', title: '试算' },
      async (door, step) => {
        const known = new Set<string>()
        for (let from = 0; from < rows.length; from += AT_ONCE) {
          for (const finding of look(door, rows.slice(from, from + AT_ONCE))) known.add(keyOf(finding))
          await step()
        }
        for (const record of builder.records) {
          writeRecord(door, record)
          await step()
        }
        for (let from = 0; from < rows.length; from += AT_ONCE) {
          const some = rows.slice(from, from + AT_ONCE)
          // Looked at one by one only where there is something to tell.
          const added = look(door, some).filter((finding) => !known.has(keyOf(finding)) && finding.kind !== 'incomplete')
          if (added.length > 0)
            for (const row of some)
              found.push([
                row,
                look(door, [row])
                  .filter((finding) => added.some((one) => keyOf(one) === keyOf(finding)))
                  .map(asImported),
              ])
          await step()
        }
        throw new AppError('CANCELLED', '只试算，不写入。', '')
      },
      signal,
    )
  } catch (error) {
    signal.throwIfAborted()
    // What cannot be written at all is told when it is to be written.
    if (!(error instanceof AppError)) throw error
  } finally {
    for (const [record, id] of ids) record.id = id
  }
  for (const [row, findings] of found) tell(row, findings, builder)
  builder.reject(found.filter(([, findings]) => findings.some(({ severity }) => severity === 'error')).map(([{ row }]) => row))
}

/** No row is kept out for what others lack. */
function asImported(finding: PlacedFinding): PlacedFinding {
  return finding.across === true ? { ...finding, severity: 'warning' } : finding
}

function triedRows(register: string, builder: PlanBuilder): TriedRow[] {
  return builder.rows.flatMap((row) => {
    const source = builder.sources.get(row)
    const record = row.records.find((one) => one.register === register)
    return source === undefined || record === undefined ? [] : [{ row, source, record }]
  })
}

function tell({ row, source }: TriedRow, findings: readonly PlacedFinding[], builder: PlanBuilder): void {
  const { layout } = source
  const problems = findings.map(({ rule, message, severity, target }) => {
    const field = `${target.register}.${target.field}`
    return problemAt(layout, source.number, layout.column(field), 'rule', `${message}（规则 ${rule}）`, layout.shown(source, field), severity)
  })
  if (problems.length === 0) return
  row.problems = [...row.problems, ...problems]
  for (const { rule, severity } of findings) if (severity === 'warning') builder.addWarning(rule)
}
