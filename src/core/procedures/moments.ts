/**
 * The life of a record, day by day: the days of what refers to it (`moments` of their registers), and the steps of procedures that it or what belongs
 * to it went through. Each asked as the asker may read it.
 */
import type { AskingUser } from '../access/asker.ts'
import { formatValue } from '../catalogue/derive/format.ts'
import { referenceTo, linksOf } from '../catalogue/derive/subject.ts'
import { fieldOf, registerNames, registerOf } from '../catalogue/index.ts'
import type { MomentDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { isOpening, isUndoing, stepOf, undoneKey } from './state.ts'
import type { Row } from '../shapes.ts'
import type { Records } from '../registers/records.ts'

/** One line of a life. */
export interface Moment {
  /** As exactly as it is known. */
  readonly day: string
  readonly text: string
  readonly detail: string | null
  readonly register: string
  readonly id: string
}

const MOST = 500

/** What happened to a record, the newest last. */
export function momentsOf(records: Pick<Records, 'query'>, user: AskingUser, of: { readonly register: string; readonly id: string }): Moment[] {
  const found = new Map<string, Moment>()
  const proceeding: { readonly register: RegisterDefinition; readonly row: Row }[] = []
  const own = registerOf(of.register)
  for (const row of rowsOf(records, user, of.register, { id: of.id })) for (const moment of own.moments ?? []) note(found, momentOf(own, moment, row))
  if (own.procedure !== undefined) proceeding.push({ register: own, row: { id: of.id } })
  for (const name of registerNames) {
    const register = registerOf(name)
    if (register.moments === undefined && (register.procedure === undefined || register.procedure.inRecord !== undefined)) continue
    for (const { field, register: target } of linksOf(register)) {
      if (target !== of.register || field.derived !== undefined || field.keeps !== undefined) continue
      for (const row of rowsOf(records, user, name, { [field.key]: referenceTo(field, of) })) {
        for (const moment of register.moments ?? []) note(found, momentOf(register, moment, row))
        if (register.procedure !== undefined && register.procedure.inRecord === undefined) proceeding.push({ register, row })
      }
    }
  }
  for (const { register, row } of proceeding) for (const moment of stepsOf(records, user, register, row)) note(found, moment)
  return [...found.values()].toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.id < other.id ? -1 : 1))
}

function rowsOf(records: Pick<Records, 'query'>, user: AskingUser, register: string, where: Row): Row[] {
  return [...records.query(user, { register, where, limit: MOST, offset: 0 }).rows]
}

function note(found: Map<string, Moment>, moment: Moment | null): void {
  if (moment !== null) found.set(`${moment.register} ${moment.id} ${moment.day} ${moment.text}`, moment)
}

function momentOf(register: RegisterDefinition, { on, label, says = [], only }: MomentDefinition, row: Row): Moment | null {
  const day = row[on]
  if (typeof day !== 'string' || (only !== undefined && !only.values.includes(String(row[only.field])))) return null
  const texts = says.flatMap((key) => {
    const title = row[`${key}$title`]
    const text = typeof title === 'string' ? title : formatValue(fieldOf(register, key), row[key])
    return text === '' ? [] : [text]
  })
  const [first = register.label, ...more] = label === undefined ? texts : [label, ...texts]
  return { day, text: first, detail: more.length === 0 ? null : more.join('，'), register: register.name, id: String(row['id']) }
}

function stepsOf(records: Pick<Records, 'query'>, user: AskingUser, register: RegisterDefinition, record: Row): Moment[] {
  const { procedure, yearly } = register
  if (procedure === undefined) return []
  const year = yearly === undefined ? '' : ` ${String(record[yearly.year] ?? '')} 年`
  return rowsOf(records, user, STEPS, { subject: `${register.name}:${String(record['id'])}` }).flatMap((row) => {
    const [day, step] = [row['done_on'], String(row['step'])]
    if (typeof day !== 'string') return []
    const said = isOpening(step)
      ? `承接：${procedure.states.find(({ key }) => step.endsWith(`:${key}`))?.label ?? step}`
      : isUndoing(step)
        ? `撤销：${stepOf(procedure, undoneKey(step))?.label ?? step}`
        : (stepOf(procedure, step)?.label ?? step)
    const remark = typeof row['remark'] === 'string' ? row['remark'] : null
    return [{ day, text: `${procedure.label}${year}：${said}`, detail: remark, register: register.name, id: String(record['id']) }]
  })
}

/** The register of steps: the one that holds what procedures are made of. */
const STEPS = 'procedure_step'
