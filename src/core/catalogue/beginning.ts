/** Records of one register that are begun for many of another at once: a case for each chosen household, a visit for each household of a village. Plain data. */
export interface BegunFor {
  /** Key of the reference, or of the field of kind `subject`, that names the record for which it is begun. */
  readonly by: string
  /** What the button of the list says: 发起核查. */
  readonly label: string
  /** What is taken over from that record; for a field named twice, the first line whose `of` it is. */
  readonly copies: readonly BegunCopy[]
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
