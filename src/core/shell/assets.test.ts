import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentTypeOf, resolveAsset, segmentsOf } from './assets.ts'

let base: string
let root: string

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'bangfu-assets-'))
  root = join(base, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(base, 'renderer-secret'))
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  writeFileSync(join(root, 'assets', 'main-abc123.js'), 'export {}')
  writeFileSync(join(base, 'secret.txt'), 'secret')
  writeFileSync(join(base, 'renderer-secret', 'x.txt'), 'secret')
  symlinkSync(join(base, 'secret.txt'), join(root, 'link.txt'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('resolveAsset', () => {
  it('finds a file with its type and knows which may be cached for ever', async () => {
    expect(await resolveAsset(root, '/assets/main-abc123.js')).toMatchObject({ size: 9, type: 'text/javascript; charset=utf-8', immutable: true })
    expect(await resolveAsset(root, '/index.html')).toMatchObject({ type: 'text/html; charset=utf-8', immutable: false })
  })

  it.each(['/', '/households', '/households/01JD/history'])('gives the page itself for the route %s', async (path) => {
    expect((await resolveAsset(root, path))?.path).toMatch(/index\.html$/)
  })

  it.each([
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/../secret.txt',
    '/%5c..%5csecret.txt',
    '/..\\secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/index.html%00.js',
    '/%',
    '//etc/passwd.txt',
    '/%2fetc%2fpasswd.txt',
    '/C:/secret.txt',
    '/link.txt',
    '/../renderer-secret/x.txt',
    '/missing.js',
    '/assets/missing.js',
    'index.html',
    '',
  ])('gives nothing for %j', async (path) => {
    expect(await resolveAsset(root, path)).toBeNull()
  })

  it('a folder with an extension in its name is no file', async () => {
    mkdirSync(join(root, 'folder.js'), { recursive: true })
    expect(await resolveAsset(root, '/folder.js')).toBeNull()
  })
})

describe('helpers', () => {
  it('splits a path into decoded names', () => {
    expect(segmentsOf('/a/%E6%88%B7.html')).toEqual(['a', '户.html'])
  })
  it('knows the types that are served and calls the rest bytes', () => {
    expect(contentTypeOf('花名册.XLSX')).toContain('spreadsheetml')
    expect(contentTypeOf('a.unknown')).toBe('application/octet-stream')
  })
})
