/** Subjects of registers that come with another catalogue, chosen by an import condition; with the program's own there are none. */
import type { Subject } from '#core/checks/subject.ts'

export const added: readonly Subject[] = []
