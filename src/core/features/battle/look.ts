/** How markers look by rule: which colour rule takes the record that each stands for, as whoever asks may read it. */
import type { Office } from '../../runtime.ts'
import type { Where } from '../../shapes.ts'
import { resolveWhere } from '../../statistics/resolve.ts'
import type { SessionUser } from '../session/contract.ts'
import { countingFor } from '../statistics/service.ts'
import { limitsOn, projectsOn } from '../projects/index.ts'
import { BY_PROGRESS, HELD_TO_PLAN, HOUSEHOLD_COLOURS, NO_COLOUR, PROJECT_COLOURS, type ColourRule } from './colours.ts'

/** Of a register: its rules, where they are asked, and the column that names the record. */
interface RuledBy {
  readonly rules: readonly ColourRule[]
  readonly register: string
  readonly column: string
  where(ids: readonly string[], year: number): Where
  /** Keys of rules that hold before the others, for the records that those have taken. */
  before?(office: Office, ids: readonly string[], day: string): ReadonlyMap<string, string>
}

/** What the progress of projects under way comes to, as their own screens show it. */
function progressRules(office: Office, ids: readonly string[], day: string): ReadonlyMap<string, string> {
  const onDay = projectsOn(office.store.read, ids, day, limitsOn(day, office.parameters()))
  return new Map(
    [...onDay].flatMap(([id, { stage, progress }]) =>
      progress === null || !HELD_TO_PLAN.includes(stage) ? [] : [[id, BY_PROGRESS[progress.colour]] as const],
    ),
  )
}

const RULED: Readonly<Record<string, RuledBy>> = {
  household: {
    rules: HOUSEHOLD_COLOURS,
    register: 'household_year',
    column: 'household_id',
    where: (ids, year) => ({ and: [{ year, household_id: { in: [...ids] } }, { household_id: { is: { valid: { ne: false } } } }] }),
  },
  project: { rules: PROJECT_COLOURS, register: 'project', column: 'id', where: (ids) => ({ id: { in: [...ids] } }), before: progressRules },
}

/** The rules by which records of a register are coloured; none where its sign alone says it. */
export function rulesFor(register: string): readonly ColourRule[] {
  const ruled = RULED[register]
  return ruled === undefined ? [] : [...ruled.rules, { ...NO_COLOUR, where: {} }]
}

/** By id of the record, the first rule that takes it as of a year; those that none takes are left out. */
export function ruleOf(
  office: Office,
  user: SessionUser,
  register: string,
  ids: readonly string[],
  asked: { readonly year: number; readonly day: string },
): Map<string, ColourRule> {
  const ruled = RULED[register]
  const found = new Map<string, ColourRule>()
  if (ruled === undefined || ids.length === 0) return found
  const settings = countingFor(office, user, asked.day).settings(asked.year)
  for (const rule of ruled.rules) {
    const where: Where = { and: [ruled.where(ids, asked.year), resolveWhere(rule.where, { ...asked, settings })] }
    const { sql, parameters } = office.records.conditionOf(user, { register: ruled.register, where })
    for (const { record } of office.store.read.all<{ record: string }>(
      `SELECT t.${ruled.column} AS record FROM ${ruled.register} t WHERE ${sql}`,
      ...parameters,
    ))
      if (!found.has(record)) found.set(record, rule)
  }
  for (const [record, key] of ruled.before?.(office, [...found.keys()], asked.day) ?? []) {
    const rule = ruled.rules.find((one) => one.key === key)
    if (rule !== undefined) found.set(record, rule)
  }
  return found
}
