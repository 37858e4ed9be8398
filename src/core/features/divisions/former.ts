/**
 * What a division was called and numbered before, as one text in `former_names` that people can read and edit and the program can read back:
 * `草滩乡（621125207000，至2015年）；旧名乡（至1983年）；621125209206（至2015年）`. Pure and isomorphic.
 */

/** One former state. A part is absent where it is the same as later, or not known. */
export interface FormerState {
  readonly name?: string
  /** 12 digits. */
  readonly code?: string
  /** Last year in which it held. */
  readonly until?: number
}

const STATE = /^(.+?)(?:\(([^()]*)\))?$/u

export function formatFormer(states: readonly FormerState[]): string | null {
  const parts = states
    .map(({ name, code, until }) => {
      const head = name ?? code ?? ''
      const notes = [...(name !== undefined && code !== undefined ? [code] : []), ...(until === undefined ? [] : [`至${until}年`])]
      return notes.length === 0 ? head : `${head}（${notes.join('，')}）`
    })
    .filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join('；')
}

/** Reads the text back; anything that is not a code or a year is a name, so plain lists (草滩乡、旧名乡) are understood too. */
export function parseFormer(text: string | null): FormerState[] {
  if (text === null) return []
  return text
    .normalize('NFKC')
    .split(/[;、\n]|,(?![^()]*\))/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, head = part, notes = ''] = STATE.exec(part) ?? []
      const code = /^\d{12}$/u.test(head) ? head : /\d{12}/u.exec(notes)?.[0]
      const until = /(?<!\d)(\d{4})(?!\d)/u.exec(notes)?.[1]
      return {
        ...(/^\d{12}$/u.test(head) ? {} : { name: head }),
        ...(code === undefined ? {} : { code }),
        ...(until === undefined ? {} : { until: Number(until) }),
      }
    })
}

/** What is needed to tell a division's name in a year. */
export interface NamedDivision {
  readonly name: string
  readonly former_names: string | null
}

/** The name a division bore in a year: 贵清山镇 was 草滩乡 in 2014. */
export function nameInYear(division: NamedDivision, year: number): string {
  const states = parseFormer(division.former_names).filter((state) => state.name !== undefined && state.until !== undefined && state.until >= year)
  states.sort((one, other) => (one.until ?? 0) - (other.until ?? 0))
  return states[0]?.name ?? division.name
}

/** Whether a division exists in a year; open ends count as existing. */
export function inForce(division: { readonly valid_from: number | null; readonly valid_to: number | null }, year: number): boolean {
  return (division.valid_from === null || division.valid_from <= year) && (division.valid_to === null || division.valid_to >= year)
}
