/** All derived columns: those that the features compute, and the places that the catalogue alone tells. */
import type { Derivation } from '../store/index.ts'
import { withPlaces } from '../store/placeDerivations.ts'
import { householdDerivations } from './household/derivations.ts'

export const derivations: readonly Derivation[] = withPlaces(householdDerivations)
