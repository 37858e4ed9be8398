/** The journal entries that a package speaks of. */
export interface Range {
  /** Last journal entry that the receiver has; 0 for none. */
  readonly after: number
  readonly upTo: number
}
