/** Parts of records that stand in the rows of the records themselves (`spread`): what is on file of them, and what a row makes of them. */
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldValue, RegisterDefinition, SpreadPart } from '#core/catalogue/types.ts'
import type { DataRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { changedRecord, newRecord, type Planning, type Wanted } from './planning.ts'
import { recordsWith, type FileRecord } from './records.ts'
import { spreadRegister } from './registerProfile.ts'

/** Between several things in one cell. */
const BETWEEN = /[，,、；;]/

export class SpreadParts {
  readonly #planning: Planning
  readonly #register: RegisterDefinition
  readonly #parts: readonly SpreadPart[]
  #onFile = new Map<string, readonly FileRecord[]>()

  constructor(planning: Planning, register: RegisterDefinition) {
    this.#planning = planning
    this.#register = register
    this.#parts = register.spread ?? []
  }

  /** Fetches what is on file of these records. */
  load(owners: readonly string[]): void {
    this.#onFile = new Map()
    for (const { register, by } of this.#parts) {
      if (this.#onFile.has(register)) continue
      this.#onFile.set(register, recordsWith(this.#planning.database, register, by, owners))
    }
  }

  /** All that a row says of the parts, as text: rows that say the same are one. */
  said(row: DataRow): string {
    return JSON.stringify(this.#parts.map((part) => this.#entered(row, part)))
  }

  /** What becomes of the parts: `owner` is the record on file, or the one that the row makes. */
  plan(row: DataRow, owner: { readonly id: string | null; readonly planned: PlannedRecord | null }): PlannedRecord[] {
    return this.#parts.flatMap((part) => {
      const wanted = this.#entered(row, part)
      if (Object.keys(wanted).length === 0) return []
      const known = this.#known(part, owner.id)
      if (part.many !== true) return this.#one(part, known.at(-1), wanted, owner) ?? []
      const [[key = '', value] = []] = Object.entries(wanted)
      const contents = [
        ...new Set(
          String(value ?? '')
            .split(BETWEEN)
            .map((text) => text.trim()),
        ),
      ].filter((text) => text !== '')
      return contents.flatMap(
        (content) =>
          this.#one(
            part,
            known.find((record) => record[key] === content),
            { [key]: content },
            owner,
          ) ?? [],
      )
    })
  }

  #entered(row: DataRow, part: SpreadPart): Wanted {
    const wanted: Wanted = {}
    for (const { field, slot } of row.layout.entered(spreadRegister(this.#register.name, part))) {
      const value: FieldValue = row.values[slot] ?? null
      if (value !== null) wanted[field.key] = value
    }
    return wanted
  }

  #known({ register, by, values, last }: SpreadPart, owner: string | null): FileRecord[] {
    if (owner === null) return []
    const own = (this.#onFile.get(register) ?? []).filter(
      (record) => record[by] === owner && Object.entries(values).every(([key, value]) => record[key] === value),
    )
    return last === undefined ? own : own.toSorted((one, other) => Number(one[last]) - Number(other[last]))
  }

  #one(
    part: SpreadPart,
    onFile: FileRecord | undefined,
    wanted: Wanted,
    { id, planned }: { readonly id: string | null; readonly planned: PlannedRecord | null },
  ): PlannedRecord | null {
    const { register, by, values } = part
    if (onFile !== undefined) return changedRecord(register, onFile, wanted)
    const own: Wanted = { ...initialsOf(register), ...values, ...wanted }
    return id === null ? newRecord(register, own, planned === null ? {} : { [by]: planned }) : newRecord(register, { ...own, [by]: id })
  }
}

/** What a new part begins with. */
function initialsOf(register: string): Wanted {
  return Object.fromEntries(registerOf(register).fields.flatMap(({ key, initial }) => (initial === undefined ? [] : [[key, initial]])))
}
