import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A tiny project in which each file breaks one arrow; the rule that must catch it stands beside it. */
const VIOLATIONS: ReadonlyArray<{ file: string; source: string; rule: string }> = [
  { file: 'src/core/features/home/a.ts', source: "import { app } from 'electron'\nexport const a = app\n", rule: 'core-knows-no-screen' },
  { file: 'src/core/features/home/b.ts', source: "import type { App } from 'electron'\nexport type B = App\n", rule: 'electron-in-its-shell' },
  { file: 'src/core/features/home/c.ts', source: "import { page } from '#web/page.ts'\nexport const c = page\n", rule: 'core-knows-no-shell' },
  { file: 'src/core/features/home/d.ts', source: "import Database from 'better-sqlite3'\nexport const d = Database\n", rule: 'sqlite-in-store' },
  { file: 'src/core/features/home/e.ts', source: "import excel from 'exceljs'\nexport const e = excel\n", rule: 'workbooks-in-excel' },
  { file: 'src/core/features/home/f.ts', source: "import { hidden } from '../household/hidden.ts'\nexport const f = hidden\n", rule: 'features-by-their-door' },
  { file: 'src/core/catalogue/g.ts', source: "import { readFileSync } from 'node:fs'\nexport const g = readFileSync\n", rule: 'isomorphic-needs-no-node' },
  {
    file: 'src/renderer/h.tsx',
    source: "import type { Hidden } from '#core/features/household/hidden.ts'\nexport const H = (p: { x: Hidden }) => <b>{p.x}</b>\n",
    rule: 'screens-see-the-contract',
  },
  { file: 'src/web/i.ts', source: "import { hidden } from '#core/features/household/hidden.ts'\nexport const i = hidden\n", rule: 'shells-see-the-app' },
  { file: 'src/core/store/j.ts', source: "import { k } from './k.ts'\nexport const j = () => k\n", rule: 'no-cycles' },
  { file: 'src/core/store/l.ts', source: "import { hidden } from '../features/household/hidden.ts'\nexport const l = hidden\n", rule: 'store-is-innermost' },
  { file: 'src/core/store/typeCycle.ts', source: "import type { Two } from './typeCycleTwo.ts'\nexport interface One { two: Two }\n", rule: 'no-cycles' },
  { file: 'src/core/features/home/m.ts', source: "export const m = async () => (await import('../nowhere.ts')).x\n", rule: 'resolvable' },
  { file: 'src/main/n.ts', source: "import { page } from '../web/page.ts'\nexport const n = page\n", rule: 'shells-apart-main' },
]

const ALLOWED: Readonly<Record<string, string>> = {
  // The other half of the cycle of j.ts; a cycle is reported once.
  'src/core/store/k.ts': "import { j } from './j.ts'\nexport const k = () => j\n",
  'src/core/features/household/hidden.ts': 'export const hidden = 1\nexport type Hidden = string\n',
  'src/core/features/household/service.ts': "import { hidden } from './hidden.ts'\nexport const service = hidden\n",
  'src/core/features/home/good.ts': "import { service } from '../household/service.ts'\nexport const good = service\n",
  'src/core/store/open.ts': "import Database from 'better-sqlite3'\nexport const open = Database\n",
  // The other half of the cycle of types.
  'src/core/store/typeCycleTwo.ts': "import type { One } from './typeCycle.ts'\nexport interface Two { one: One }\n",
  'src/main/index.ts': "import { app } from 'electron'\nexport const main = app\n",
  'src/web/page.ts': 'export const page = 1\n',
}

let project: string

function write(file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true })
  writeFileSync(join(project, file), text)
}

interface CruiseResult {
  summary: { violations: Array<{ from: string; rule: { name: string } }> }
}

function cruise(directory: string): CruiseResult {
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, 'build/config/dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'src',
    ],
    { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  if (run.stdout === '') throw new Error(run.stderr)
  return JSON.parse(run.stdout) as CruiseResult
}

describe('import arrows', () => {
  let found: CruiseResult['summary']['violations']

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'bangfu-arrows-'))
    write(
      'package.json',
      JSON.stringify({
        name: 'sample',
        type: 'module',
        imports: { '#core/*': './src/core/*', '#web/*': './src/web/*' },
        dependencies: { 'better-sqlite3': '1.0.0', exceljs: '1.0.0' },
        devDependencies: { electron: '1.0.0' },
      }),
    )
    for (const name of ['electron', 'better-sqlite3', 'exceljs']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
      write(`node_modules/${name}/index.js`, 'module.exports = {}\n')
    }
    for (const violation of VIOLATIONS) write(violation.file, violation.source)
    for (const [file, source] of Object.entries(ALLOWED)) write(file, source)
    found = cruise(project).summary.violations
  })

  afterAll(() => rmSync(project, { recursive: true, force: true }))

  it.each(VIOLATIONS)('catches $file by $rule', ({ file, rule }) => {
    expect(found.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(rule)
  })

  it('lets the allowed imports pass', () => {
    expect(found.filter((violation) => violation.from in ALLOWED)).toEqual([])
  })

  it('the command itself fails on a violation, so that the test run stops', () => {
    const command = [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, 'build/config/dependency-cruiser.cjs'),
      'src',
    ]
    expect(() => execFileSync(process.execPath, command, { cwd: project, stdio: 'ignore' })).toThrow()
  })
})
