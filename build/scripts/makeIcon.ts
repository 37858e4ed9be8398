/** Draws `build/icon.png` (512 px) and `build/icon.ico` (256 px) from `build/icon.svg` in a browser; run by hand when the drawing changes. */
import { chromium } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { ROOT } from './buildScreens.ts'

async function draw(sizes: readonly number[]): Promise<Buffer[]> {
  const svg = readFileSync(join(ROOT, 'build/icon.svg'), 'utf8')
  const found = findBrowser()
  const browser = await chromium.launch({ ...(found === null ? {} : { executablePath: found }), args: ['--no-sandbox'] })
  try {
    const pictures: Buffer[] = []
    for (const size of sizes) {
      const page = await browser.newPage({ viewport: { width: size, height: size } })
      await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
      pictures.push(await page.screenshot({ omitBackground: true }))
      await page.close()
    }
    return pictures
  } finally {
    await browser.close()
  }
}

/** An ICO file of PNG pictures (Windows Vista and later); widths in pixels, 256 is written as 0. */
function icoOf(pictures: ReadonlyArray<{ readonly width: number; readonly png: Buffer }>): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  pictures.forEach(({ width, png }, index) => {
    const at = 6 + 16 * index
    header.writeUInt8(width % 256, at)
    header.writeUInt8(width % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

const ICO_SIZES = [16, 32, 48, 256]
const [large, ...small] = await draw([512, ...ICO_SIZES])
if (large === undefined) throw new Error('nothing drawn')
writeFileSync(join(ROOT, 'build/icon.png'), large)
writeFileSync(join(ROOT, 'build/icon.ico'), icoOf(small.map((png, index) => ({ width: ICO_SIZES[index] ?? 256, png }))))
