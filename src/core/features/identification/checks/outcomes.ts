/** What a case may end in, by whom it is about. Pure. */

/** Codes of the list `identification_scope`. */
export const SCOPE = { onFile: '1', exited: '2', unlisted: '3' } as const

/** Codes of the list `identification_outcome` that change something, and whom they are for (mechanisms.md M01; readings.md 6). */
export const CHANGING = {
  newlyIdentified: { code: '2', scope: SCOPE.unlisted },
  clearedOut: { code: '3', scope: SCOPE.onFile },
  wronglyExited: { code: '5', scope: SCOPE.exited },
  returned: { code: '6', scope: SCOPE.exited },
  addedLate: { code: '8', scope: SCOPE.unlisted },
} as const

const scopes: ReadonlyMap<string, string> = new Map(Object.values(CHANGING).map(({ code, scope }) => [code, scope]))

/** The scope that an outcome is for; `undefined` of one that leaves things as they are. */
export const scopeOf = (outcome: string): string | undefined => scopes.get(outcome)

/** Whether an outcome may be decided of a record of that scope: what leaves things as they are is decided by upholding, not by an announcement. */
export const fits = (outcome: string, scope: string): boolean => scopeOf(outcome) === scope
