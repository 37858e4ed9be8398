/** Records of one register that are begun for many of another at once: a case for each chosen household, a visit for each household of a village. Plain data. */
export interface BegunFor {
  /** Key of the reference, or of the field of kind `subject`, that names the record for which it is begun. */
  readonly by: string
  /** What the button of the list says: 发起核查. */
  readonly label: string
  /** What is taken over from that record; for a field named twice, the first line whose `of` it is. */
  readonly copies: readonly BegunCopy[]
  /** Records of other registers that are chosen instead, and say of which record one is begun: suspicions, and the households that they are about. */
  readonly through?: readonly BegunThrough[]
  /** What is taken over from the newest former record of the same one, where there is one and nothing else is entered. */
  readonly carries?: Carrying
}

/** All chosen records about one record begin one together; where there is one already by the register's identity, they are added to it. */
export interface BegunThrough {
  /** The register of the chosen records. */
  readonly of: string
  /** Key of its field that names the record for which one is begun. */
  readonly by: string
  /** Only records of which the field holds one of these values. */
  readonly only: { readonly field: string; readonly values: readonly string[] }
  /** Key of its reference that keeps what was begun: a record that has one is not taken again. */
  readonly keeps: string
  /** What they say together: texts as lines, codes as a set. */
  readonly gathers: readonly { readonly to: string; readonly from: readonly string[] }[]
  /** What is the same however they came about. */
  readonly values: Readonly<Record<string, string>>
}

/** A plan of last year carried forward, a further version of this year's. */
interface Carrying {
  readonly fields: readonly string[]
  /** Keys of the required fields by which records of one follow each other, the foremost first: year, version. */
  readonly order: readonly string[]
  /** Key of one of them: where it is the same the new record is a further version of the former one. */
  readonly versionOf: string
  readonly lines?: readonly CarriedLines[]
}

/** Lines of the former record that are written for the new one. */
export interface CarriedLines {
  readonly register: string
  /** In a further version: the field that names the line which this one continues, and the field that it is named by. */
  readonly continues?: { readonly to: string; readonly from: string }
  /** Otherwise: lines that are not taken along, and fields that are left empty. */
  readonly without?: { readonly field: string; readonly values: readonly string[] }
  readonly empty?: readonly string[]
}

export interface BegunCopy {
  /** Key of the field that is filled. */
  readonly to: string
  /** Only of records of this register. */
  readonly of?: string
  /** Key of the field of that record; without one `otherwise` is what is filled in. */
  readonly from?: string
  /** What values stand for; the value itself without it. */
  readonly as?: Readonly<Record<string, string | number | boolean | null>>
  /** What stands for every other value, and for none. */
  readonly otherwise?: string | number | boolean | null
}
