/** What must be there before a year is locked, as registers declare it (`lock.needs`): who lacks which field is told, place by place. */
import { lockedRegisters, yearAndPlaceOf } from '../../catalogue/derive/locks.ts'
import { placeSql } from '../../catalogue/derive/kept.ts'
import { fieldOf, registerOf } from '../../catalogue/index.ts'
import type { LockNeeds, RegisterDefinition } from '../../catalogue/types.ts'
import { AppError } from '../../errors.ts'
import type { OfficeLevel } from '../../rules/levels.ts'
import { defaultParameters } from '../../rules/parameters.ts'
import { lastDayOf } from '../../rules/parameterTerms.ts'
import type { Office } from '../../runtime.ts'

interface Locking {
  readonly year: number
  readonly places: readonly string[]
  readonly level: OfficeLevel
}

/** Records that a sentence names; the others are counted. */
const NAMED = 20

/** Throws VALIDATION with the records that lack what the level asks for. */
export function requireComplete(office: Office, { year, places, level }: Locking): void {
  for (const register of lockedRegisters()) {
    const needs = register.lock?.needs
    if (needs === undefined || needs.level !== level) continue
    const lacking = places.flatMap((place) => lackingIn(office, register, needs, { year, place }))
    if (lacking.length === 0) continue
    const told = lacking.slice(0, NAMED).map(({ owner, lacks }) => `${nameOf(office, register, owner)}（缺${lacks.join('、')}）`)
    const more = lacking.length > NAMED ? `等 ${lacking.length} 条` : ''
    throw new AppError(
      'VALIDATION',
      `${year} 年有 ${lacking.length} 条${register.label}${needs.label}不齐，不能锁定：${told.join('，')}${more}。`,
      `请先补齐；确实不要求的，请由县里在“参数”里改“${parameterLabel(office, needs.bars)}”。`,
    )
  }
}

interface Lacking {
  /** Id of the record that the year is of. */
  readonly owner: string
  readonly lacks: readonly string[]
}

/** Records of the year of a place that lack one of the fields that are asked for there. */
function lackingIn(
  office: Office,
  register: RegisterDefinition,
  needs: LockNeeds,
  { year, place }: { readonly year: number; readonly place: string },
): Lacking[] {
  const set = (key: string): number => {
    const asked = [key, lastDayOf(year), place] as const
    return office.parameters()(...asked) ?? defaultParameters(...asked) ?? 0
  }
  if (set(needs.bars) === 0) return []
  const asked = needs.fields.filter((field) => set(field.asked) !== 0).map(({ key }) => fieldOf(register, key))
  const by = yearAndPlaceOf(register)
  const owner = register.yearly === undefined ? undefined : registerOf(register.yearly.of)
  if (asked.length === 0 || by === null || owner === undefined) return []
  const rows = office.store.read.all<Record<string, string | number | null>>(
    `SELECT o.id AS owner, ${asked.map(({ key }) => `t.${key}`).join(', ')} FROM ${register.name} t
     JOIN ${owner.name} o ON o.id = t.${register.yearly?.reference ?? ''} AND o.deleted = 0
     WHERE t.deleted = 0 AND t.${by.year} = ? AND ${placeSql(register) ?? 'NULL'} = ? AND (${asked.map(({ key }) => `t.${key} IS NULL`).join(' OR ')}) ORDER BY o.id`,
    year,
    place,
  )
  return rows.map((row) => ({
    owner: String(row['owner']),
    lacks: asked.filter(({ key }) => row[key] === null).map(({ label }) => label.replace(/签字日期$/u, '')),
  }))
}

function nameOf({ records }: Office, register: RegisterDefinition, owner: string): string {
  const title = records.titleOf(register.yearly?.of ?? register.name, owner)
  return title === null || title === undefined || title === '' ? '没有名称的一条' : title
}

function parameterLabel(office: Office, key: string): string {
  return office.store.read.get<{ label: string | null }>('SELECT label FROM parameter WHERE key = ? AND deleted = 0 ORDER BY id LIMIT 1', key)?.label ?? key
}
