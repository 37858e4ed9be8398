/**
 * Targets as a tree: what is handed down from a place to those below it, how it adds up, and how far each is reached. Pure; knows no register and no
 * statistic. Amounts and figures are whole numbers of one unit.
 */
import { ratioScaled, scaledText } from '../rules/money.ts'

/** A place of the tree, and what it is to reach; null where nothing was handed down to it. */
export interface TargetPlace<T> {
  readonly place: string
  /** Null at the top. */
  readonly parent: string | null
  readonly target: T | null
}

export interface TargetNode<T> extends TargetPlace<T> {
  /** How far below the top. */
  readonly depth: number
  /** Places below that have a target. */
  readonly assigned: number
  /** What these come to; null where none has one. */
  readonly handedDown: number | null
  /** What the place itself is to reach less what it handed down; null unless both are known. */
  readonly difference: number | null
}

/** The places in the order of the tree, each above those below it. A place whose parent is not among them stands at the top. */
export function targetTree<T>(places: readonly TargetPlace<T>[], amountOf: (target: T) => number): TargetNode<T>[] {
  const known = new Set(places.map(({ place }) => place))
  const below = Map.groupBy(places, ({ parent }) => (parent !== null && known.has(parent) ? parent : ''))
  const nodes: TargetNode<T>[] = []
  const walk = (parent: string, depth: number): void => {
    for (const one of below.get(parent) ?? []) {
      const amounts = (below.get(one.place) ?? []).flatMap(({ target }) => (target === null ? [] : [amountOf(target)]))
      const handedDown = amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0)
      const difference = handedDown === null || one.target === null ? null : amountOf(one.target) - handedDown
      nodes.push({ ...one, depth, assigned: amounts.length, handedDown, difference })
      walk(one.place, depth + 1)
    }
  }
  walk('', 0)
  return nodes
}

/** How far a target is reached. */
export interface TargetStanding {
  /** `86.71%`; 未下达 where nothing was handed down, which is neither 0 nor 100; 「—」 over a target of zero, and where the figure is not known. */
  readonly share: string
  /** What is missing; below zero it was exceeded. Null where that cannot be said. */
  readonly missing: number | null
}

export const NOT_ASSIGNED = '未下达'

export function standingOf(amount: number | null, reached: number | null): TargetStanding {
  if (amount === null) return { share: NOT_ASSIGNED, missing: null }
  if (reached === null) return { share: '—', missing: null }
  const scaled = ratioScaled(reached, amount, 4)
  return { share: scaled === null ? '—' : `${scaledText(scaled, 2)}%`, missing: amount - reached }
}
