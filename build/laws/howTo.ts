/** The worked examples of the README and of the page on engines, read as instructions: a file to make, lines to put into one, a command to run. */
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Step =
  | { readonly kind: 'new'; readonly file: string; readonly text: string }
  | { readonly kind: 'before' | 'after' | 'instead of'; readonly file: string; readonly anchor: string; readonly text: string }
  | { readonly kind: 'migration'; readonly parameters: readonly string[] }
  | { readonly kind: 'script'; readonly script: string }

export interface HowTo {
  readonly title: string
  readonly steps: readonly Step[]
}

const PATTERN = new RegExp(
  [
    /New file `(?<made>[^`]+)`:\n\n```ts\n(?<whole>[^]*?)```/,
    /In (?:the new )?`(?<changed>[^`]+)`, (?<where>before|after|instead of) `(?<anchor>[^`]+)`[^\n]*:\n\n```ts\n(?<part>[^]*?)```/,
    /`npm run schema:migration -- (?<parameters>[^`]+)`/,
    /Then `node (?<script>build\/scripts\/[^`]+)`/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/** The examples of the chapter “How to add …”, each under a heading of its own; the rest of it (“More”) has none. */
export function howTos(readme: string): HowTo[] {
  const chapter = readme.split('\n## How to add …\n')[1]?.split('\n## ')[0] ?? ''
  return chapter
    .split('\n### ')
    .slice(1)
    .filter((text) => !text.startsWith('More\n'))
    .map((text) => ({ title: text.split('\n', 1)[0] ?? '', steps: [...text.matchAll(PATTERN)].map(({ groups = {} }) => stepOf(groups)) }))
}

/** The examples of the page on engines, each under the heading of its engine; the register that they are about comes first. */
export function engineHowTos(page: string): HowTo[] {
  return page
    .split('\n## ')
    .map((text) => ({
      title: text.replace(/^# /, '').split(/\n| \(/, 1)[0] ?? '',
      steps: [...text.matchAll(PATTERN)].map(({ groups = {} }) => stepOf(groups)),
    }))
    .filter(({ steps }) => steps.length > 0)
}

/** The command lines of a page, word by word, in their order. */
export function commandLines(page: string): string[][] {
  return [...page.matchAll(/^npm run -s cli -- (.+)$/gm)].map(([, line = '']) => line.replace(/\s+#.*$/, '').split(' '))
}

function stepOf(groups: Readonly<Record<string, string | undefined>>): Step {
  const { made, whole = '', changed, where, anchor = '', part = '', parameters = '', script } = groups
  if (script !== undefined) return { kind: 'script', script }
  if (made !== undefined) return { kind: 'new', file: made, text: whole }
  if (changed !== undefined && (where === 'before' || where === 'after' || where === 'instead of')) return { kind: where, file: changed, anchor, text: part }
  return { kind: 'migration', parameters: parameters.split(' ') }
}

/** What of the tree the examples touch, copied; packages are those of the tree. */
export function copyTree(root: string, into: string): void {
  for (const path of ['package.json', 'tsconfig.json', 'build/scripts', 'src/core', 'src/cli', 'resources'])
    cpSync(join(root, path), join(into, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(into, 'node_modules'), 'dir')
}

/** Does what an example says, in a copy of the tree. Returns the files that were written by hand. */
export function follow(tree: string, { steps }: HowTo): Set<string> {
  const files = new Set<string>()
  for (const step of steps) {
    if (step.kind === 'migration') {
      execFileSync(process.execPath, ['build/scripts/writeMigration.ts', ...step.parameters], { cwd: tree, stdio: 'pipe' })
      continue
    }
    if (step.kind === 'script') {
      execFileSync(process.execPath, [step.script], { cwd: tree, stdio: 'pipe' })
      continue
    }
    const [file = step.file] = globSync(step.file, { cwd: tree })
    files.add(file)
    write(join(tree, file), step.kind === 'new' ? step.text : changed(readFileSync(join(tree, file), 'utf8'), step))
  }
  return files
}

function changed(text: string, { kind, anchor, text: part, file }: Exclude<Step, { kind: 'new' | 'migration' | 'script' }>): string {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.includes(anchor))
  if (at === -1) throw new Error(`${file} has no line with ${anchor}`)
  lines.splice(kind === 'after' ? at + 1 : at, kind === 'instead of' ? 1 : 0, part.replace(/\n$/, ''))
  return lines.join('\n')
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
  writeFileSync(path, text)
}
