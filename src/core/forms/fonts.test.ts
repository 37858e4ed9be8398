/** Fonts are held once, and given up when no page is made; a page on screen holds none of them whole. */
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeRoom } from '../makeRoom.ts'
import { FormFonts, KeptFonts } from './fonts.ts'

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))
const FONT = { name: '黑体', size: 10, bold: false, underline: false, colour: '000000' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('are the same for all who ask', () => {
  const kept = new KeptFonts()
  expect(new FormFonts(RESOURCES, kept).file('sans')).toBe(new FormFonts(RESOURCES, kept).file('sans'))
})

it('are given up half a minute after a text was measured last, and read again for the next', () => {
  const fonts = new FormFonts(RESOURCES, new KeptFonts())
  const held = fonts.file('sans')
  for (let texts = 0; texts < 4; texts += 1) {
    vi.advanceTimersByTime(20_000)
    fonts.measure('户主', FONT)
  }
  expect(fonts.file('sans') === held).toBe(true)
  vi.advanceTimersByTime(70_000)
  expect(fonts.file('sans') === held).toBe(false)
  expect(fonts.measure('户主', FONT)).toBe(20)
})

it('are given up before a job takes much', async () => {
  const fonts = new FormFonts(RESOURCES)
  const held = fonts.file('sans')
  await makeRoom()
  expect(fonts.file('sans') === held).toBe(false)
})
