/** What the first page would wait for, loaded while somebody still chooses which form to print. */
import { setImmediate as breathe } from 'node:timers/promises'
import { exceljs, numberFormats } from '../excel/libraries.ts'
import { unpackFonts } from './fonts.ts'
import { fontkit } from './libraries.ts'

let ready: Promise<void> | null = null

/** Loads the libraries, one at a time, and unpacks the fonts; once a process. What fails is told by the page that needs it. */
export function makeReady(resourcesDirectory: string): Promise<void> {
  return (ready ??= load(resourcesDirectory).catch(() => undefined))
}

async function load(resourcesDirectory: string): Promise<void> {
  const fonts = unpackFonts(resourcesDirectory)
  for (const library of [exceljs, numberFormats, fontkit]) {
    await breathe()
    library()
  }
  await fonts
}
