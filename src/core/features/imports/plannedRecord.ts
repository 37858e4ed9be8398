/**
 * The records of a plan. What those of a county hold takes 60 MB as objects, and the core would keep them through the backup and the writing: they are packed,
 * a portion at a time, as text outside the heap, and unpacked where somebody asks. A record is known by itself, whether packed or not.
 */
import type { FieldValue } from '#core/catalogue/types.ts'

type Values = Readonly<Record<string, FieldValue>>

/** What a record holds that may be packed. */
interface Content {
  readonly values: Values
  readonly before: Values
}

/** One record to be written: added, or changed in some fields. */
export class PlannedRecord {
  readonly register: string
  /** Id on file; for a new record given when it is written. */
  id: string | null
  readonly isNew: boolean
  /** Fields that take the id of another planned record. */
  readonly references: Record<string, PlannedRecord>
  /** Village of somebody new, who belongs to none yet. */
  readonly place: string | undefined
  /** Its place among the records that are written, by which others refer to a new one on the way. */
  at = -1
  /** Its place in its portion once packed. */
  #content: Content | number
  #portion: PackedPortion | null = null

  constructor(
    of: { readonly register: string; readonly id: string | null; readonly values: Values; readonly before?: Values; readonly place?: string },
    references: Record<string, PlannedRecord>,
  ) {
    this.register = of.register
    this.id = of.id
    this.isNew = of.id === null
    this.references = references
    this.place = of.place
    this.#content = { values: of.values, before: of.before ?? NOTHING }
  }

  /** All values of a new record; of one on file those that change. */
  get values(): Values {
    return this.#read().values
  }

  set values(values: Values) {
    this.#content = { values, before: this.before }
    this.#portion = null
  }

  /** What the changed fields hold now. Empty for new records. */
  get before(): Values {
    return this.#read().before
  }

  /** Changes what another one changes of the same record, too: that has the word where both speak of a field. */
  takeIn(other: PlannedRecord): void {
    this.#content = { values: { ...this.values, ...other.values }, before: { ...this.before, ...other.before } }
    this.#portion = null
  }

  /** Gives up what it holds: it is written. */
  giveUp(): void {
    this.#content = WRITTEN
    this.#portion = null
  }

  /** Packs what these records hold. */
  static pack(records: readonly PlannedRecord[], atHand: AtHand): void {
    const portion = new PackedPortion(
      records.map((record) => record.#read()),
      atHand,
    )
    for (const [at, record] of records.entries()) {
      record.#content = at
      record.#portion = portion
    }
  }

  #read(): Content {
    const content = this.#content
    return typeof content === 'number' ? (this.#portion?.at(content) ?? WRITTEN) : content
  }
}

/** The portions that were asked for last stay unpacked: a plan is read in its order, with a look at what a record refers to. */
export class AtHand {
  readonly #portions = new Map<PackedPortion, readonly Content[]>()

  of(portion: PackedPortion): readonly Content[] {
    let contents = this.#portions.get(portion)
    if (contents === undefined) {
      contents = portion.unpack()
      const [oldest] = this.#portions.keys()
      if (oldest !== undefined && this.#portions.size >= MOST_AT_HAND) this.#portions.delete(oldest)
      this.#portions.set(portion, contents)
    }
    return contents
  }
}

const MOST_AT_HAND = 2
const NOTHING: Values = Object.freeze({})
const WRITTEN: Content = Object.freeze({ values: NOTHING, before: NOTHING })

/** The keys of an object, once for all objects that have them in this order. */
type Shape = readonly string[]

/** The contents of some records: numbers of shapes, each followed by its values. */
type PackedContent = readonly [values: number, before: number, ...FieldValue[]]

class PackedPortion {
  readonly #shapes: readonly Shape[]
  readonly #bytes: Buffer
  readonly #atHand: AtHand

  constructor(contents: readonly Content[], atHand: AtHand) {
    this.#atHand = atHand
    const shapes = new Shapes()
    const packed = contents.map(({ values, before }) => [shapes.of(values), shapes.of(before), ...Object.values(values), ...Object.values(before)])
    this.#shapes = shapes.all
    this.#bytes = Buffer.from(JSON.stringify(packed))
  }

  at(index: number): Content | undefined {
    return this.#atHand.of(this)[index]
  }

  unpack(): Content[] {
    return (JSON.parse(this.#bytes.toString()) as PackedContent[]).map(([ofValues, ofBefore, ...rest]) => {
      const keys = this.#shapes[ofValues] ?? []
      return { values: shaped(keys, rest, 0), before: shaped(this.#shapes[ofBefore] ?? [], rest, keys.length) }
    })
  }
}

class Shapes {
  readonly all: Shape[] = []
  readonly #known = new Map<string, number>()

  of(values: Values): number {
    const keys = Object.keys(values)
    const name = keys.join(' ')
    let at = this.#known.get(name)
    if (at === undefined) {
      this.#known.set(name, (at = this.all.length))
      this.all.push(keys)
    }
    return at
  }
}

function shaped(keys: Shape, rest: readonly FieldValue[], from: number): Values {
  if (keys.length === 0) return NOTHING
  const values: Record<string, FieldValue> = {}
  for (const [index, key] of keys.entries()) values[key] = rest[from + index] ?? null
  return values
}
