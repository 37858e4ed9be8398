/** Records begun for what other records are about: one for each household of which suspicions were chosen, with what they say together. */
import type { BegunThrough } from '../catalogue/beginning.ts'
import { copiesFor, type BegunRegister } from '../catalogue/derive/beginning.ts'
import { codeLabel } from '../catalogue/derive/codes.ts'
import { referenceTo, referredBy } from '../catalogue/derive/subject.ts'
import { codeListOf, fieldOf, registerOf } from '../catalogue/index.ts'
import type { Row } from '../shapes.ts'
import type { SqlRow } from '../store/index.ts'
import { takenOver, type Begun } from './begin.ts'
import type { Door } from './writer.ts'

/** The chosen records about one record. */
interface Chosen {
  readonly register: string
  readonly id: string
  readonly rows: SqlRow[]
}

/** Begins one for each record that the chosen ones are about, or adds to the one there is; what cannot be taken is refused by itself. */
export async function beginThrough(
  door: Door,
  register: BegunRegister,
  through: BegunThrough,
  { ids, values }: { readonly ids: readonly string[]; readonly values: Row },
  step: () => Promise<void>,
): Promise<Begun> {
  const refused: { id: string; message: string }[] = []
  const chosen = new Map<string, Chosen>()
  for (const id of new Set(ids)) {
    const row = door.transaction.get<SqlRow>(`SELECT * FROM ${through.of} WHERE id = ? AND deleted = 0`, id)
    const about = row === undefined ? undefined : referredBy(fieldOf(through.of, through.by), String(row[through.by] ?? ''))
    const message = row === undefined || about === undefined ? `${registerOf(through.of).label}已不在册。` : whyNot(register, through, row)
    if (message !== null || row === undefined || about === undefined) refused.push({ id, message: message ?? '' })
    else {
      const key = `${about.register} ${about.id}`
      const known = chosen.get(key)
      if (known === undefined) chosen.set(key, { ...about, rows: [row] })
      else known.rows.push(row)
    }
    await step()
  }
  const done: string[] = []
  const check = door.checking(register, [])
  for (const one of chosen.values()) {
    const begun = beginWith(door, register, through, one, values)
    if (typeof begun === 'string') refused.push(...one.rows.map((row) => ({ id: String(row['id']), message: begun })))
    else {
      done.push(begun.id)
      for (const row of one.rows) door.update(registerOf(through.of), String(row['id']), { [through.keeps]: begun.id })
    }
    await step()
  }
  check(done)
  return { done, refused }
}

/** Why a chosen record cannot begin one; null where it can. */
function whyNot({ label }: BegunRegister, { of, only, keeps }: BegunThrough, row: SqlRow): string | null {
  if ((row[keeps] ?? null) !== null) return `已经发起过${label}。`
  if (only.values.some((value) => value === row[only.field])) return null
  const field = fieldOf(of, only.field)
  const list = field.codeList === undefined ? undefined : codeListOf(field.codeList)
  const labels = only.values.map((value) => `“${list === undefined ? value : codeLabel(list, value)}”`).join('、')
  return `${field.label}是${labels}的才能发起${label}，请先办理。`
}

/** Adds the one of these records, or what they say to the one there is; a sentence where that cannot be. */
function beginWith(
  door: Door,
  register: BegunRegister,
  through: BegunThrough,
  { register: of, id, rows }: Chosen,
  values: Row,
): { readonly id: string } | string {
  const row = door.transaction.get<SqlRow>(`SELECT * FROM ${registerOf(of).name} WHERE id = ? AND deleted = 0`, id)
  if (row === undefined) return `${registerOf(of).label}已不在册。`
  const taken = takenOver(register, copiesFor(register, of), of, row)
  if (typeof taken === 'string') return taken
  const by = fieldOf(register.name, register.begunFor.by)
  const whole: Row = { ...values, ...through.values, ...taken.own, [by.key]: referenceTo(by, { register: of, id }) }
  const there = sameOne(door, register, whole)
  if (there !== undefined && isOver(register, there))
    return `这一${registerOf(of).screen?.counter ?? '条'}已有一件办结的${register.label}，不能再加；请另选批次。`
  const said = gathered(register, through, rows, there ?? {})
  if (there === undefined) return { id: door.insert(register, { ...whole, ...said }, { initials: true }) }
  door.update(register, String(there['id']), said)
  return { id: String(there['id']) }
}

/** The living record that would be the same one by the register's identity. */
function sameOne(door: Door, { name, identity = [] }: BegunRegister, values: Row): SqlRow | undefined {
  const keys = identity.map((key) => values[key] ?? null)
  if (keys.includes(null)) return undefined
  return door.transaction.get<SqlRow>(`SELECT * FROM ${name} WHERE ${identity.map((key) => `${key} = ?`).join(' AND ')} AND deleted = 0`, ...keys.map(String))
}

/** Whether nothing is left to do with it. */
function isOver({ procedure }: BegunRegister, row: SqlRow): boolean {
  return procedure?.states.some(({ key, final }) => final === true && key === row[procedure.state]) === true
}

/** What the records say together, after what the one that is there says already: texts as lines, each once; codes as a set, in the order of their list. */
function gathered(register: BegunRegister, { gathers }: BegunThrough, rows: readonly SqlRow[], there: SqlRow): Row {
  return Object.fromEntries(
    gathers.map(({ to, from }) => {
      const field = fieldOf(register.name, to)
      const codes = field.type === 'codes'
      const said = rows.map((row) => from.flatMap((key) => (typeof row[key] === 'string' && row[key] !== '' ? [row[key]] : [])).join(codes ? ',' : '，'))
      const before = typeof there[to] === 'string' ? there[to].split(codes ? ',' : '\n') : []
      const all = [...new Set([...before, ...said.flatMap((text) => (codes ? text.split(',') : [text]))])].filter((text) => text !== '')
      const order = codes && field.codeList !== undefined ? codeListOf(field.codeList).items.map(({ code }) => code) : null
      const ordered = order === null ? all : all.toSorted((one, other) => order.indexOf(one) - order.indexOf(other))
      const text = ordered.join(codes ? ',' : '\n').slice(0, field.maximumLength)
      return [to, text === '' ? null : text]
    }),
  )
}
