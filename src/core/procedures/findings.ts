/** What is to be said of the steps of a record. They count among the findings of the record itself, whatever else is asked of it. */
import { runRules, type Rule } from '../checks/engine/index.ts'
import { withJoined } from '../checks/joined.ts'
import type { PlacedFinding, Subject } from '../checks/subject.ts'
import { formatValue } from '../catalogue/derive/format.ts'
import { idSql, subjectPrefix } from '../catalogue/derive/subject.ts'
import { stateLabelOf } from '../catalogue/derive/procedure.ts'
import { fieldOf, findField } from '../catalogue/index.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import { proceedings, type Proceeding } from './proceedings.ts'
import { CONTESTED, PAPERS, procedureRules, SUSPENDED, TOLD, VALUES } from './rules.ts'
import { stepLabel } from './show.ts'
import { isOpening, openedBy, opening, restingOn, type Standing } from './state.ts'
import { standingOf, stepsOf, toldIn, type StepRow } from './steps.ts'

interface StepFindingFacts {
  readonly proceeding: Proceeding
  readonly row: SqlRow
  readonly steps: readonly StepRow[]
  readonly standing: ReadonlyMap<string, Standing>
  /** Steps before which the way led back since: what they relied on may have changed, they are made anew. */
  readonly passed: ReadonlySet<string>
  /** What the record says from elsewhere, where the steps began otherwise and say otherwise by now; null where nothing differs. */
  readonly differs: { readonly field: string; readonly told: string; readonly state: string } | null
  /** Fields that steps of other records wrote as they are now: approved changes, on which nobody needs to be asked again. */
  readonly changedByStep: ReadonlySet<string>
  /** Fingerprints of the papers on file, by id. */
  readonly papers: ReadonlyMap<string, string>
}

const AFTER: ReadonlySet<Standing> = new Set(['missing', 'after', 'misplaced', 'unknown'])

const judges: Readonly<Record<string, (facts: StepFindingFacts) => readonly string[]>> = {
  [PAPERS]: ({ proceeding, steps, standing, papers }) =>
    counting(steps, standing).flatMap((step) =>
      (step.relied.papers ?? []).flatMap(({ id, sha256 }) => {
        const now = papers.get(id)
        if (now === sha256) return []
        return [`${step.done_on} 办“${stepLabel(proceeding, step.step)}”时用到的一件附件${now === undefined ? '已经没有了' : '内容变了'}，请补上或撤销那一步。`]
      }),
    ),
  [VALUES]: ({ proceeding, steps, standing, passed, row, changedByStep }) =>
    counting(steps, standing)
      .filter(({ id }) => !passed.has(id))
      .flatMap((step) =>
        Object.entries(step.relied.values ?? {}).flatMap(([key, value]) => {
          if ((row[key] ?? null) === value || changedByStep.has(key)) return []
          const label = findField(proceeding.register, key)?.label ?? key
          return [`${step.done_on} 办“${stepLabel(proceeding, step.step)}”以后改了“${label}”，请核对那一步是否还成立。`]
        }),
      ),
  [CONTESTED]: ({ proceeding, steps, standing }) => {
    const both = steps.filter(({ id }) => standing.get(id) === 'contested').map(({ step }) => `“${stepLabel(proceeding, step)}”`)
    return both.length === 0 ? [] : [`${both.join('和')}接在同一步后面，由上级撤销其中一个；在此以前状态不变。`]
  },
  [SUSPENDED]: ({ proceeding, steps, standing }) =>
    steps
      .filter(({ id }) => AFTER.has(standing.get(id) ?? 'after'))
      .map((step) => `${step.done_on} 的“${stepLabel(proceeding, step.step)}”接不上，暂时不算；上一步收到或恢复以后自动算数。`),
  [TOLD]: ({ proceeding: { register, procedure }, differs }) => {
    if (differs === null) return []
    const field = fieldOf(register, differs.field)
    return [
      `“${field.label}”写的是“${formatValue(field, differs.told)}”，按办理步骤现在是“${stateLabelOf(procedure, differs.state)}”；以步骤为准，请核对是表格写错了，还是漏办了步骤。`,
    ]
  },
}

/** How a record stands, and whether it says otherwise itself. */
function stood(proceeding: Proceeding, steps: readonly StepRow[], row: SqlRow): Pick<StepFindingFacts, 'standing' | 'passed' | 'differs'> {
  const { procedure } = proceeding
  const stands = standingOf(proceeding, steps, row)
  const { standing, state, path } = stands
  const resting = new Set(restingOn(procedure, stands, steps))
  const passed = new Set(path.filter((id) => !resting.has(id)))
  const { told } = procedure
  const said = toldIn(procedure, row)
  const first = steps.find(({ id }) => id === path[0])?.step
  if (told === undefined || said === null || first === undefined) return { standing, passed, differs: null }
  const opens = openedBy(procedure, said)
  const began = isOpening(first) ? first : opening(procedure.initial)
  return { standing, passed, differs: opens === state || opening(opens) === began ? null : { field: told.by, told: said, state } }
}

