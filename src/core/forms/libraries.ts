/** What sets and prints pages, loaded when the first page is made and not with the program. */
import { createRequire } from 'node:module'
import type * as Fontkit from 'fontkit'
import type Pdfkit from 'pdfkit'
import type SubsetFont from 'subset-font'

const require = createRequire(import.meta.url)

export const fontkit = (): typeof Fontkit => require('fontkit') as typeof Fontkit
export const pdfkit = (): typeof Pdfkit => require('pdfkit') as typeof Pdfkit
export const subsetFont = (): typeof SubsetFont => require('subset-font') as typeof SubsetFont
