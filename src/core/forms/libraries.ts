/** What sets and prints pages, loaded when the first page is made and not with the program. */
import type * as Fontkit from 'fontkit'
import type Pdfkit from 'pdfkit'
import type Sharp from 'sharp'
import { setImmediate as breathe } from 'node:timers/promises'
import { loadPackage } from '../loadPackage.ts'

export const fontkit = (): typeof Fontkit => loadPackage('fontkit') as typeof Fontkit
const pdfkit = (): typeof Pdfkit => loadPackage('pdfkit') as typeof Pdfkit

/** Loads what writes PDFs with a turn for others after its larger half, what reads fonts: all of it takes longer than anybody should wait. */
export async function loadPdfkit(): Promise<typeof Pdfkit> {
  fontkit()
  await breathe()
  return pdfkit()
}

export const sharp = (): typeof Sharp => loadPackage('sharp') as typeof Sharp

/** What is used of the library of QR codes. */
interface QrLibrary {
  readonly encodeQR: (text: string, output: 'raw', options: { readonly ecc: 'medium'; readonly border: number }) => boolean[][]
}
export const qr = (): QrLibrary => loadPackage('qr') as QrLibrary
