/** Fields that an asker may not see in full are not asked about either: no filter, no order, no fragment tells what the mask hides. */
import { isHidden, isWholeNumber, readingCondition, showsPresence, type Asker } from '../access/asker.ts'
import { factOf } from '../catalogue/derive/listing.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Sort, Where } from '../shapes.ts'
import { compileWhere, type Comparing, type ComparisonGuard } from './where.ts'

/** Whole numbers that somebody may ask for within a minute without being able to see them. */
export const MOST_LOOKUPS = 30
const MINUTE = 60_000

/** Counts how often somebody asks whether a whole number is on file. */
export class Lookups {
  readonly #asked = new Map<string, number[]>()
  readonly #now: () => number

  /** `now` gives milliseconds that never go back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Counts one question. Throws TOO_MANY_ATTEMPTS after {@link MOST_LOOKUPS} within a minute. */
  note(asker: Asker): void {
    const now = this.#now()
    const recent = (this.#asked.get(asker.id) ?? []).filter((at) => now - at < MINUTE)
    if (recent.length >= MOST_LOOKUPS)
      throw new AppError('TOO_MANY_ATTEMPTS', `一分钟内最多按完整号码查 ${MOST_LOOKUPS} 次。`, '请过一分钟再查；要成批核对，请让有权限的人办理。')
    this.#asked.set(asker.id, [...recent, now])
  }
}

/** The same for a question that is begun anew until all is known that it asks: what it asks counts once, however often it gets there, and never less. */
export class RepeatedLookups extends Lookups {
  readonly #of: Lookups
  #now = 0
  #most = 0

  constructor(of: Lookups) {
    super()
    this.#of = of
  }

  /** The question begins, once more. */
  begin(): void {
    this.#now = 0
  }

  override note(asker: Asker): void {
    this.#now += 1
    if (this.#now <= this.#most) return
    this.#of.note(asker)
    this.#most = this.#now
  }
}

/** What comparisons of a register the asker may make. The guard throws FORBIDDEN, and TOO_MANY_ATTEMPTS for whole numbers. */
export function guardOf({ asker, lookups }: { readonly asker: Asker; readonly lookups: Lookups }, register: RegisterDefinition): ComparisonGuard {
  return (field, operator, operand) => {
    if (!isHidden(asker, register, field)) return
    if (operator === 'empty' && showsPresence(field)) return
    if (operator === 'eq' && operand === null && showsPresence(field)) return
    if (operator === 'eq' && field.type === 'idNumber' && typeof operand === 'string' && isWholeNumber(operand)) return lookups.note(asker)
    throw new AppError(
      'FORBIDDEN',
      `您看不到完整的“${field.label}”，不能按它筛选。`,
      field.type === 'idNumber' ? '请输入完整的证件号码查找，或去掉这个条件。' : '请去掉这个条件，或请有权限的人查。',
    )
  }
}

/** Refuses an order by fields that the asker may not see: neighbours in it tell the value. */
export function refuseSorting(asker: Asker, register: RegisterDefinition, sort: Sort): void {
  for (const { field: key } of sort) {
    const fact = factOf(register.name, key)
    const field = fact?.field ?? register.fields.find((known) => known.key === key)
    if (field !== undefined && isHidden(asker, fact?.yearly ?? register, field))
      throw new AppError('FORBIDDEN', `您看不到完整的“${field.label}”，不能按它排序。`, '请换一列排序。')
  }
}

/** Whether a filter and an order compare only what the asker may see; used for views that others have saved. */
export function mayAsk(asker: Asker, register: RegisterDefinition, where: Where | null, sort: Sort | null): boolean {
  const strict: Comparing = {
    guard: (of) => (field) => {
      if (isHidden(asker, of, field)) throw new AppError('FORBIDDEN', '', '')
    },
    reading: (of, alias) => readingCondition(asker, of, alias),
  }
  try {
    compileWhere(register, where ?? undefined, strict)
    refuseSorting(asker, register, sort ?? [])
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'FORBIDDEN') return false
    // A view of a field that is gone stays, to be mended or removed by whoever sees it.
    return true
  }
}
