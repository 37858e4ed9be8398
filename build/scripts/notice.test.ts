import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ROOT } from './buildScreens.ts'
import { allShipped, folderOfModule, noticeText, shippedIn } from './notice.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'notice-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function install(name: string, facts: object, licence?: string): string {
  const folder = `node_modules/${name}`
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...facts }))
  if (licence !== undefined) writeFileSync(join(root, folder, 'LICENSE'), licence)
  return folder
}

it('everything shipped states a licence that allows it, and each text is in the notice', () => {
  const shipped = allShipped(ROOT, [])
  expect(shipped.length).toBeGreaterThan(100)
  // A library under the GPL alone would put the whole program under it; LGPL libraries lie beside it as files of their own.
  expect(shipped.filter(({ license }) => /GPL/.test(license) && !/LGPL|\bOR\b/.test(license)).map(({ name }) => name)).toEqual([])
  const notice = noticeText(ROOT, [])
  for (const { name, version, texts } of shipped) {
    expect(notice).toContain(`${name} ${version}　`)
    for (const text of texts) expect(notice.includes(text)).toBe(true)
  }
})

it('what states no licence cannot be shipped; the name of one is taken from its text', () => {
  expect(() => shippedIn(root, install('a', {}))).toThrow('states no licence')
  expect(() => shippedIn(root, install('b', { license: 'UNLICENSED' }))).toThrow('states no licence')
  expect(shippedIn(root, install('c', { author: { name: '甲' } }, 'MIT License\r\n…'))).toEqual({
    name: 'c',
    version: '1.0.0',
    license: 'MIT License',
    by: '甲',
    texts: ['MIT License\n…'],
  })
})

it('a module of a build belongs to the innermost package around it', () => {
  expect(folderOfModule('/p/', '/p/node_modules/@a/b/node_modules/c/lib/x.js?v=1')).toBe('node_modules/@a/b/node_modules/c')
  expect(folderOfModule('/p', '/p/node_modules/@a/b/index.js')).toBe('node_modules/@a/b')
  expect(folderOfModule('/p', '/p/src/renderer/main.tsx')).toBeUndefined()
})
