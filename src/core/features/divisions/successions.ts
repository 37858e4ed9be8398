/** Lines of villages: what each one went into, and what went into it. Pure. */
import type { Succession } from '../../store/succession.ts'

/** No real line is longer; two offices that each say the opposite must not hang the program. */
const LONGEST = 20

export class Successions {
  readonly #by = new Map<string, Succession>()
  readonly #into = new Map<string, string[]>()

  constructor(all: Iterable<Succession>) {
    for (const one of all) {
      this.#by.set(one.from, one)
      const known = this.#into.get(one.to)
      if (known === undefined) this.#into.set(one.to, [one.from])
      else known.push(one.from)
    }
  }

  /** What became of a village; undefined where it still is. */
  of(code: string): Succession | undefined {
    return this.#by.get(code)
  }

  /** The village that one has become, today or at the end of a year; itself where it still was. */
  heirOf(code: string, year?: number): string {
    let at = code
    for (let step = 0; step < LONGEST; step += 1) {
      const next = this.#by.get(at)
      if (next === undefined || (year !== undefined && Number(next.on.slice(0, 4)) > year)) return at
      at = next.to
    }
    return at
  }

  /** All villages that went into one, at whatever remove. */
  forerunnersOf(code: string): readonly string[] {
    const found = new Set<string>()
    const visit = (of: string): void => {
      for (const from of this.#into.get(of) ?? []) {
        if (from === code || found.has(from)) continue
        found.add(from)
        visit(from)
      }
    }
    visit(code)
    return [...found]
  }

  /** A village with all that is in one line with it: what it became, and what went into that. */
  familyOf(code: string): readonly string[] {
    const heir = this.heirOf(code)
    return [...new Set([code, heir, ...this.forerunnersOf(heir)])]
  }
}
