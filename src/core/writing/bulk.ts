/**
 * Work that writes much: an import, taking one back. It is data (a name and what is to be done), so that a thread of its own can do it with a connection of its
 * own while the main thread answers everybody; where the data has no such thread, or little is written, it is done in place by the same function.
 */
import type { AskingUser } from '../access/asker.ts'
import type { Records } from '../registers/records.ts'
import type { Changed, Store } from '../store/index.ts'

/** What bulk work is done with. */
export interface BulkOffice {
  readonly store: Store
  readonly records: Records
}

interface BulkContext {
  /** What is to be written, a portion at a time, each given up by whoever has it. */
  readonly portions: () => AsyncGenerator<readonly unknown[], void>
  readonly signal: AbortSignal | undefined
  readonly onProgress: (done: number) => void
}

/** One change set. Throws {@link Outdated} where it rests on what is no longer so. */
export type BulkWork = (office: BulkOffice, user: AskingUser, input: unknown, context: BulkContext) => Promise<Changed<unknown>>

/** What is asked for. All of it can be handed to a thread. */
export interface BulkRequest {
  /** Name in the list of works. */
  readonly name: string
  readonly user: AskingUser
  readonly input: unknown
  /** About how many entries it makes. */
  readonly entries: number
  /** What is written, in portions that are made when they are asked for. */
  readonly portions?: Iterable<readonly unknown[]>
}

export interface BulkOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number) => void
}

/** Does bulk work, one after another. */
export type BulkWriter = (request: BulkRequest, options?: BulkOptions) => Promise<Changed<unknown>>

/** Thrown when something was written since the work was prepared; it is prepared anew. */
export class Outdated extends Error {
  constructor() {
    super('journal moved since the work was prepared')
    this.name = 'Outdated'
  }
}

/** Does it in place, in steps. */
export function inPlace(office: BulkOffice, works: Readonly<Record<string, BulkWork>>): BulkWriter {
  return ({ name, user, input, portions = [] }, { signal, onProgress } = {}) =>
    workOf(works, name)(office, user, input, {
      portions: async function* () {
        yield* portions
      },
      signal,
      onProgress: onProgress ?? (() => undefined),
    })
}

export function workOf(works: Readonly<Record<string, BulkWork>>, name: string): BulkWork {
  const work = works[name]
  if (work === undefined) throw new Error(`no bulk work is called ${name}`)
  return work
}
