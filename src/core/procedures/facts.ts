/** Gathers what is there for a step, for one record or a hundred, in a few statements. */
import type { Asker } from '../access/asker.ts'
import { makerOf } from '../access/making.ts'
import { subjectPrefix } from '../catalogue/derive/subject.ts'
import { codeLabel } from '../catalogue/derive/codes.ts'
import { codeListOf, findField, registerOf } from '../catalogue/index.ts'
import type { ProcedureStep } from '../catalogue/procedure.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { calendarWith } from '../rules/workingDays.ts'
import type { ParameterReader } from '../rules/parameters.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../store/index.ts'
import { conditionsOf, type Condition, type ConditionSources } from './conditions.ts'
import { refusalsOf, type StepEffects } from './effects.ts'
import type { NoticeFacts, Rules, StepFacts, VoteFacts } from './needs.ts'
import type { Proceeding } from './proceedings.ts'
import { LockedYears } from '../store/lockedYears.ts'
import { isMadeBy, standingOf, stepsOf, type StepRow } from './steps.ts'

/** As much of a name as a step keeps. */
export const NAME_LENGTH = 40

/** What is said when a step is made. */
export interface StepSaid {
  readonly on: string
  readonly today: string
  readonly signatures: readonly string[]
  /** What whoever makes it says. */
  readonly remark?: string | null
  /** Id of the meeting or notice. */
  readonly act: string | null
  /** Votes for records that the act does not list yet. */
  readonly votes?: { readonly inFavour: number; readonly against: number; readonly abstained: number } | undefined
}

export interface ActRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly division: string | null
  readonly held_on: string
  readonly expected: number | null
  readonly present: number | null
}

interface LineRow {
  readonly id: string
  readonly act_id: string
  readonly subject: string
  readonly in_favour: number | null
  readonly against: number | null
  readonly abstained: number | null
  readonly objection: string | null
  readonly settlement: string | null
}

/** A paper as it hangs on a record or act. */
export interface Paper {
  readonly id: string
  readonly record: string
  readonly kind: string
  readonly sha256: string
}

/** Everything known of one record for one step. */
export interface Gathered {
  readonly id: string
  readonly row: SqlRow
  readonly steps: readonly StepRow[]
  readonly facts: StepFacts
  /** The papers that the step asks for. */
  readonly papers: readonly Paper[]
  /** The line of the act that speaks of the record; null where there is none yet. */
  readonly line: string | null
  /** Act that put up the notice asked for. */
  readonly notice: string | null
}

/** The parameters and the calendar as they are on file. */
export function rulesOf(database: ReadDatabase, parameters: ParameterReader): Rules {
  let worksOn: Rules['worksOn'] | null = null
  return {
    parameter: (key, day) => parameters(key, day, null),
    // Most steps count no working days.
    worksOn: (day) => {
      worksOn ??= calendarWith(
        new Map(
          database.all<{ day: string; works: number }>('SELECT day, works FROM special_day WHERE deleted = 0').map(({ day: one, works }) => [one, works === 1]),
        ),
      )
      return worksOn(day)
    },
  }
}

/** The act by which a step is made. Throws VALIDATION where it is of the wrong kind, NOT_FOUND where there is none. */
function actOf(database: ReadDatabase, step: ProcedureStep, id: string | null): ActRow | null {
  if (id === null) return null
  const act = database.get<ActRow>('SELECT id, name, kind, division, held_on, expected, present FROM shared_act WHERE id = ? AND deleted = 0', id)
  if (act === undefined) throw new AppError('NOT_FOUND', '没有找到这次会议或公示。', '请重新选择，或者先录入它。')
  if (act.kind !== step.act)
    throw new AppError('VALIDATION', `“${step.label}”不是按这次${act.kind === 'meeting' ? '会议' : '公示'}办的。`, '请选择类别相符的会议或公示。')
  return act
}

/** What features declare of conditions, and the parameters. */
export interface Known {
  readonly conditions?: ConditionSources
  parameters(): ParameterReader
}

export class Gathering {
  readonly #database: ReadDatabase
  readonly #asker: Asker
  readonly #proceeding: Proceeding
  readonly #step: ProcedureStep
  readonly #said: StepSaid
  readonly #act: ActRow | null
  readonly #locked: LockedYears
  readonly #effects: StepEffects
  readonly #rules: Rules

  readonly #known: Known

  constructor(
    database: ReadDatabase,
    asker: Asker,
    proceeding: Proceeding,
    step: ProcedureStep,
    said: StepSaid,
    { effects, rules }: { readonly effects: StepEffects; readonly rules: Rules },
    known: Known,
  ) {
    this.#rules = rules
    this.#effects = effects
    this.#known = known
    this.#database = database
    this.#asker = asker
    this.#proceeding = proceeding
    this.#step = step
    this.#said = said
    this.#act = actOf(database, step, said.act)
    this.#locked = new LockedYears(database)
  }

