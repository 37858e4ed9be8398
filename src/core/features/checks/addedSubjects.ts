/** Subjects and checks on groups of registers that come with another catalogue, chosen by an import condition; with the program's own there are none. */
import type { GroupRule } from '#core/checks/engine/groups.ts'
import type { Subject } from '#core/checks/subject.ts'

export const added: readonly Subject[] = []

export const addedGroups: readonly GroupRule[] = []
