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

/** What the portions of a plan share. Those that were asked for last stay unpacked: a plan is read in its order, with a look at what a record refers to. */
export class AtHand {
  /** Of all portions, the empty one first. */
  readonly shapes: Shape[] = [new Shape([], 0)]
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

/** The keys of objects that have the same in the same order: found key by key, told by a number. */
class Shape {
  readonly keys: readonly string[]
  readonly number: number
  readonly #longer = new Map<string, Shape>()

  constructor(keys: readonly string[], number: number) {
    this.keys = keys
    this.number = number
  }

  /** The shape of what has one key more. */
  with(key: string, shapes: Shape[]): Shape {
    let longer = this.#longer.get(key)
    if (longer === undefined) {
      longer = new Shape([...this.keys, key], shapes.length)
      shapes.push(longer)
      this.#longer.set(key, longer)
    }
    return longer
  }
}

/** Adds the values of an object, and before them the number of its shape. */
function packInto(packed: FieldValue[], values: Values, shapes: Shape[]): void {
  const start = packed.push(0) - 1
  let [shape] = shapes
  for (const key in values) {
    shape = shape?.with(key, shapes)
    packed.push(values[key] ?? null)
  }
  packed[start] = shape?.number ?? 0
}

class PackedPortion {
  readonly #shapes: readonly Shape[]
  readonly #bytes: Buffer
  readonly #atHand: AtHand

  constructor(contents: readonly Content[], atHand: AtHand) {
    this.#atHand = atHand
    const shapes = atHand.shapes
    const packed: FieldValue[] = []
    for (const { values, before } of contents) {
      packInto(packed, values, shapes)
      packInto(packed, before, shapes)
    }
    this.#shapes = shapes
    this.#bytes = Buffer.from(JSON.stringify(packed))
  }

  at(index: number): Content | undefined {
    return this.#atHand.of(this)[index]
  }

  unpack(): Content[] {
    const packed = JSON.parse(this.#bytes.toString()) as FieldValue[]
    const contents: Content[] = []
    let at = 0
    const next = (): Values => {
      const keys = this.#shapes[Number(packed[at])]?.keys ?? []
      at += 1
      if (keys.length === 0) return NOTHING
      const values: Record<string, FieldValue> = {}
      for (const key of keys) {
        values[key] = packed[at] ?? null
        at += 1
      }
      return values
    }
    while (at < packed.length) contents.push({ values: next(), before: next() })
    return contents
  }
}