  get act(): ActRow | null {
    return this.#act
  }

  /** Of each record that is on file, in the order given. */
  of(ids: readonly string[]): Gathered[] {
    const { register } = this.#proceeding
    const rows = new Map(
      this.#database
        .all<SqlRow>(`SELECT t.* FROM json_each(?) j JOIN ${register.name} t ON t.id = j.value WHERE t.deleted = 0`, JSON.stringify(ids))
        .map((row) => [String(row['id']), row]),
    )
    const steps = stepsOf(this.#database, this.#proceeding, [...rows.keys()])
    const papers = Map.groupBy(this.#papersOf(register.name, [...rows.keys()], 'record'), ({ record }) => record)
    const actPapers = this.#act === null ? [] : this.#papersOf('shared_act', [this.#act.id], 'act')
    const lines = this.#linesOf(rows.keys(), steps)
    return ids.flatMap((id) => {
      const row = rows.get(id)
      if (row === undefined) return []
      const own = steps.get(id) ?? []
      return [this.#gathered({ id, row, steps: own, papers: papers.get(id) ?? [], actPapers, lines })]
    })
  }

  #gathered(known: {
    readonly id: string
    readonly row: SqlRow
    readonly steps: readonly StepRow[]
    readonly papers: readonly Paper[]
    readonly actPapers: readonly Paper[]
    readonly lines: ReadonlyMap<string, LineRow>
  }): Gathered {
    const { id, row, steps, papers, actPapers, lines } = known
    const standing = standingOf(this.#proceeding, steps, row)
    const previous = steps.find((step) => step.id === standing.last)
    const posted = this.#postedBy(steps, standing.path)
    const line = this.#act === null ? undefined : lines.get(lineKey(this.#act.id, this.#subject(id)))
    const { register } = this.#proceeding
    const own = isFor(this.#step, row)
    const facts: StepFacts = {
      standing,
      elsewhere: own ? null : onlyText(register, this.#step),
      on: this.#said.on,
      previousOn: previous?.done_on ?? null,
      today: this.#said.today,
      maker: makerOf(this.#asker, register, this.#step.who, row),
      locked: this.#locked.on(register, [row]),
      emptyFields: (this.#step.needs?.fields ?? []).filter((key) => isEmpty(row[key])).map((key) => ({ key, label: findField(register, key)?.label ?? key })),
      papers: { record: countsOf(papers), act: countsOf(actPapers) },
      paperLabels: labelsOf(register.name, 'shared_act'),
      act: this.#act === null ? null : { on: this.#act.held_on },
      vote: this.#voteOf(line),
      notice: noticeFacts(posted === undefined ? undefined : this.#actOn(posted), lines.get(lineKey(posted?.act ?? '', this.#subject(id)))),
      since: this.#since(row),
      signatures: this.#said.signatures.length,
      sameHand: this.#sameHand(steps, standing.path),
      refusals: own ? refusalsOf(this.#step, this.#effects, this.#database, { id, row, on: this.#said.on, conditions: [] }, this.#rules) : [],
      conditions: this.#conditionsOf(id, row),
      remark: this.#said.remark ?? null,
    }
    return { id, row, steps, facts, papers: [...papers, ...actPapers], line: line?.id ?? null, notice: posted?.act ?? null }
  }

  /** Named where the step is to be made by another than the asker, who made that one the last time. */
  #sameHand(steps: readonly StepRow[], path: readonly string[]): StepFacts['sameHand'] {
    const wanted = this.#step.needs?.otherThan
    if (wanted === undefined) return null
    const made = this.#lastOf(wanted, steps, path)
    return made !== undefined && isMadeBy(this.#database, made, this.#asker) ? { step: wanted, name: made.done_by ?? this.#asker.displayName } : null
  }

  #since(row: SqlRow): StepFacts['since'] {
    const key = this.#step.needs?.elapsed?.since
    if (key === undefined) return null
    const day = row[key]
    return { label: findField(this.#proceeding.register, key)?.label ?? key, day: typeof day === 'string' ? day : null }
  }

  /** Judged only where the step asks for it, or keeps what it was made on. */
  #conditionsOf(id: string, row: SqlRow): readonly Condition[] {
    if (this.#step.needs?.conditions !== true) return []
    const { conditions, parameters } = this.#known
    return conditionsOf(this.#proceeding.procedure, conditions ?? {}, this.#database, { id, row, on: this.#said.on }, parameters())
  }

  #subject(id: string): string {
    return `${subjectPrefix(this.#proceeding.register.name)}${id}`
  }

  /** The step that put up the notice which this one asks for, the last time it was made. */
  #postedBy(steps: readonly StepRow[], path: readonly string[]): StepRow | undefined {
    const wanted = this.#step.needs?.notice?.posted
    return wanted === undefined ? undefined : this.#lastOf(wanted, steps, path)
  }

  #lastOf(key: string, steps: readonly StepRow[], path: readonly string[]): StepRow | undefined {
    const byId = new Map(steps.map((step) => [step.id, step]))
    return path.map((id) => byId.get(id)).findLast((step) => step?.step === key)
  }

  #actOn({ act, done_on: on }: StepRow): { readonly begins: string } {
    const held = act === null ? undefined : this.#database.get<{ held_on: string }>('SELECT held_on FROM shared_act WHERE id = ?', act)?.held_on
    // Where the act itself did not come along, the step says when it was put up.
    return { begins: held ?? on }
  }

  #voteOf(line: LineRow | undefined): VoteFacts | null {
    if (this.#act === null) return null
    const { expected, present } = this.#act
    if (line !== undefined) return { expected, present, inFavour: line.in_favour, against: line.against, abstained: line.abstained }
    const { votes } = this.#said
    return votes === undefined ? null : { expected, present, ...votes }
  }

  #papersOf(register: string, ids: readonly string[], of: 'record' | 'act'): Paper[] {
    const kinds = (this.#step.needs?.papers ?? []).filter((paper) => (paper.of ?? 'record') === of).map(({ kind }) => kind)
    return kinds.length === 0 ? [] : papersOf(this.#database, register, ids, kinds)
  }

  #linesOf(ids: Iterable<string>, steps: ReadonlyMap<string, readonly StepRow[]>): ReadonlyMap<string, LineRow> {
    const acts = new Set([...(this.#act === null ? [] : [this.#act.id]), ...[...steps.values()].flat().flatMap(({ act }) => act ?? [])])
    if (acts.size === 0) return new Map()
    const rows = this.#database.all<LineRow>(
      `SELECT l.id, l.act_id, l.subject, l.in_favour, l.against, l.abstained, l.objection, l.settlement FROM json_each(?) j
       JOIN shared_act_line l ON l.subject = j.value WHERE l.deleted = 0 AND l.act_id IN (SELECT value FROM json_each(?))`,
      JSON.stringify([...ids].map((id) => this.#subject(id))),
      JSON.stringify([...acts]),
    )
    return new Map(rows.map((row) => [lineKey(row.act_id, row.subject), row]))
  }
}

/** Papers of some kinds that hang on records. Those attached before attachments had kinds tell theirs by the beginning of their name. */
function papersOf(database: ReadDatabase, register: string, ids: readonly string[], kinds: readonly string[]): Paper[] {
  const labels = (registerOf(register).papers ?? []).filter(({ kind }) => kinds.includes(kind))
  return database
    .all<{ id: string; record: string; kind: string | null; name: string; sha256: string }>(
      'SELECT a.* FROM json_each(?) j JOIN attachment a ON a.record = j.value WHERE a.register = ? AND a.deleted = 0 ORDER BY a.id',
      JSON.stringify(ids),
      register,
    )
    .flatMap(({ id, record, kind, name, sha256 }) => {
      const told = labels.find((paper) => (kind === null ? name.startsWith(paper.label) : paper.kind === kind))
      return told === undefined ? [] : [{ id, record, kind: told.kind, sha256 }]
    })
}

/** Whether a step is for a record as it stands: some are for those only whose field holds one of some values. */
export function isFor({ only }: ProcedureStep, row: SqlRow): boolean {
  return only === undefined || only.values.some((value) => value === row[only.field])
}

function onlyText(register: RegisterDefinition, { only }: ProcedureStep): string {
  const field = only === undefined ? undefined : findField(register, only.field)
  if (only === undefined || field?.codeList === undefined) return ''
  const list = codeListOf(field.codeList)
  return `${field.label}为${only.values.map((value) => `“${codeLabel(list, value)}”`).join('或')}`
}

const lineKey = (act: string, subject: string): string => `${act} ${subject}`

function noticeFacts(posted: { readonly begins: string } | undefined, line: LineRow | undefined): NoticeFacts | null {
  if (posted === undefined) return null
  return { begins: posted.begins, objection: line?.objection ?? null, settled: (line?.settlement ?? null) !== null }
}

function isEmpty(value: SqlValue | undefined): boolean {
  return value === null || value === undefined || value === ''
}

function countsOf(papers: readonly Paper[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of papers) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

function labelsOf(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (registerOf(name).papers ?? []).map(({ kind, label }) => [kind, label])))
}
