/** An independent judge: LibreOffice prints the workbooks we write; its pages must carry what our PDF carries, page by page. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { lawSamples } from '../../testing/lawRuns.ts'
import { testOffice, userOf } from '../../testing/office.ts'
import { PaperService } from './service.ts'
import { printsOf } from './testing/prints.ts'
import type { FormSheet } from '../../excel/formSheet.ts'
import { formDecimal } from '../../forms/exact.ts'
import { fillForm } from '../../forms/fill.ts'
import { householdCopy } from '../../forms/household.ts'
import { loadForm } from '../../forms/loadForm.ts'
import { fillCopies, writeForms } from '../../forms/print.ts'
import { parseTemplate } from '../../forms/template.ts'
import { fonts, RESOURCES } from '../../forms/testing/fonts.ts'
import { declared, rosterCopy, sampleHousehold } from '../../forms/testing/sample.ts'
import { sheetOf } from '../../forms/testing/sheet.ts'
import { forms } from '../../forms/registry.ts'
import type { FormCopy } from '../../forms/types.ts'

/** Those that are tried with enough to fill pages. */
const MANY_PAGES = new Set(['card', 'roster', 'marks'])
/** With a chart or a drawing, which is text in our PDF and a picture in the workbook. */
const DRAWN: ReadonlySet<string> = new Set(['exit_sequence', 'road_network', 'road_network_township'])

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

const cards: FormCopy[] = [{ members: 5 }, { members: 12, helpers: 3, head: '买买提·吐尔逊江·阿卜杜热西提' }, { members: 0 }, { members: 8, masked: true }].map(
  (options, index) => householdCopy(sampleHousehold({ ...options, number: index + 1 })),
)

const villages: FormCopy[] = [40, 7].map((count) =>
  rosterCopy(Array.from({ length: count }, (_, index) => sampleHousehold({ number: index + 1, members: (index * 5) % 7 }))),
)

/** A template with what clerks may ask for: a cover, groups, heads that come again, years across, formats, page numbers, a photo and a code. */
async function everyMark(): Promise<FormSheet> {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: { r: 200, g: 30, b: 30 } } })
    .png()
    .toBuffer()
  const { template, problems } = parseTemplate(
    sheetOf(
      [
        ['{{#cover}}{{title}}', '{{photo}}', '{{code|qr}}', '{{printed|format:yyyy年m月d日}}{{/cover}}'],
        ['姓名', '{{#across years}}{{year}}年{{/across}}', '合计', '大写'],
        ['{{#head}}各村{{#if @continued}}（续）{{/if}}', '', '第{{@page}}页 共{{@pages}}页', '{{/head}}'],
        ['{{#group people by=village sort=village,-income}}{{group}}', '', '{{items|count}} 人', ''],
        ['{{#each items}}{{name}}', '', '{{income|format:#,##0.00}}', '{{income|format:大写}}{{/each}}'],
        ['小计', '', '{{items|sum:income}}', '{{(items|sum:income) / (items|count)|format:0.000}}{{/group}}'],
        ['{{#page}}本页 {{page|count}} 人', '', '{{page|sum:income}}', '{{/page}}'],
        ['合计', '', '{{people|sum:income * 1000000}}', '{{#if (people|count) > 100}}多{{#else}}少{{/if}}'],
      ],
      {
        height: 24,
        columns: [110, 60, 110, 130],
        titleRows: { first: 1, last: 1 },
        page: { footer: '&L{{title}}&R第 &P 页 共 &N 页', first: { header: '', footer: '&C封面' } },
      },
    ),
  )
  expect(problems).toEqual([])
  const people = Array.from({ length: 90 }, (_, index) => ({
    name: `人${index}`,
    village: ['铁沟村', '阳坡村', '河湾村'][index % 3] ?? '',
    income: formDecimal(index * 12_345 + 5, 3),
  }))
  const years = [2014, 2015, 2016].map((year) => ({ year }))
  const photo = { kind: 'image', mediaType: 'image/png', bytes, width: 60, height: 40 } as const
  return fillForm(template, { title: '分村花名册', photo, code: '621125', printed: '2016-11-30', years, people }, fonts, '花名册')
}

/**
 * Other forms that the program ships, some in each run and all in the long one, of what is on file in a small office: records, lists, a step, a
 * questionnaire blank and filled.
 */
async function shippedForms(): Promise<string[]> {
  const office = await testOffice({ households: 30 })
  try {
    const service = new PaperService({
      office: () => office,
      resourcesDirectory: RESOURCES,
      dataDirectory: directory,
      now: () => new Date(2016, 10, 30, 9),
      files: { newPath: (extension) => join(directory, `made.${extension}`) },
    })
    const prints = await printsOf(office)
    const made: string[] = []
    const others = forms.filter(({ code }) => !['household_card', 'household_roster'].includes(code))
    for (const { code } of lawSamples(others, 45)) {
      const asked = prints(code)
      made.push(code)
      for (const format of ['xlsx', 'pdf'] as const)
        await service.make({ code, documentNo: '漳扶办〔2016〕7号', ...asked, format, out: join(directory, `${code}.${format}`) }, userOf('administrator'))
    }
    return made
  } finally {
    await office.end()
  }
}

describe('what LibreOffice prints of our workbooks', () => {
  it.skipIf(!judged)('has the same pages with the same text as our PDF', async () => {
    const occasion = { year: 2016, office: '漳县殪虎桥镇人民政府', printed_on: '2016年11月30日', data_day: '2016年11月30日', document_no: '漳扶办〔2016〕7号' }
    const made = [
      ['card', await loadForm(declared('household_card'), 2016, { resourcesDirectory: RESOURCES }), cards],
      ['roster', await loadForm(declared('household_roster'), 2016, { resourcesDirectory: RESOURCES }), villages],
    ] as const
    for (const [name, form, subjects] of made) {
      for (const format of ['xlsx', 'pdf'] as const)
        await writeForms(format, join(directory, `${name}.${format}`), name, fillCopies(form, subjects, occasion, fonts), fonts)
    }
    const marked = await everyMark()
    for (const format of ['xlsx', 'pdf'] as const) await writeForms(format, join(directory, `marks.${format}`), 'marks', [marked], fonts)
    const names = [...made.map(([name]) => name), 'marks', ...(await shippedForms())]
    const profile = `-env:UserInstallation=file://${join(directory, 'profile')}`
    await run(
      'soffice',
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', join(directory, 'office'), ...names.map((name) => join(directory, `${name}.xlsx`))],
      { timeout: 280_000 },
    )
    for (const name of names) {
      const ours = await pages(join(directory, `${name}.pdf`))
      expect(ours.length).toBeGreaterThan(MANY_PAGES.has(name) ? 3 : 0)
      const theirs = await pages(join(directory, 'office', `${name}.pdf`))
      expect(DRAWN.has(name) ? theirs.length : theirs, name).toEqual(DRAWN.has(name) ? ours.length : ours)
    }
  })
})
