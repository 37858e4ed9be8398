/** What seals packages, loaded when the first is sealed or opened and not with the program. */
import type * as Age from 'age-encryption'
import { loadPackage } from '../../loadPackage.ts'

export const age = (): typeof Age => loadPackage('age-encryption') as typeof Age
