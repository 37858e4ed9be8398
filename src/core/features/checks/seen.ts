/** Which findings somebody sees, and how much of them: a sentence tells no more than the fields it speaks of do. */
import { askerOf, isHidden, isLimited, scopeCondition, showsPresence, type Asker, type AskingUser } from '../../access/asker.ts'
import { findField, registerOf } from '../../catalogue/index.ts'
import type { Sensitivity } from '../../catalogue/types.ts'
import type { Office } from '../../runtime.ts'
import type { FindingFilter } from './contract.ts'

/** The state that counts: what was said of another value does not stand for the present one. */
const STATE = `CASE WHEN a.state IN ('explained', 'closed') AND a.print = f.print THEN a.state WHEN a.due_on < :today THEN 'overdue' WHEN a.assignee IS NOT NULL THEN 'assigned' ELSE 'open' END`
const CHARGE = `coalesce(a.assignee, f.in_charge, '')`
const FROM = `finding f LEFT JOIN finding_action a ON a.record = f.record AND a.rule = f.rule AND a.field = f.field AND a.deleted = 0`

/** What is asked of an office. */
export type Seeing = Pick<Office, 'checks' | 'unit'>

export interface Seen {
  readonly from: string
  readonly where: string
  readonly state: string
  readonly charge: string
  readonly parameters: readonly string[]
  /** Rules of which only the title is told. */
  readonly masked: ReadonlySet<string>
}

/** SQL of the findings that a user sees under a filter: `f` is the finding, `a` what people did with it. `today` is `YYYY-MM-DD`. */
export function seenFindings(office: Seeing, user: AskingUser, filter: FindingFilter, today: string): Seen {
  const asker = askerOf(user, office.unit.code)
  const { hidden, masked } = rulesFor(office, asker)
  const scope = scopeCondition(asker, 'f.division')
  const parts = [isLimited(asker) ? scope.sql : '1']
  const parameters: string[] = isLimited(asker) ? [...scope.parameters] : []
  const add = (sql: string, ...values: string[]): void => {
    parts.push(sql)
    parameters.push(...values)
  }
  if (hidden.length > 0) add('f.rule NOT IN (SELECT value FROM json_each(?))', JSON.stringify(hidden))
  const state = STATE.replace(':today', `'${today}'`)
  const equal = { rule: 'f.rule', level: 'f.level', subject: 'f.subject', about: 'f.about', raisedBy: 'f.raised_by', charge: CHARGE } as const
  for (const [key, column] of Object.entries(equal)) {
    const value = filter[key as keyof typeof equal]
    if (value !== undefined) add(`${column} = ?`, value)
  }
  if (filter.division !== undefined) {
    const within = scopeCondition({ role: 'reader', divisions: [filter.division] }, 'f.division')
    add(within.sql, ...within.parameters)
  }
  if (filter.state === 'open') add(`${state} IN ('open', 'assigned', 'overdue')`)
  else if (filter.state === 'assigned') add(`${state} IN ('assigned', 'overdue')`)
  else if (filter.state !== undefined) add(`${state} = ?`, filter.state)
  return { from: FROM, where: parts.join(' AND '), state, charge: CHARGE, parameters, masked }
}

/** Rules that tell of what the asker may not know of at all, and rules whose sentences do. */
function rulesFor({ checks }: Seeing, asker: Asker): { hidden: string[]; masked: Set<string> } {
  const hidden: string[] = []
  const masked = new Set<string>()
  for (const { id, reads } of checks.subjects.flatMap(({ rules }) => rules)) {
    const kinds = hiddenKinds(asker, reads)
    if (kinds.some((sensitive) => !showsPresence({ sensitive }))) hidden.push(id)
    else if (kinds.length > 0) masked.add(id)
  }
  return { hidden, masked }
}

function hiddenKinds(asker: Asker, reads: readonly string[]): Sensitivity[] {
  return reads.flatMap((path) => {
    const [register = '', key = ''] = path.split('.')
    const field = findField(register, key)
    return field?.sensitive !== undefined && isHidden(asker, registerOf(register), field) ? [field.sensitive] : []
  })
}
