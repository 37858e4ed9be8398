/** What the first page would wait for, done while somebody still chooses which form to print. */
import { setImmediate as breathe } from 'node:timers/promises'
import { loadExceljs, numberFormats } from '../excel/libraries.ts'
import { unpackFonts } from './fonts.ts'
import { fontkit, qr } from './libraries.ts'

/**
 * Loads the libraries, one at a time, unpacks the fonts, and has one page set that nobody sees: to read a template, to set and to embed letters takes
 * several times as long the first time. Done once, however often the answer is called, but for the fonts, which are given up when no page is made.
 * What fails is told by the page that needs it.
 */
export function makeReady(resourcesDirectory: string): (setPage: () => Promise<unknown>) => Promise<void> {
  let ready: Promise<void> | null = null
  return async (setPage) => {
    await (ready ??= prepare(resourcesDirectory, setPage).catch(() => undefined))
    await unpackFonts(resourcesDirectory).catch(() => undefined)
  }
}

async function prepare(resourcesDirectory: string, setPage: () => Promise<unknown>): Promise<void> {
  const fonts = unpackFonts(resourcesDirectory)
  await breathe()
  await loadExceljs()
  for (const library of [numberFormats, fontkit, qr]) {
    await breathe()
    library()
  }
  await fonts
  await setPage()
}
