/** Records touched so far, by register. */
export type Touched = Map<string, Set<string>>
