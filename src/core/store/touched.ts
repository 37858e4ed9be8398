/** Records touched so far, by register. */
export type Touched = Map<string, Set<string>>

export type ReadonlyTouched = ReadonlyMap<string, ReadonlySet<string>>
