import { fileURLToPath } from 'node:url'
import { FormFonts } from '../fonts.ts'

/** Folder of the program's resources in the source tree. */
export const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url))

/** The shipped fonts. */
export const fonts = new FormFonts(RESOURCES)
