import { createRequire } from 'node:module'

/**
 * Loads a package at once, when it is used and not with the program. Not called `require`: the build of the desktop program declares that name itself
 * in every file that seems to use it.
 */
export const loadPackage = createRequire(import.meta.url)
