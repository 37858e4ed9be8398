import { AFTER_FINISH, ALL_WEIGHTS } from '#core/catalogue/entities/project_work.ts'

/** Steps of the work itself that are not done: acceptance, claims and hand-over come after. */
export function unfinished<T extends { readonly kind: string | null; readonly completion: number | null }>(nodes: readonly T[]): readonly T[] {
  return nodes.filter(({ kind, completion }) => !AFTER_FINISH.includes(kind) && (completion ?? 0) < ALL_WEIGHTS)
}
