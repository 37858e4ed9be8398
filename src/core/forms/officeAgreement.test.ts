/** An independent judge: LibreOffice prints the workbooks we write; its pages must carry what our PDF carries, page by page. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { householdCard } from './householdCard.ts'
import { householdRoster } from './householdRoster.ts'
import { loadForm } from './loadForm.ts'
import { fillSubjects, writeForms, type FormSubject } from './print.ts'
import { fonts, RESOURCES } from './testing/fonts.ts'
import { sampleHousehold } from './testing/sample.ts'

const run = promisify(execFile)

function has(program: string): boolean {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore', timeout: 120_000 })
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
}

const judged = has('soffice') && has('pdftotext')
if (!judged) process.stderr.write('SKIPPED: soffice or pdftotext is not installed, so nobody has compared our pages with those of an office program.\n')

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'office-'))
})
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
})

/** Characters of each page, sorted: programs may order and space the words of a page differently. */
async function pages(path: string): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 100_000_000 })
  return stdout
    .split('\f')
    .slice(0, -1)
    .map((page) => [...page.normalize('NFKC').replace(/\s/gu, '')].sort().join(''))
}

const cards: FormSubject[] = [
  { members: 5 },
  { members: 12, helpers: 3, head: '买买提·吐尔逊江·阿卜杜热西提' },
  { members: 0 },
  { members: 8, masked: true },
].map((options, index) => ({ per: 'household', data: sampleHousehold({ ...options, number: index + 1 }) }))

const villages: FormSubject[] = [40, 7].map((count) => {
  const households = Array.from({ length: count }, (_, index) => sampleHousehold({ number: index + 1, members: (index * 5) % 7 }))
  return { per: 'village', data: { division: sampleHousehold().division, households } }
})

describe('what LibreOffice prints of our workbooks', () => {
  it.skipIf(!judged)('has the same pages with the same text as our PDF', async () => {
    const occasion = { year: 2016, office: '漳县殪虎桥镇人民政府', printed_on: '2016年11月30日' }
    const made = [
      ['card', await loadForm(householdCard, 2016, { resourcesDirectory: RESOURCES }), cards],
      ['roster', await loadForm(householdRoster, 2016, { resourcesDirectory: RESOURCES }), villages],
    ] as const
    for (const [name, form, subjects] of made) {
      for (const format of ['xlsx', 'pdf'] as const)
        await writeForms(format, join(directory, `${name}.${format}`), name, fillSubjects(form, subjects, occasion, fonts), fonts)
    }
    const profile = `-env:UserInstallation=file://${join(directory, 'profile')}`
    await run(
      'soffice',
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', join(directory, 'office'), ...made.map(([name]) => join(directory, `${name}.xlsx`))],
      { timeout: 280_000 },
    )
    for (const [name] of made) {
      const ours = await pages(join(directory, `${name}.pdf`))
      expect(ours.length).toBeGreaterThan(4)
      expect(await pages(join(directory, 'office', `${name}.pdf`)), name).toEqual(ours)
    }
  })
})
