/** No test depends on the speed of the machine: finds the next fixed sleep, tight limit, comparison with a clock, or field filled before it is there. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseSync } from 'vite'
import { ROOT } from '../scripts/buildScreens.ts'

/** A limit only ends what hangs: anything below is one that a slow machine meets. */
const LEAST_MS = 60_000
/** A limit of a whole test or hook stands for many waits. */
const LEAST_TEST_MS = 120_000
const FILES = ['{src,build,e2e}/**/*.{test,spec}.{ts,tsx}', 'src/**/testing/*.{ts,tsx}', 'e2e/{support,pages}/*.ts', 'build/config/{vitest,playwright}*.ts']

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

function everyNode(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) everyNode(one, visit)
    } else if (isNode(value)) everyNode(value, visit)
  }
}

/** `a.b.c` as `a.b.c`, a call as what it calls; empty for anything else. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier') return String(node['name'])
  if (node.type === 'MemberExpression') return `${nameOf(node['object'])}.${nameOf(node['property'])}`
  return node.type === 'CallExpression' ? nameOf(node['callee']) : ''
}

/** The number that an expression is, if it is one or the name of one; `1e4` and `60 * 1000` are too rare to be read. */
function numberOf(node: unknown, constants: ReadonlyMap<string, number>): number | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node['value'] === 'number') return node['value']
  return node.type === 'Identifier' ? constants.get(String(node['name'])) : undefined
}

/** What a test file does that depends on the speed of the machine. */
export function fixedTimesIn(name: string, source: string): string[] {
  const found: string[] = []
  const { program } = parseSync(name, source)
  const root = program as unknown as Node
  const constants = new Map<string, number>()
  everyNode(root, (node) => {
    if (node.type !== 'VariableDeclarator') return
    const value = numberOf(node['init'], constants)
    if (value !== undefined) constants.set(nameOf(node['id']), value)
  })
  const tell = (node: Node, what: string): void => {
    found.push(`${name}:${source.slice(0, Number(node['start'])).split('\n').length}: ${what}`)
  }
  everyNode(root, (node) => {
    if (node.type === 'ImportDeclaration' && String((node['source'] as Node)['value']).endsWith('timers/promises')) tell(node, 'sleeps (timers/promises)')
    if (node.type === 'Property' && /^(?:timeout|testTimeout|hookTimeout)$/.test(nameOf(node['key']))) {
      const limit = numberOf(node['value'], constants)
      if (limit !== undefined && limit !== 0 && limit < LEAST_MS) tell(node, `a limit of ${limit} ms`)
    }
    if (node.type === 'CallExpression') callIn(node, constants, tell)
  })
  return found
}

function callIn(node: Node, constants: ReadonlyMap<string, number>, tell: (node: Node, what: string) => void): void {
  const name = nameOf(node['callee'])
  const given = node['arguments'] as readonly unknown[]
  if (/(?:^|\.)setTimeout$/.test(name) && !/^test\.|^vi\./.test(name)) {
    const wait = given.length < 2 ? 0 : numberOf(given[1], constants)
    if (wait === undefined || (wait > 0 && wait < LEAST_MS)) tell(node, 'sleeps (setTimeout)')
  }
  if (name.endsWith('.waitForTimeout')) tell(node, 'sleeps (waitForTimeout)')
  if (/\.getByLabel(?:\.first|\.nth)?\.(?:fill|clear|selectOption|pressSequentially)$/.test(name))
    tell(node, 'fills whatever has the label, a heading while the form is not there yet (use field of e2e/support)')
  if (/^vi\.wait(?:For|Until)$/.test(name) && !((numberOf(given[1], constants) ?? 0) >= LEAST_MS))
    tell(node, 'a limit of one second (vi.waitFor without its own)')
  if (/^(?:it|test|describe|beforeAll|beforeEach|afterAll|afterEach|test\.setTimeout)(?:\.|$)/.test(name)) {
    const limit = numberOf(given.at(-1), constants)
    if (limit !== undefined && limit < LEAST_TEST_MS) tell(node, `a limit of ${limit} ms`)
  }
  if (/\.toBe(?:Less|Greater)Than(?:OrEqual)?$/.test(name)) {
    everyNode((node['callee'] as Node)['object'] as Node, (inner) => {
      if (
        inner.type === 'BinaryExpression' &&
        inner['operator'] === '-' &&
        [inner['left'], inner['right']].some((side) => /^(?:performance|Date)\.now$/.test(nameOf(side)))
      )
        tell(node, 'compares with a clock')
    })
  }
}

it('no test sleeps, has a tight limit or compares with a clock', () => {
  const files = [...new Set(FILES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })))]
  expect(files.length).toBeGreaterThan(150)
  expect(files.flatMap((file) => fixedTimesIn(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([])
})

it('finds each of them, and lets be what waits for something', () => {
  const bad = [
    `await new Promise((resolve) => { setTimeout(resolve, 50) })`,
    `setTimeout(go, wait)`,
    `const WAIT = 300\nsetTimeout(go, WAIT)`,
    `import { setTimeout as wait } from 'node:timers/promises'`,
    `await page.waitForTimeout(200)`,
    `await expect(a).toBeVisible({ timeout: 4000 })`,
    `it('a', () => {}, 20_000)`,
    `beforeAll(async () => {}, 60_000)`,
    `it.each([1])('a', () => {}, 5000)`,
    `expect(performance.now() - started).toBeLessThan(5_000)`,
    `expect(Date.now() - before).toBeLessThan(2000)`,
    `await vi.waitFor(() => check())`,
    `test.setTimeout(30_000)`,
    `await page.getByLabel('入户日期').fill('2015-09-10')`,
    `await page.getByRole('dialog').getByLabel(/年度/).first().selectOption('2015')`,
  ]
  for (const source of bad) expect(fixedTimesIn('a.test.ts', source), source).toHaveLength(1)
  const good = [
    `setTimeout(resolve, 0)`,
    `const START_MS = 240_000\nsetTimeout(() => reject(new Error('hangs')), START_MS)`,
    `await expect.poll(() => a).toBe(1)`,
    `it('a', () => {}, 300_000)`,
    `await vi.waitFor(() => check(), 60_000)`,
    `await expect(a).toBeVisible()`,
    `await field(page, '入户日期').fill('2015-09-10')`,
    `await expect(page.getByLabel('查找')).toBeVisible()`,
    `expect(later - earlier).toBeLessThan(5)`,
    `await new Promise((resolve) => { setImmediate(resolve) })`,
  ]
  for (const source of good) expect(fixedTimesIn('a.test.ts', source), source).toEqual([])
})
