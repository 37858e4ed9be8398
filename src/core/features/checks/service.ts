/** Lists and counts of findings, and what people do with them. */
import { findField, registerOf } from '../../catalogue/index.ts'
import { mayReview } from '../../access/permissions.ts'
import { levelOf } from '../../checks/engine/index.ts'
import type { FindingRow } from '../../checks/findings.ts'
import { AppError } from '../../errors.ts'
import type { Opened } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Counted, FindingAct, FindingFilter, FindingItem, FindingKey, RuleItem } from './contract.ts'
import type { Doubted } from '../../registers/records.ts'
import { seenFindings, type Seeing, type Seen } from './seen.ts'

const ACTION = registerOf('finding_action')
const SETTING = registerOf('rule_setting')

/** The worst first, then place by place. */
const ORDER = `CASE f.level WHEN 'block' THEN 0 WHEN 'doubt' THEN 1 ELSE 2 END, f.division, f.about, f.rule, f.record, f.field`

type ListedRow = FindingRow & {
  readonly state: FindingItem['state']
  readonly assignee: string | null
  readonly due_on: string | null
  readonly reason: string | null
  readonly stated_by: string | null
  readonly stated_on: string | null
}

export function listFindings(
  office: Office,
  user: SessionUser,
  request: { readonly filter: FindingFilter; readonly limit: number; readonly offset: number },
  today: string,
): { total: number; rows: FindingItem[] } {
  const seen = seenFindings(office, user, request.filter, today)
  const { read } = office.store
  const rows = read.all<ListedRow>(
    `SELECT f.*, ${seen.state} AS state, a.assignee, a.due_on, a.reason, a.stated_by, a.stated_on FROM ${seen.from} WHERE ${seen.where} ORDER BY ${ORDER} LIMIT ? OFFSET ?`,
    ...seen.parameters,
    request.limit,
    request.offset,
  )
  const total = read.get<{ total: number }>(`SELECT count(*) AS total FROM ${seen.from} WHERE ${seen.where}`, ...seen.parameters)?.total ?? 0
  return { total, rows: itemsOf(office, seen, rows) }
}

/**
 * What is doubted: records with a doubt or contradiction that nobody has explained or closed, as far as somebody sees it. Of the subjects of
 * checks those that it tells of, of other registers the records it stands on.
 */
export function doubtedFor(office: Seeing, today: () => string): Doubted {
  const subjects = new Set(office.checks.subjects.map(({ register }) => register))
  return (user, register, alias) => {
    const { from, where, parameters } = seenFindings(office, user, { state: 'open' }, today())
    const [of, id] = subjects.has(register.name) ? ['subject', 'about'] : ['register', 'record']
    return {
      sql: `${alias}.id IN (SELECT f.${id} FROM ${from} WHERE ${where} AND f.level IN ('block', 'doubt') AND f.${of} = ?)`,
      parameters: [...parameters, register.name],
    }
  }
}

function itemsOf(office: Office, { masked }: Seen, rows: readonly ListedRow[]): FindingItem[] {
  const titles = titlesOfRules(office)
  const names = new Map<string, string>()
  for (const [register, some] of Map.groupBy(rows, ({ subject }) => subject)) {
    const found = office.records.titlesOf(
      register,
      some.map(({ about }) => about),
    )
    for (const [id, title] of found) names.set(`${register} ${id}`, title)
  }
  return rows.map((row) => {
    const title = titles.get(row.rule) ?? row.rule
    return {
      rule: row.rule,
      register: row.register,
      record: row.record,
      field: row.field,
      title,
      level: row.level as FindingItem['level'],
      fieldLabel: findField(row.register, row.field)?.label ?? row.field,
      subject: row.subject,
      about: row.about,
      aboutTitle: names.get(`${row.subject} ${row.about}`) ?? '',
      year: row.year,
      division: row.division,
      divisionName: row.division === null ? '' : office.divisions.fullName(row.division),
      message: masked.has(row.rule) ? `不符合规则：${title}。` : row.message,
      since: row.since,
      state: row.state,
      assignee: row.assignee,
      dueOn: row.due_on,
      reason: row.reason,
      statedBy: row.stated_by,
      statedOn: row.stated_on,
      inCharge: row.in_charge,
    }
  })
}

/** Counts under a filter, the most first. */
export function countFindings(office: Office, user: SessionUser, by: 'rule' | 'division' | 'charge', filter: FindingFilter, today: string): Counted[] {
  const seen = seenFindings(office, user, filter, today)
  const key = { rule: 'f.rule', division: `coalesce(f.division, '')`, charge: seen.charge }[by]
  const rows = office.store.read.all<Omit<Counted, 'label'>>(
    `SELECT ${key} AS key, count(*) AS total, sum(f.level = 'block') AS block, sum(f.level = 'doubt') AS doubt, sum(f.level = 'remark') AS remark,
       sum(${seen.state} IN ('open', 'assigned', 'overdue')) AS open
     FROM ${seen.from} WHERE ${seen.where} GROUP BY 1 ORDER BY block DESC, doubt DESC, total DESC, key`,
    ...seen.parameters,
  )
  const titles = titlesOfRules(office)
  const label = {
    rule: (text: string) => titles.get(text) ?? text,
    division: (text: string) => (text === '' ? '不属于哪个村' : office.divisions.fullName(text)),
    charge: (text: string) => (text === '' ? '没有责任人' : text),
  }[by]
  return rows.map((row) => ({ ...row, label: label(row.key) }))
}

