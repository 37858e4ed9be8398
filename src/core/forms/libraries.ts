/** What sets and prints pages, loaded when the first page is made and not with the program. */
import type * as Fontkit from 'fontkit'
import type Pdfkit from 'pdfkit'
import type Sharp from 'sharp'
import { loadPackage } from '../loadPackage.ts'

export const fontkit = (): typeof Fontkit => loadPackage('fontkit') as typeof Fontkit
export const pdfkit = (): typeof Pdfkit => loadPackage('pdfkit') as typeof Pdfkit
export const sharp = (): typeof Sharp => loadPackage('sharp') as typeof Sharp

/** What is used of the library of QR codes. */
interface QrLibrary {
  readonly encodeQR: (text: string, output: 'raw', options: { readonly ecc: 'medium'; readonly border: number }) => boolean[][]
}
export const qr = (): QrLibrary => loadPackage('qr') as QrLibrary
