/** Who had seen what: the order that the contexts of a record's operations make, which is no order of time. */
import { NAMED_ENTRIES_SINCE, referencesOf, referenceText, type Context } from './entryName.ts'
import type { Operation } from './operation.ts'

export class Lineage {
  readonly #operations: readonly Operation[]
  readonly #byName = new Map<string, Operation[]>()
  /** By operation, all that its author had seen. */
  readonly #seen = new Map<Operation, ReadonlySet<Operation>>()

  /** Of all operations on one record, proposals and answers too: contexts name these as well. */
  constructor(operations: readonly Operation[]) {
    this.#operations = operations
    for (const operation of operations) {
      const name = nameOf(operation)
      const known = this.#byName.get(name)
      if (known === undefined) this.#byName.set(name, [operation])
      else known.push(operation)
    }
  }

  /** Whether `one` was made by somebody who had seen `other`. */
  covers(one: Operation, other: Operation): boolean {
    if (one === other) return false
    return namesDirectly(one, other) ?? this.#seenBy(one).has(other)
  }

  /** Whether each operation had seen the one before it. */
  isChain(edits: readonly Operation[]): boolean {
    for (let index = 1; index < edits.length; index += 1) {
      const [earlier, later] = [edits[index - 1], edits[index]]
      if (later === undefined || earlier === undefined || !this.covers(later, earlier)) return false
    }
    return true
  }

  /** What somebody who has seen all these operations has seen: by author the last of each of its timelines. */
  contextOf(operations: readonly Operation[]): Context {
    const byAuthor = new Map<string, Operation[]>()
    for (const operation of operations) {
      const heads = byAuthor.get(operation.author) ?? []
      if (heads.some((head) => this.covers(head, operation))) continue
      byAuthor.set(operation.author, [...heads.filter((head) => !this.covers(operation, head)), operation])
    }
    return Object.fromEntries(
      [...byAuthor].map(([author, heads]) => [author, referenceText(heads.map((head) => ({ number: head.number, stamp: head.stamp() })))]),
    )
  }

  #seenBy(one: Operation): ReadonlySet<Operation> {
    const known = this.#seen.get(one)
    if (known !== undefined) return known
    if (isMadeHere(one)) {
      const before = new Set(this.#operations.filter((operation) => isBefore(operation, one)))
      this.#seen.set(one, before)
      return before
    }
    const seen = new Set<Operation>()
    // Two entries cannot have seen each other: their names are hashes over what they had seen. Those of older programs could claim it.
    this.#seen.set(one, seen)
    for (const [author, named] of Object.entries(one.context())) {
      for (const reference of referencesOf(named)) {
        const [found] =
          reference.stamp === null ? [] : (this.#byName.get(`${author} ${reference.number}`) ?? []).filter((operation) => operation.stamp() === reference.stamp)
        // What is named and not held stands for all before it, as a bare number does.
        const direct =
          found === undefined
            ? this.#operations.filter((operation) => operation !== one && operation.author === author && operation.number <= reference.number)
            : [found]
        for (const operation of direct) {
          seen.add(operation)
          if (found !== undefined) for (const further of this.#seenBy(operation)) if (further !== one) seen.add(further)
        }
      }
    }
    return seen
  }
}

function nameOf({ author, number }: Operation): string {
  return `${author} ${number}`
}

/** What is known without following contexts; undefined where they have to be followed. */
function namesDirectly(one: Operation, other: Operation): boolean | undefined {
  if (isMadeHere(one)) return isBefore(other, one)
  const named = one.context()[other.author]
  if (named === undefined || typeof named === 'number') return typeof named === 'number' && named >= other.number ? true : undefined
  return referencesOf(named).some(({ number, stamp }) => number === other.number && stamp === other.stamp()) ? true : undefined
}

/** Whether what its author had seen can be told from this journal. Before entries were named it was told by numbers, and stays so. */
function isMadeHere({ madeHere, schema }: Operation): boolean {
  return madeHere === true && schema >= NAMED_ENTRIES_SINCE
}

/** Whoever made something here had seen what stands before it in this journal. */
function isBefore({ heldAt }: Operation, one: Operation): boolean {
  return heldAt !== undefined && one.heldAt !== undefined && heldAt < one.heldAt
}
