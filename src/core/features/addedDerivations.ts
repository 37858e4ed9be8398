/** Derived columns of registers that are added where another catalogue is chosen by an import condition; with the program's own there are none. */
import type { Derivation } from '../store/index.ts'

export const added: readonly Derivation[] = []
