/** The rows behind a preview's numbers, with names instead of ids. */
import { referredBy, type Referred } from '../../catalogue/derive/subject.ts'
import { findField, isRegisterName, registerOf } from '../../catalogue/index.ts'
import { maskRow } from '../../registers/records.ts'
import type { Office } from '../../runtime.ts'
import type { SqlValue } from '../../store/index.ts'
import { DELETED } from '../../store/operations.ts'
import type { ProposalAnswer } from '../../store/receive.ts'
import { fromSql, tableOf } from '../../store/table.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Outcome, PreviewChange } from './contract.ts'
import type { Tally } from './tally.ts'

type TallyRow = Tally['rows'][number]

export function previewRows(
  office: Office,
  user: SessionUser,
  tally: Tally,
  filter: { outcome?: Outcome | undefined; register?: string | undefined; place?: string | undefined; limit: number; offset: number },
): { total: number; rows: PreviewChange[] } {
  const found = tally.rows.filter(
    (row) =>
      (filter.outcome === undefined || row.outcome === filter.outcome) &&
      (filter.register === undefined || row.register === filter.register) &&
      (filter.place === undefined || row.place === filter.place),
  )
  return { total: found.length, rows: found.slice(filter.offset, filter.offset + filter.limit).map((row) => previewRow(office, user, tally, row)) }
}

function previewRow(office: Office, user: SessionUser, tally: Tally, row: TallyRow): PreviewChange {
  const shown = (field: string, before: SqlValue | undefined, after: SqlValue | undefined, contested: boolean) => ({
    field,
    before: valueOf(office, user, tally, row, field, before),
    after: valueOf(office, user, tally, row, field, after),
    contested,
  })
  const changes = [
    // What has to be decided comes first.
    ...Object.entries(row.contested).map(([field, { ours, theirs }]) => shown(field, ours, theirs, true)),
    ...Object.keys(row.after).flatMap((field) => (field in row.contested ? [] : [shown(field, row.before[field], row.after[field], false)])),
  ]
  return {
    register: row.register,
    record: row.record,
    title: titleOf(office, tally, row),
    place: row.place,
    placeName: row.place === null ? '' : office.divisions.fullName(row.place),
    outcome: row.outcome,
    reason: row.reason ?? answersText(row.answers, office.store.site),
    by: row.head === null ? null : row.head[4],
    at: row.head === null ? null : row.head[2],
    changes,
  }
}

/** What became of proposals, told to the office that made them or that they were made to. */
function answersText(answers: readonly ProposalAnswer[], site: string): string | null {
  if (answers.length === 0) return null
  return [
    ...new Set(
      answers.map(({ proposer, settler, accepted, reason }) => {
        const why = reason === null || reason === '' ? '' : `：${reason}`
        if (proposer === settler) return `对方撤回了建议${why}`
        return `${proposer === site ? `对方${accepted ? '采纳了' : '没有采纳'}您的建议` : `建议${accepted ? '已经采纳' : '没有采纳'}`}${why}`
      }),
    ),
  ].join('；')
}

/** How many of the proposals made here were accepted and how many not. */
export function answeredIn(tally: Tally, site: string): { accepted: number; declined: number } {
  const own = tally.rows.flatMap(({ answers }) => answers).filter(({ proposer, settler }) => proposer === site && settler !== site)
  const accepted = own.filter((answer) => answer.accepted).length
  return { accepted, declined: own.length - accepted }
}

/** A value as the user may see it, references by name where the record is here already or comes along. */
function valueOf(
  office: Office,
  user: SessionUser,
  tally: Tally,
  row: TallyRow,
  key: string,
  stored: SqlValue | undefined,
): PreviewChange['changes'][number]['after'] {
  if (key === DELETED) return stored === 1 ? '删除' : '保留'
  if (!isRegisterName(row.register)) return null
  const register = registerOf(row.register)
  const field = findField(register, key)
  if (field === undefined || stored === undefined || stored === null) return null
  const value = fromSql(field, stored)
  const referred = referredBy(field, value)
  if (referred !== undefined) return referredTitle(office, tally, referred) || value
  const owner = register.owner === undefined || row.place === null ? {} : { [register.owner]: row.place }
  return maskRow(user, register, { ...owner, [key]: value }, undefined)[key] ?? null
}

/** What a record that is referred to is called: as it stands here, or as the package brings it. */
function referredTitle(office: Office, tally: Tally, { register, id }: Referred): string {
  const known = office.records.titleOf(register, id)
  if (known !== '') return known
  const brought = tally.rowOf(register, id)
  return brought === undefined ? '' : titleOf(office, tally, brought)
}

function titleOf(office: Office, tally: Tally, row: TallyRow): string {
  if (!isRegisterName(row.register)) return row.record
  const known = office.records.titleOf(row.register, row.record)
  if (known !== '') return known
  const { register, byKey } = tableOf(row.register)
  // What was only proposed and not accepted is called by what it would have been.
  const title = row.after[register.title] ?? row.answers.map(({ proposed }) => proposed[register.title]).find((proposed) => proposed !== undefined)
  const field = byKey.get(register.title)
  if (typeof title !== 'string' || field === undefined) return register.label
  const referred = referredBy(field, title)
  return referred !== undefined
    ? referredTitle(office, tally, referred) || register.label
    : field.type === 'division'
      ? office.divisions.fullName(title)
      : title
}
