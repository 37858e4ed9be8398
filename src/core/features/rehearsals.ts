/**
 * What is rehearsed where the program stays open, once after logging in: done in full and taken back, so that the first time is not the slow one; and what is
 * held at hand from then on.
 */
import type { AskingUser } from '../access/asker.ts'
import type { Office } from '../runtime.ts'
import { rehearseFirstSave } from './household/rehearsal.ts'

/** One after another; each leaves the data as it was. */
export const rehearsals: readonly ((office: Office, user: AskingUser) => Promise<void>)[] = [rehearseFirstSave, (office) => office.records.holdNumbers()]
