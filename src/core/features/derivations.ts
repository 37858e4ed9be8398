/** All derived columns, in the order in which they depend on each other: those of the features, and the places that the catalogue alone tells. */
import { added } from '#derivations/added'
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { Derivation } from '../store/index.ts'
import { placeDerivation } from '../store/placeDerivations.ts'
import { householdDerivations } from './household/derivations.ts'

const ofFeatures: readonly Derivation[] = [...householdDerivations, ...added]

/** Registers come after those they refer to, and so do their places. */
const places = registerNames.filter((name) => !ofFeatures.some(({ register }) => register === name)).flatMap((name) => placeDerivation(registerOf(name)) ?? [])

export const derivations: readonly Derivation[] = [...householdDerivations, ...places, ...added]
