/** What the steps of monitoring ask beside what their declaration says: the kind fits, measures are on file, the risk is gone (`needs.judged`). */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import type { EffectSubject, StepEffect } from '../../procedures/effects.ts'
import type { Rules } from '../../procedures/needs.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { AT, fitsKind, KIND_ADVICE } from './checks/words.ts'

const CENTS = 100
const PREFIX = { household: subjectPrefix('household'), unlisted: subjectPrefix('unlisted_household') }
/** Codes of 脱贫标志 of a household that is poor no more. */
const EXITED: ReadonlySet<unknown> = new Set(['1', '4'])

const asking = (refusals: StepEffect['refusals']): StepEffect => ({ refusals })

/** By the keys that the declaration of the procedure names. They only judge. */
export const monitoringEffects = {
  monitoring_included: asking((database, { row }) => {
    const standing = standingOf(database, row)
    if (standing === null) return ['监测户不在本机，请核对后再办。']
    return fitsKind(String(row['kind']), standing) ? [] : [KIND_ADVICE]
  }),
  monitoring_helped: asking((database, { id }) => (hasAid(database, id) ? [] : ['还没有登记帮扶措施，请先在“监测帮扶措施”里登记。'])),
  monitoring_removable: asking((database, subject, rules) => {
    const facts = removalFacts(database, subject.id)
    if (facts === undefined) return ['还没有登记风险消除时的情况，请先在“监测对象情况”里登记。']
    return [...wayProblems(database, subject), ...securityProblems(facts), ...incomeProblems(facts, subject, rules)]
  }),
} as const

function standingOf(database: ReadDatabase, { subject }: SqlRow): 'exited' | 'poor' | 'unlisted' | null {
  const text = String(subject)
  if (text.startsWith(PREFIX.unlisted)) {
    const found = database.get<SqlRow>('SELECT household_id FROM unlisted_household WHERE id = ? AND deleted = 0', text.slice(PREFIX.unlisted.length))
    return found === undefined ? null : 'unlisted'
  }
  const found = database.get<SqlRow>('SELECT exit_standing FROM household WHERE id = ? AND deleted = 0', text.slice(PREFIX.household.length))
  if (found === undefined) return null
  return EXITED.has(found['exit_standing']) ? 'exited' : 'poor'
}

function hasAid(database: ReadDatabase, id: string): boolean {
  return database.get('SELECT 1 FROM monitored_aid WHERE monitored_household_id = ? AND deleted = 0', id) !== undefined
}

/** Those of the last time that the household was included. */
function removalFacts(database: ReadDatabase, id: string): SqlRow | undefined {
  return database.get<SqlRow>(
    'SELECT * FROM monitored_fact WHERE monitored_household_id = ? AND stage = ? AND deleted = 0 ORDER BY round DESC LIMIT 1',
    id,
    AT.removal,
  )
}

const HELPED_AWAY = 'x1'

function wayProblems(database: ReadDatabase, { id, row }: EffectSubject): string[] {
  return row['removal_way'] === HELPED_AWAY && !hasAid(database, id) ? ['风险消除方式是“帮扶消除”，却没有登记帮扶措施；请补登措施，或改正消除方式。'] : []
}

const SECURITY = [
  ['dropout', '仍有义务教育阶段适龄儿童少年失学辍学'],
  ['house_unsafe', '住房仍有安全问题'],
  ['uninsured', '仍有成员没有参加基本医疗保险'],
  ['water_unsafe', '饮水仍有安全问题'],
] as const

function securityProblems(facts: SqlRow): string[] {
  return SECURITY.flatMap(([key, message]) => (facts[key] === 1 ? [`风险消除时的情况里${message}，还不能消除。`] : []))
}

/** The line of the year of removal, where the county has set one; exactly on it passes (readings.md 2, 17). */
function incomeProblems(facts: SqlRow, { on }: EffectSubject, rules: Rules): string[] {
  const income = facts['income_per_person']
  if (typeof income !== 'number') return ['风险消除时的情况里没有填家庭人均纯收入。']
  const line = rules.parameter('monitoring_line', on)
  if (line === undefined || income >= Math.round(line * CENTS)) return []
  return [`风险消除时人均纯收入 ${(income / CENTS).toFixed(2)} 元，低于 ${on.slice(0, 4)} 年监测线 ${line} 元，还不能消除。`]
}
