/** What hangs on the walls in a week: notices that run, end or ended in it, with what was said against them. */
import type { AskingUser } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import { lastDaysAsked } from '../../procedures/notices.ts'
import { rulesOf } from '../../procedures/facts.ts'
import { daysLater } from '../../rules/dates.ts'
import type { Office } from '../../runtime.ts'
import type { NoticeShown, NoticeState } from './contract.ts'

const ACT = registerOf('shared_act')
const DAY_MS = 86_400_000
/** No notice hangs longer than this. */
const LONGEST = 92
const MOST = 5000

const between = (one: string, other: string): number => Math.round((Date.parse(other) - Date.parse(one)) / DAY_MS)

/** Monday and Sunday of the week of a day. */
export function weekOf(day: string): { readonly from: string; readonly until: string } {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return { from: daysLater(day, -weekday), until: daysLater(day, 6 - weekday) }
}

export function stateOn(today: string, begins: string, ends: string | null): NoticeState {
  if (begins > today) return 'coming'
  if (ends === null) return 'open'
  if (ends === today) return 'last'
  return ends > today ? 'running' : 'over'
}

interface Lines {
  readonly act: string
  readonly records: number
  readonly objections: number
  readonly unsettled: number
}

export function noticesOf(
  office: Office,
  user: AskingUser,
  day: string,
  today: string,
): { from: string; until: string; today: string; notices: NoticeShown[] } {
  const { from, until } = weekOf(day)
  const { rows } = office.records.query(user, {
    register: ACT.name,
    where: { kind: 'notice', held_on: { gte: daysLater(from, -LONGEST), lte: until } },
    sort: [{ field: 'division' }, { field: 'held_on' }],
    limit: MOST,
  })
  const { read } = office.store
  const acts = rows.map((row) => ({ row, id: String(row['id']), begins: String(row['held_on']) }))
  const asked = lastDaysAsked(read, rulesOf(read, office.parameters()), acts)
  const hanging = acts
    .map((act) => ({ ...act, ends: typeof act.row['ends_on'] === 'string' ? act.row['ends_on'] : (asked.get(act.id) ?? null) }))
    .filter(({ begins, ends }) => (ends ?? begins) >= from)
  const ids = JSON.stringify(hanging.map(({ id }) => id))
  const lines = new Map(
    read
      .all<Lines>(
        `SELECT act_id AS act, count(*) AS records, count(objection) AS objections, sum(objection IS NOT NULL AND settlement IS NULL) AS unsettled
         FROM shared_act_line WHERE deleted = 0 AND act_id IN (SELECT value FROM json_each(?)) GROUP BY act_id`,
        ids,
      )
      .map((one) => [one.act, one]),
  )
  const photos = new Map(
    read
      .all<{ record: string; count: number }>(
        `SELECT record, count(*) AS count FROM attachment WHERE register = ? AND kind = 'posting' AND deleted = 0 AND record IN (SELECT value FROM json_each(?)) GROUP BY record`,
        ACT.name,
        ids,
      )
      .map(({ record, count }) => [record, count]),
  )
  const notices = hanging.map(({ row, id, begins, ends }): NoticeShown => {
    const { records = 0, objections = 0, unsettled = 0 } = lines.get(id) ?? {}
    return {
      id,
      name: String(row['name']),
      place: office.divisions.fullName(String(row['division'])),
      begins,
      ends,
      days: ends === null ? null : between(today, ends),
      state: stateOn(today, begins, ends),
      ...{ records, objections, unsettled },
      photos: photos.get(id) ?? 0,
    }
  })
  return { from, until, today, notices }
}
