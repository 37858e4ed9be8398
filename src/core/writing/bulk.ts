/**
 * Work that writes much, an import or taking one back, or with which much may be computed: a parameter saved. It is data (a name and what is to be done), so
 * that a thread of its own can do it with a connection of its own while the main thread answers everybody; where the data has no such thread, or little is written,
 * it is done in place by the same function.
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
  /** What `ChangeDescription.near` is to say: it is done in place, and asked of a thread where it reaches further. */
  readonly near: number | undefined
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

/** The same in place; `near` as in {@link BulkContext}. */
export type InPlaceWriter = (request: BulkRequest, options?: BulkOptions, near?: number) => Promise<Changed<unknown>>

/** Does it in place, in steps. */
export function inPlace(office: BulkOffice, works: Readonly<Record<string, BulkWork>>): InPlaceWriter {
  return ({ name, user, input, portions = [] }, { signal, onProgress } = {}, near) =>
    workOf(works, name)(office, user, input, {
      portions: async function* () {
        yield* portions
      },
      signal,
      onProgress: onProgress ?? (() => undefined),
      near,
    })
}

export function workOf(works: Readonly<Record<string, BulkWork>>, name: string): BulkWork {
  const work = works[name]
  if (work === undefined) throw new Error(`no bulk work is called ${name}`)
  return work
}
