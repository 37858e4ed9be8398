/** What seals packages, loaded when the first is sealed or opened and not with the program. */
import { createRequire } from 'node:module'
import type * as Age from 'age-encryption'

const require = createRequire(import.meta.url)

export const age = (): typeof Age => require('age-encryption') as typeof Age
