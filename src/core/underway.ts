/**
 * What the core is at: procedures and jobs by name, so that something slow can be put down to what was asked for. Names only; nothing
 * that was asked or answered is kept.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const asker = new AsyncLocalStorage<string>()
const running = new Map<string, number>()
const ended = new Set<string>()

/** Does work under a name (`records.query`, `job import`): whatever it starts, later too, is put down to that name. */
export async function underName<T>(name: string, work: () => T | PromiseLike<T>): Promise<T> {
  running.set(name, (running.get(name) ?? 0) + 1)
  try {
    return await asker.run(name, work)
  } finally {
    const others = (running.get(name) ?? 1) - 1
    if (others === 0) running.delete(name)
    else running.set(name, others)
    ended.add(name)
  }
}

/** Under which name the present code runs; null outside of procedures and jobs. */
export function askedBy(): string | null {
  return asker.getStore() ?? null
}

/** All that was under way at some time since this was asked last, in the order of the alphabet. */
export function underwaySince(): string[] {
  const names = new Set([...running.keys(), ...ended])
  ended.clear()
  return [...names].toSorted()
}
