/** Records of every register that say the same wherever the catalogue lets them: for laws over what is read at a save, whatever the register. */
import { codeListOf, registerNames, registerOf, type RegisterName } from '../catalogue/index.ts'
import { pickableItems } from '../catalogue/derive/codes.ts'
import { lockRegister } from '../catalogue/derive/locks.ts'
import { referenceTo, targetsOf } from '../catalogue/derive/subject.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import type { PeriodLength } from '../rules/period.ts'
import type { Transaction } from '../store/index.ts'

export const ALIKE_VILLAGE = '621125100204'
const YEAR = 2015
const PERIODS: Readonly<Record<PeriodLength, string>> = { tenDays: '2015-05-D1', month: '2015-05', quarter: '2015-Q2', year: '2015' }

type Ids = ReadonlyMap<string, readonly string[]>

/**
 * Puts so many records of each register on file, of one year and village, referring to the first of what they may refer to. Those come first that others
 * refer to; what refers to one another in a ring lacks a reference. What locks a year is left out. Returns their ids by register, of which one that
 * takes no two alike has fewer.
 */
export function addAlike(transaction: Transaction, count: number): ReadonlyMap<RegisterName, readonly string[]> {
  const made = new Map<RegisterName, readonly string[]>()
  const left = new Set(registerNames.filter((name) => name !== lockRegister().name))
  while (left.size > 0) {
    const next = [...left].find((name) => waitsFor(registerOf(name)).every((other) => !left.has(other as RegisterName))) ?? [...left][0]
    if (next === undefined) break
    left.delete(next)
    const ids = new Set(Array.from({ length: count }, (_, index) => addOneAlike(transaction, registerOf(next), made, index)).filter((id) => id !== null))
    made.set(next, [...ids])
  }
  return made
}

/** The other registers that its records refer to. */
function waitsFor({ name, fields }: RegisterDefinition): string[] {
  return fields
    .filter(isEntered)
    .flatMap((field) => [...targetsOf(field)].slice(0, 1))
    .filter((other) => other !== name)
}

/** Puts one more record of a register on file, the same as those made before; null where it takes no more alike. */
export function addOneAlike(transaction: Transaction, register: RegisterDefinition, made: Ids, index: number): string | null {
  const values = Object.fromEntries(register.fields.filter(isEntered).map((field) => [field.key, valueOf(register, field, made, index)]))
  try {
    return transaction.insert(register.name, values)
  } catch {
    // One alone may say this.
    return null
  }
}

const isEntered = ({ derived, keeps, type }: FieldDefinition): boolean => derived === undefined && keeps === undefined && type !== 'numbered'

function valueOf({ name, uniqueTogether = [], identity = [] }: RegisterDefinition, field: FieldDefinition, made: Ids, index: number): FieldValue {
  const apart = field.unique === true || uniqueTogether.some((keys) => keys.includes(field.key)) || identity.includes(field.key)
  switch (field.type) {
    case 'reference':
    case 'subject': {
      const [target] = targetsOf(field)
      const ids = target === undefined || target === name ? [] : (made.get(target) ?? [])
      const id = ids[apart ? index % Math.max(ids.length, 1) : 0]
      if (id === undefined) return null
      return referenceTo(field, { register: target ?? '', id })
    }
    case 'code':
    case 'codes':
      return pickableItems(codeListOf(field.codeList ?? ''), YEAR)[0]?.code ?? null
    case 'division':
      return field.level === 'village' || field.level === undefined ? ALIKE_VILLAGE : '621125000000'
    case 'boolean':
      return true
    case 'year':
      return YEAR
    case 'date':
      return '2015-05-01'
    case 'month':
      return '2015-05'
    case 'partialDate':
      return '2015-05-01'
    case 'period':
      return PERIODS[field.period ?? 'month']
    case 'integer':
    case 'money':
    case 'area':
    case 'decimal':
    case 'rate':
      return Math.max(field.minimum ?? 1, 1) + (apart ? index : 0)
    case 'idNumber':
      return null
    case 'phone':
      return '13800138000'
    case 'bankAccount':
      return '6217000000000000001'
    default:
      return apart ? `同样${index}` : '同样'
  }
}
