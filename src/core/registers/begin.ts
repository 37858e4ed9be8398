/** Records begun for many others in one change set, each that cannot be with its reason. */
import type { BegunCopy } from '../catalogue/beginning.ts'
import { copied, copiesFor, type BegunRegister } from '../catalogue/derive/beginning.ts'
import { referenceTo } from '../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Row } from '../shapes.ts'
import type { SqlRow } from '../store/index.ts'
import { tableOf, toContractRow } from '../store/table.ts'
import { carryLines, formerOf } from './carrying.ts'
import type { Door } from './writer.ts'

export interface BeginRequest {
  /** The register whose records are begun, and the one of the records they are begun for. */
  readonly register: string
  readonly of: string
  readonly ids: readonly string[]
  /** What is the same in all of them. */
  readonly values: Row
}

export interface Begun {
  readonly done: readonly string[]
  readonly refused: readonly { readonly id: string; readonly message: string }[]
}

/** Adds them; a record that has one already, or lacks what is taken over, is refused by itself. Throws VALIDATION for what is wrong with all. */
export async function beginForMany(door: Door, register: BegunRegister, { of, ids, values }: BeginRequest, step: () => Promise<void>): Promise<Begun> {
  const done: string[] = []
  const refused: { id: string; message: string }[] = []
  const copies = copiesFor(register, of)
  const by = fieldOf(register.name, register.begunFor.by)
  const check = door.checking(register, [])
  for (const id of new Set(ids)) {
    const row = door.transaction.get<SqlRow>(`SELECT * FROM ${registerOf(of).name} WHERE id = ? AND deleted = 0`, id)
    const message = row === undefined ? `${registerOf(of).label}已不在册。` : beginOne(door, { register, by, copies, of, values }, row, done)
    if (message !== null) refused.push({ id, message })
    await step()
  }
  check(done)
  return { done, refused }
}

interface Beginning {
  readonly register: BegunRegister
  readonly by: FieldDefinition
  readonly copies: readonly BegunCopy[]
  readonly of: string
  readonly values: Row
}

/** What is filled in; what is left open may be taken over. */
const entered = (values: Row): Row => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))

/** Adds the one of a record; why not, where it lacks what is taken over or has one already. */
function beginOne(door: Door, { register, by, copies, of, values }: Beginning, row: SqlRow, done: string[]): string | null {
  const { name } = registerOf(of)
  const taken = takenOver(register, copies, of, row)
  if (typeof taken === 'string') return taken
  const { own } = taken
  const reference = referenceTo(by, { register: name, id: String(row['id']) })
  const former = formerOf(door.transaction, register, reference, values)
  try {
    const id = door.insert(register, { ...former?.values, ...entered(values), ...own, [by.key]: reference }, { initials: true })
    if (former !== null) carryLines(door, register, former, id)
    done.push(id)
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'DUPLICATE') throw error
    return error.message
  }
}

/** What is taken over from a record; a sentence where something that is required is empty there. */
export function takenOver(register: BegunRegister, copies: readonly BegunCopy[], of: string, row: SqlRow): { readonly own: Row } | string {
  const { name, label } = registerOf(of)
  const known = toContractRow(tableOf(name), row)
  const own = Object.fromEntries(copies.map((copy) => [copy.to, copied(copy, known)]))
  const empty = register.fields.filter(({ key, required }) => required === true && key in own && (own[key] ?? null) === null)
  return empty.length > 0 ? `${label}里没有${empty.map((field) => `“${field.label}”`).join('、')}。` : { own }
}
