/** Tables over registers that come with another catalogue, chosen by an import condition; with the program's own there are none. */
import type { StatisticDefinition } from '../../statistics/types.ts'

export const added: readonly StatisticDefinition[] = []
