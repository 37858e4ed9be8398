/** What sets and prints pages, loaded when the first page is made and not with the program. */
import type * as Fontkit from 'fontkit'
import type Pdfkit from 'pdfkit'
import type SubsetFont from 'subset-font'
import { loadPackage } from '../loadPackage.ts'

export const fontkit = (): typeof Fontkit => loadPackage('fontkit') as typeof Fontkit
export const pdfkit = (): typeof Pdfkit => loadPackage('pdfkit') as typeof Pdfkit
export const subsetFont = (): typeof SubsetFont => loadPackage('subset-font') as typeof SubsetFont
