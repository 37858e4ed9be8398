/**
 * How many people a household counts: its members on file; while nobody but the head is entered, as many as the sheet stated that brought it.
 * The same rule as the derived columns have it in SQL.
 */
export function populationOf(members: number, stated: unknown): number {
  return members <= 1 && typeof stated === 'number' ? Math.max(members, stated) : members
}
