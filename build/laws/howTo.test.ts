/** The README's examples of adding something are followed in a copy of the tree: they touch few files by hand, hold the laws, and an office works with them. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'
import { copyTree, follow, howTos } from './howTo.ts'

/** By example, the most files that are written by hand; the migration is written by a command. */
const MOST_FILES: Readonly<Record<string, number>> = {
  'A field': 1,
  'A register': 2,
  'A register with lines': 2,
  'A derived field': 2,
  'A migration with data': 1,
}

const examples = howTos(readFileSync(join(ROOT, 'README.md'), 'utf8'))
let tree: string
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'bangfu-tree-'))
  copyTree(ROOT, tree)
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

const run = (file: string, ...parameters: string[]): string => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file, ...parameters], { cwd: tree, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${stdout}${stderr}`.slice(-4000))
  return stdout
}

describe('what the README says of adding something', () => {
  it('has an example of each kind', () => {
    expect(examples.map(({ title }) => title)).toEqual(Object.keys(MOST_FILES))
  })

  it.each(examples)('$title: few files, all by what is written there', (example) => {
    expect(example.steps.some(({ kind }) => kind === 'migration')).toBe(true)
    expect(follow(tree, example).size).toBeLessThanOrEqual(MOST_FILES[example.title] ?? 0)
  })

  it('all of them hold the types and the laws of the catalogue and the schema', () => {
    writeFileSync(join(tree, 'tsconfig.json'), JSON.stringify({ ...JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')), include: ['src/core'] }))
    expect(run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')).toBe('')
    const laws = run('node_modules/vitest/vitest.mjs', 'run', 'src/core/catalogue/catalogue.test.ts', 'src/core/store/schema.test.ts')
    expect(laws).toContain('passed')
    expect(laws).not.toContain('failed')
  })

  it('an office opens with them, keeps them, and moves them with what they belong to', () => {
    expect(JSON.parse(run(join(ROOT, 'build/laws/testing/tryHowTos.ts')))).toEqual({
      stove: { stove: '节柴灶' },
      visit: { village: '621125100205' },
      vote: { village: '621125100204', votes_for: 12 },
      helpers: { helper_count: 1 },
      difference: { statements: [], conflicts: [], rederive: [] },
      findings: 0,
    })
  })
})
