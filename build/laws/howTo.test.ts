/**
 * The examples of adding something, in the README and on the page of the engines, are followed in a copy of the tree: they touch few files by hand,
 * hold the laws, and an office works with them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'
import { commandLines, copyTree, engineHowTos, follow, howTos } from './howTo.ts'

/** By example, the most files that are written by hand; the migration is written by a command. */
const MOST_FILES: Readonly<Record<string, number>> = {
  'A field': 1,
  'A register': 2,
  'A register with lines': 2,
  'A derived field': 2,
  'A migration with data': 1,
}
/** The same by engine; the first is the register that the examples are about. */
const MOST_FILES_OF_ENGINES: Readonly<Record<string, number>> = {
  Engines: 2,
  Statistics: 2,
  Procedures: 3,
  'Due list': 2,
  Papers: 2,
  Rules: 1,
  'Successions of villages': 1,
  Draws: 1,
  Questionnaires: 2,
}
const ENGINES_PAGE = join(ROOT, 'docs/engines.md')

const examples = howTos(readFileSync(join(ROOT, 'README.md'), 'utf8'))
const engines = engineHowTos(readFileSync(ENGINES_PAGE, 'utf8'))
interface Found {
  readonly lines: string[]
  readonly answers: Readonly<Record<string, unknown>>
}

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
    expect(engines.map(({ title }) => title)).toEqual(Object.keys(MOST_FILES_OF_ENGINES))
  })

  it.each(examples)('$title: few files, all by what is written there', (example) => {
    expect(example.steps.some(({ kind }) => kind === 'migration')).toBe(true)
    expect(follow(tree, example).size).toBeLessThanOrEqual(MOST_FILES[example.title] ?? 0)
  })

  it.each(engines)('an engine: $title', (example) => {
    expect(follow(tree, example).size).toBeLessThanOrEqual(MOST_FILES_OF_ENGINES[example.title] ?? 0)
  })

  it('all of them hold the types and the laws of the catalogue, the schema, procedures, settings and questionnaires', () => {
    writeFileSync(
      join(tree, 'tsconfig.json'),
      JSON.stringify({
        ...JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')),
        include: ['src/core', 'src/cli', 'build/scripts/formTemplates'],
        exclude: ['**/*.test.ts'],
      }),
    )
    expect(run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')).toBe('')
    const laws = run(
      'node_modules/vitest/vitest.mjs',
      'run',
      // What hangs is ended by this test; nothing depends on the speed of the machine.
      ...['--testTimeout=0', '--hookTimeout=0'],
      ...['src/core/catalogue/catalogue.test.ts', 'src/core/store/schema.test.ts', 'src/core/procedures/laws.test.ts'],
      ...['src/core/questionnaires/score.test.ts', 'src/core/forms/loadForm.test.ts'],
    )
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

  it('the engines do with them what the page says, and every command line on it runs', () => {
    const { answers, lines, ...found } = JSON.parse(run(join(ROOT, 'build/laws/testing/tryEngines.ts'), ENGINES_PAGE)) as Found
    expect(found).toEqual({
      before: '已建成',
      lacks: ['paper', 'notice'],
      due: ['水井移交：公示中 2015-11-08', ...['1', '2', '3'].map(() => '水质复检 2016-05-31')],
      after: '已移交',
      board: { built: 2, handed_over: 1 },
      moved: ['621125100205'],
      drawn: 2,
      findings: 0,
    })
    expect(lines).toEqual(commandLines(readFileSync(ENGINES_PAGE, 'utf8')).map((words) => words.slice(0, 2).join(' ')))
    expect(answers).toMatchObject({
      'statistic houses': { title: '危房', total: [{ value: expect.any(Number) }, { value: expect.any(Number) }, {}, {}, {}] },
      'report compare': { redefined: false, lines: [] },
      // Of the demonstration something is due beside what the page makes; `due` above names what that is.
      'due --until': { total: expect.any(Number) },
      'form groups': { missing: [] },
      'template add': { code: 'own_1' },
      'form own_1': { file: '一览.pdf', missing: [] },
      'checks list': { rows: expect.arrayContaining([expect.objectContaining({ rule: '9-doctors', message: '有卫生室，没有村医，请核对。' })]) },
      'targets --measure': { rows: expect.arrayContaining([expect.objectContaining({ place: '621125000000', handedDown: 900 })]) },
      'draw seed': { register: 'well', seed: '4817' },
      'questionnaire publish': { version: 1 },
    })
    expect((answers['statistic houses'] as { total: { value: number }[] }).total[0]?.value).toBeGreaterThan(0)
  })
})
