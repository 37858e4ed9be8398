/** Which field an unknown heading may mean: a slip of the pen, else the one that shares most of its words. */
import { editDistance, spelling } from '#core/catalogue/derive/text.ts'
import type { Profile } from './targets.ts'

/** Distance at which an unknown heading may be a slip of the pen. */
const NEAR = 1
/** Share of pairs of characters that an unknown heading must have in common with a known one to be near it. */
const NEAR_SHARE = 0.5

/** A label or heading of a field as unknown headings are compared with it. */
interface KnownName {
  readonly label: string
  readonly text: string
  readonly pairs: readonly string[]
}

const namesByProfile = new WeakMap<Profile, readonly KnownName[]>()

/** Every name of a profile's fields, made ready once: each unknown heading of each sheet is held against all of them. */
function namesOf(profile: Profile): readonly KnownName[] {
  const kept = namesByProfile.get(profile)
  if (kept !== undefined) return kept
  const names = [...profile.targets.values()].flatMap(({ field: { label, headings = [] } }) =>
    [label, ...headings].map((name) => ({ label, text: spelling(name), pairs: pairsOf(spelling(name)) })),
  )
  namesByProfile.set(profile, names)
  return names
}

/** Neighbouring characters of a text, two by two. */
function pairsOf(text: string): string[] {
  const characters = [...text]
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/** Share of neighbouring characters that two texts have in common, 0 to 1 (Dice). */
function sharedPairs(ours: readonly string[], theirs: readonly string[]): number {
  return ours.length + theirs.length === 0 ? 0 : (2 * ours.filter((pair) => theirs.includes(pair)).length) / (ours.length + theirs.length)
}

/** Whether one text may be a slip of the pen for the other. */
export function isNear(one: string, other: string): boolean {
  // One edit makes a text longer by one character at most, which may be of two units.
  return Math.abs(one.length - other.length) <= 2 * NEAR && editDistance(one, other) <= NEAR
}

/** The label of the field whose label or heading is nearest to a heading; undefined where none is near. */
export function nearestField(profile: Profile, heading: string): string | undefined {
  const wanted = spelling(heading)
  if (wanted.length < 2) return undefined
  const pairs = pairsOf(wanted)
  let best: { readonly label: string; readonly share: number } | undefined
  for (const { label, text, pairs: theirs } of namesOf(profile)) {
    if (wanted.length > 2 && isNear(wanted, text)) return label
    const share = sharedPairs(pairs, theirs)
    if (share >= NEAR_SHARE && share > (best?.share ?? 0)) best = { label, share }
  }
  return best?.label
}
