/** A keyring for tests that are not about passwords: deriving a key at full cost takes longer than most tests. */
import type { KeyringOptions } from '../keyring/index.ts'

export const cheapKeyring: KeyringOptions = { cost: { N: 16, r: 1, p: 1 } }