function titlesOfRules({ checks }: Office): Map<string, string> {
  return new Map(checks.subjects.flatMap(({ rules }) => rules.map(({ id, title }) => [id, title] as const)))
}

/** All rules with what the office decided about them. */
export function listRules({ checks, store }: Office): RuleItem[] {
  const settings = new Map(
    store.read
      .all<{ rule: string; reason: string; decided_by: string | null; decided_on: string | null }>(
        'SELECT rule, reason, decided_by, decided_on FROM rule_setting WHERE deleted = 0 AND off = 1',
      )
      .map((row) => [row.rule, { reason: row.reason, by: row.decided_by, on: row.decided_on }]),
  )
  return checks.subjects.flatMap(({ register, rules }) =>
    rules.map(({ id, title, kind, official, relaxed, source, parameters }) => ({
      id,
      subject: register,
      title,
      level: levelOf(kind),
      official,
      relaxed: relaxed ?? null,
      source,
      parameters: [...(parameters ?? [])],
      off: settings.get(id) ?? null,
    })),
  )
}

const TITLES: Readonly<Record<FindingAct['act'], string>> = { assign: '交办问题', explain: '说明问题', close: '问题销号', reopen: '问题重新打开' }

/** Does the same with findings that the user sees, as one change set. Throws NOT_FOUND where one of them stands no more. */
export async function actOnFindings(
  office: Office,
  user: SessionUser,
  keys: readonly FindingKey[],
  does: FindingAct,
  today: string,
): Promise<{ changeSet: string | null; done: number; proposed: number }> {
  const rows = standing(office, user, keys, today)
  // Reviewers change no record of the office, but say what becomes of what was found.
  const opened: Opened = (register, owner) => register.name === ACTION.name && mayReview(user, owner)
  const { result, changeSet } = await office.records.writer.changeInSteps(
    user,
    {
      kind: 'check',
      title: `${TITLES[does.act]} ${rows.length} 项`,
      reason: does.act === 'assign' ? null : does.reason,
      ...(mayReview(user, null) ? { opened } : {}),
    },
    async (door, step) => {
      for (const row of rows) {
        const values = valuesOf(row, does, user.displayName, today)
        const known = door.transaction.get<{ id: string }>(
          'SELECT id FROM finding_action WHERE record = ? AND rule = ? AND field = ? AND deleted = 0',
          row.record,
          row.rule,
          row.field,
        )
        if (known === undefined) {
          const { rule, register, record, field, subject, about, division } = row
          door.insert(ACTION, { rule, register, record, field, subject, about, village: division, state: 'open', ...values })
        } else door.update(ACTION, known.id, values)
        await step()
      }
      return door.transaction.proposed
    },
  )
  return { changeSet, done: rows.length, proposed: result }
}

/** Nobody's name stands but under what they wrote themselves. */
function valuesOf(row: FindingRow, does: FindingAct, by: string, today: string): Record<string, string | null> {
  switch (does.act) {
    case 'assign':
      return { assignee: does.assignee, due_on: does.dueOn }
    case 'explain':
    case 'close':
      return { state: does.act === 'close' ? 'closed' : 'explained', reason: does.reason, stated_by: by, stated_on: today, print: row.print }
    case 'reopen':
      return { state: 'open', reason: does.reason, stated_by: by, stated_on: today, print: row.print }
  }
}

function standing(office: Office, user: SessionUser, keys: readonly FindingKey[], today: string): FindingRow[] {
  const seen = seenFindings(office, user, {}, today)
  return [...new Map(keys.map((key) => [JSON.stringify([key.rule, key.register, key.record, key.field]), key])).values()].map((key) => {
    const row = office.store.read.get<FindingRow>(
      `SELECT f.* FROM ${seen.from} WHERE f.rule = ? AND f.register = ? AND f.record = ? AND f.field = ? AND ${seen.where}`,
      key.rule,
      key.register,
      key.record,
      key.field,
      ...seen.parameters,
    )
    if (row === undefined) throw new AppError('NOT_FOUND', '有一个问题已经不在了，可能刚改好，或不在您负责的范围内。', '请刷新核查画面后重试。')
    return row
  })
}

/** Switches a rule off for the office, or on again. */
export async function setRule(
  office: Office,
  user: SessionUser,
  { rule, off, reason }: { readonly rule: string; readonly off: boolean; readonly reason: string },
  today: string,
): Promise<{ changeSet: string | null }> {
  const title = titlesOfRules(office).get(rule)
  if (title === undefined) throw new AppError('NOT_FOUND', `没有规则“${rule}”。`, '规则号见核查画面或命令 checks rules。')
  const known = office.store.read.get<{ id: string }>('SELECT id FROM rule_setting WHERE rule = ? AND deleted = 0', rule)
  const values = { rule, off, reason, decided_by: user.displayName, decided_on: today }
  const { changeSet } = await office.records.writer.change(user, { kind: 'check', title: `${off ? '停用' : '启用'}规则 ${rule} ${title}`, reason }, (door) => {
    if (known === undefined) door.insert(SETTING, values)
    else door.update(SETTING, known.id, values)
  })
  return { changeSet }
}