/** What steps with an effect, of records that refer to this one, wrote into it and is so still. */
function changedByStep(database: ReadDatabase, { register }: Proceeding, row: SqlRow): ReadonlySet<string> {
  const found = new Set<string>()
  for (const other of effective(register.name)) {
    const [by] = other.register.fields.filter(({ type, register: to }) => type === 'reference' && to === register.name)
    if (by === undefined) continue
    const ids = database.all<{ id: string }>(`SELECT id FROM ${other.register.name} WHERE ${by.key} = ? AND deleted = 0`, String(row['id'])).map(({ id }) => id)
    for (const steps of stepsOf(database, other, ids).values())
      for (const { relied } of steps)
        for (const { register: changed, id, after } of relied.changed ?? [])
          if (changed === register.name && id === row['id']) for (const [key, value] of Object.entries(after)) if ((row[key] ?? null) === value) found.add(key)
  }
  return found
}

/** Procedures of other registers that refer to a register and whose steps change more than themselves. */
function effective(register: string): readonly Proceeding[] {
  return proceedings.filter(
    (other) =>
      other.register.fields.some(({ type, register: to }) => type === 'reference' && to === register) &&
      other.procedure.steps.some(({ effect }) => effect !== undefined),
  )
}

function counting(steps: readonly StepRow[], standing: ReadonlyMap<string, Standing>): readonly StepRow[] {
  return steps.filter(({ id }) => standing.get(id) === 'counts')
}

function rulesFor({ register, procedure }: Proceeding): readonly Rule<StepFindingFacts>[] {
  const field = `${register.name}.${procedure.state}`
  return procedureRules.map((rule) => ({ ...rule, verify: (facts) => (judges[rule.id]?.(facts) ?? []).map((message) => ({ field, message })) }))
}

/** By record: what is found of its steps. Records without steps have nothing. */
function findingsOf(
  proceeding: Proceeding,
  database: ReadDatabase,
  ids: readonly string[],
  off: ReadonlySet<string>,
): ReadonlyMap<string, readonly PlacedFinding[]> {
  const { register, procedure } = proceeding
  const found = new Map<string, readonly PlacedFinding[]>()
  const all = [...stepsOf(database, proceeding, ids)].filter(([, steps]) => steps.length > 0)
  if (all.length === 0) return found
  const named = all.flatMap(([, steps]) => steps.flatMap(({ relied }) => (relied.papers ?? []).map(({ id }) => id)))
  const papers = new Map(
    database
      .all<{ id: string; sha256: string }>(
        'SELECT id, sha256 FROM attachment WHERE deleted = 0 AND id IN (SELECT value FROM json_each(?))',
        JSON.stringify(named),
      )
      .map(({ id, sha256 }) => [id, sha256]),
  )
  const rules = rulesFor(proceeding)
  for (const [id, steps] of all) {
    const row = database.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ? AND deleted = 0`, id)
    if (row === undefined) continue
    const facts = { proceeding, row, steps, ...stood(proceeding, steps, row), papers, changedByStep: changedByStep(database, proceeding, row) }
    const place = { record: id, yearly: false, part: '', value: row[procedure.state] ?? null }
    found.set(
      id,
      runRules(rules, facts, { off }).map((finding) => ({ ...finding, ...place })),
    )
  }
  return found
}

/** By register whose records change: the records whose steps they speak of. */
function touchedBy({ register }: Proceeding): Record<string, string> {
  const prefix = subjectPrefix(register.name)
  return {
    procedure_step: `SELECT ${idSql(prefix, 's.subject')} AS about, NULL AS year FROM procedure_step s WHERE s.id IN (SELECT value FROM json_each(?))`,
    attachment: `SELECT ${idSql(prefix, 's.subject')} AS about, NULL AS year FROM json_each(?) j JOIN attachment a ON a.id = j.value
      JOIN procedure_step s ON s.subject = a.register || ':' || a.record OR s.act = a.record`,
  }
}

/** The subjects of checks with what is found of procedures. */
export function withProcedures(subjects: readonly Subject[]): readonly Subject[] {
  return withJoined(
    subjects,
    proceedings.map((proceeding) => ({
      register: proceeding.register,
      rules: procedureRules,
      alsoTouchedBy: touchedBy(proceeding),
      // Records without steps, all of a first import, have nothing to be said of.
      only: (id) => `EXISTS (SELECT 1 FROM procedure_step s WHERE s.subject = '${subjectPrefix(proceeding.register.name)}' || ${id} AND s.deleted = 0)`,
      find: (database, ids, { off }) => findingsOf(proceeding, database, ids, off),
    })),
  )
}
