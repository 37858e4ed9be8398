/** What the made-up family computes beyond what the catalogue says of its places: nothing so far. */
import type { Derivation } from '../../store/index.ts'

export const added: readonly Derivation[] = []
