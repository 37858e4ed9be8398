/** Migrations that come after the program's own, where another catalogue is chosen by an import condition; with the program's own there are none. */
import type { Migration } from './types.ts'

export const added: readonly Migration[] = []
