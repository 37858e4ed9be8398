/**
 * Large libraries are loaded when they are used: an office is opened, its households listed and a form shown without them; our own sources are compiled once.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/core/app.ts'
import { cheapKeyring } from '../../src/core/testing/keyring.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LARGE = [
  '@duckdb/node-api',
  '@e965/xlsx',
  '@noble/curves',
  'age-encryption',
  'exceljs',
  'fflate',
  'fontkit',
  'jszip',
  'pdfkit',
  'pinyin-pro',
  'saxes',
  'sharp',
] as const
const LOGIN = '测试'
const PASSWORD = '测试专用密码2026'

let directory: string
const data = (): string => join(directory, 'data')
const temporary = (): string => join(directory, 'temporary')

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-libraries-'))
  const app = await createApp({
    dataDirectory: data(),
    temporaryDirectory: temporary(),
    resourcesDirectory: join(ROOT, 'resources'),
    keyring: cheapKeyring,
  })
  await app.host.setUp({ session: 'test' }, { unit: '621125', login: LOGIN, displayName: '测试', password: PASSWORD, year: 2015 })
  await app.close()
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function packagesOf(...words: readonly string[]): readonly string[] {
  const { status, stderr } = spawnSync(process.execPath, ['--import', './build/laws/testing/watchPackages.ts', ...words], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stderr) as string[]
}

describe('what is loaded at the start', () => {
  it('is no large library in any shell, until one is used: pages of forms on screen need none, either', () => {
    const packages = packagesOf('build/laws/testing/openAndList.ts', data(), temporary(), LOGIN, PASSWORD)
    expect(packages).toContain('better-sqlite3')
    expect(LARGE.filter((name) => packages.includes(name))).toEqual([])
  })

  it('is nothing at all for help on the command line', () => {
    expect(packagesOf('src/cli/main.ts', '--help')).toEqual([])
  })

  it.each(['src/cli/main.ts', 'src/web/main.ts'])('%s has the sources compiled kept for the next start before it loads them', (entry) => {
    const source = readFileSync(join(ROOT, entry), 'utf8')
    const loadedFirst = [...source.matchAll(/^import .* from '(.*)'$/gm)].map(([, from]) => from)
    expect(loadedFirst).toEqual(['#core/shell/compiled.ts', '#core/shell/dumps.ts'])
    expect(source.indexOf('keepCompiled()')).toBeLessThan(source.indexOf('await import('))
  })
})
