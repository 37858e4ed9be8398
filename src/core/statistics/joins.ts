/** What a counting query asks of other registers: each is joined once, however many columns ask of it. */
import { readingCondition, type Asker } from '../access/asker.ts'
import { columnSql } from '../catalogue/derive/kept.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { allOf, compileWhere, type Comparing, type Condition, type Referring } from '../registers/where.ts'
import type { Where } from '../shapes.ts'
import type { SqlValue } from '../store/index.ts'

/** The records of one register that refer to those of an alias, with one flag a filter that is asked of them. */
interface Facts {
  readonly alias: string
  readonly to: string
  readonly of: Omit<Referring, 'where'>
  readonly comparing: Comparing
  /** By the text of the filter. */
  readonly filters: Map<string, Where>
}

export class Joins {
  readonly #asker: Asker
  readonly #aliases = new Map<string, string>()
  readonly #parts: (() => Condition)[] = []
  readonly #facts = new Map<string, Facts>()

  constructor(asker: Asker) {
    this.#asker = asker
  }

  /** The alias of the records that a field refers to. */
  of(alias: string, field: FieldDefinition, target: RegisterDefinition): string {
    const column = columnSql(field, alias)
    const known = this.#aliases.get(column)
    if (known !== undefined) return known
    const made = `r${this.#aliases.size + 1}`
    this.#aliases.set(column, made)
    const reading = readingCondition(this.#asker, target, made)
    const on = allOf([{ sql: `${made}.id = ${column} AND ${made}.deleted = 0`, parameters: [] }, ...(reading.sql === '1' ? [] : [reading])])
    this.#parts.push(() => ({ sql: ` LEFT JOIN ${target.name} ${made} ON ${on.sql}`, parameters: on.parameters }))
    return made
  }

  /**
   * The condition that some record refers to that of the alias and meets the filter. All filters asked of one register are asked in one reading of
   * it. `comparing` is asked for each filter here, so that whoever watches it knows what this column asks about.
   */
  referring(alias: string, { register, column, where = {} }: Referring, comparing: Comparing): string {
    const key = `${alias} ${register.name} ${column('')}`
    let facts = this.#facts.get(key)
    if (facts === undefined) {
      facts = { alias: `e${this.#facts.size + 1}`, to: alias, of: { register, column }, comparing, filters: new Map() }
      this.#facts.set(key, facts)
      const made = facts
      this.#parts.push(() => factsSql(made))
    }
    compileWhere(register, where, comparing, inside(facts))
    const text = JSON.stringify(where)
    if (!facts.filters.has(text)) facts.filters.set(text, where)
    return `(coalesce(${facts.alias}.f${[...facts.filters.keys()].indexOf(text)}, 0) = 1)`
  }

  get sql(): string {
    return this.#parts.map((part) => part().sql).join('')
  }

  get parameters(): SqlValue[] {
    return this.#parts.flatMap((part) => [...part().parameters])
  }
}

const inside = ({ alias }: Facts): string => `${alias}_`

/** One row for each record that is referred to, and one flag a filter; what all filters ask alike is asked of the rows before. */
function factsSql(facts: Facts): Condition {
  const { register, column } = facts.of
  const filters = [...facts.filters.values()]
  const shared = sharedBy(filters)
  const flags = filters.map((where) => compileWhere(register, without(where, shared), facts.comparing, inside(facts)))
  const id = column(inside(facts))
  const rows = allOf(
    [facts.comparing.reading(register, inside(facts)), compileWhere(register, shared, facts.comparing, inside(facts))].filter(({ sql }) => sql !== '1'),
  )
  const columns = flags.map(({ sql }, index) => `max(CASE WHEN ${sql} THEN 1 ELSE 0 END) AS f${index}`)
  const read = `SELECT ${id} AS id, ${columns.join(', ')} FROM ${register.name} ${inside(facts)}`
  return {
    sql: ` LEFT JOIN (${read} WHERE ${inside(facts)}.deleted = 0 AND ${rows.sql} GROUP BY ${id}) ${facts.alias} ON ${facts.alias}.id = ${facts.to}.id`,
    parameters: [...flags.flatMap(({ parameters }) => parameters), ...rows.parameters],
  }
}

/** The entries that all filters have alike. */
function sharedBy(filters: readonly Where[]): Where {
  const [first = {}, ...others] = filters
  const texts = others.map((where) => new Set(Object.entries(where).map((entry) => JSON.stringify(entry))))
  return Object.fromEntries(Object.entries(first).filter((entry) => texts.every((text) => text.has(JSON.stringify(entry)))))
}

function without(where: Where, shared: Where): Where {
  return Object.fromEntries(Object.entries(where).filter(([key]) => !(key in shared)))
}
