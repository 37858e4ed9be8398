/** Papers of a step and of a questionnaire, through the real store, as workbook and as page. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProcedureStep } from '../../catalogue/procedure.ts'
import { allProceedings } from '../../procedures/proceedings.ts'
import { forms, formOf } from '../../forms/registry.ts'
import { RESOURCES } from '../../forms/testing/fonts.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { PaperService, type PaperRequest } from './service.ts'
import { answeredOnce, madeStep } from './testing/prints.ts'

const administrator = userOf('administrator')
let office: TestOffice
let directory: string
let service: PaperService
beforeAll(async () => {
  office = await testOffice({ households: 8 })
  directory = await mkdtemp(join(tmpdir(), 'declared-'))
  service = new PaperService({
    office: () => office,
    resourcesDirectory: RESOURCES,
    dataDirectory: directory,
    now: () => new Date(2016, 2, 5, 9),
    files: { newPath: (extension) => join(directory, `made.${extension}`) },
  })
})
afterAll(async () => {
  await office.end()
  await rm(directory, { recursive: true, force: true })
})

/** The words of each worksheet. */
async function words(request: PaperRequest): Promise<string[]> {
  const out = join(directory, 'out.xlsx')
  await service.make({ ...request, format: 'xlsx', out }, administrator)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(out)
  return workbook.worksheets.map((sheet) => {
    const texts: string[] = []
    sheet.eachRow((row) => row.eachCell((cell) => (cell.isMerged && cell.master !== cell ? undefined : texts.push(cell.text))))
    return texts.join('|')
  })
}

describe('一步的表', () => {
  it('验收表有户、当年、这一步和核实人', async () => {
    const step = await madeStep(office, 'household_year', 'household_exit', 'verify')
    const [paper = ''] = await words({ code: 'exit_verification', for: [step], year: 2015 })
    const head = office.store.read.get<{ head: string }>(
      "SELECT h.head_name AS head FROM procedure_step s JOIN household_year y ON s.subject LIKE '%' || y.id JOIN household h ON h.id = y.household_id WHERE s.id = ?",
      step,
    )?.head
    for (const text of [head ?? '?', '2015年11月2日入户核实', '王核实、赵核实', '贫困户退出验收表']) expect(paper).toContain(text)
    await expect(words({ code: 'exit_verification', for: ['nothing'], year: 2015 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('流程里写的表都有，都是这个台账的一步', () => {
    for (const { register, procedure } of allProceedings)
      for (const step of procedure.steps)
        for (const code of 'prints' in step ? (step.prints as readonly string[]) : [])
          expect(formOf(code)?.from, code).toEqual({ kind: 'step', register: register.name })
    for (const { register, procedure } of allProceedings)
      for (const { sheets = [] } of procedure.steps as readonly ProcedureStep[])
        for (const { form, of } of sheets) expect(formOf(form)?.from, form).toEqual({ kind: 'record', register: of?.register ?? register.name })
    const named = allProceedings.flatMap(({ procedure }) => procedure.steps.flatMap((step) => ('prints' in step ? (step.prints as readonly string[]) : [])))
    for (const { code } of forms.filter(({ from }) => from.kind === 'step')) expect(named).toContain(code)
  })
})

describe('问卷', () => {
  it('空白卷和答卷用同一个表样：空白的有全部题目和选项，答卷有对象、答案、签字的人', async () => {
    const { version, sheet } = await answeredOnce(office)
    const [blank = '', filled = ''] = await words({ code: 'questionnaire', for: [version, sheet], year: 2015 })
    const { code, name } = office.store.read.get<{ code: string; name: string }>('SELECT code, name FROM questionnaire WHERE id = ?', version) ?? {
      code: '',
      name: '',
    }
    for (const paper of [blank, filled]) expect(paper).toContain(name)
    expect(blank).toContain('　　年　　月　　日')
    expect(blank).toMatch(/☐ /)
    expect(blank).not.toContain('张户主')
    for (const text of ['张户主', '李调查', '2015-11-02', '雨后再看']) expect(filled).toContain(text)
    expect((await words({ code: 'questionnaire', for: [code], year: 2015 }))[0]).toBe(blank)
    await expect(words({ code: 'questionnaire', for: ['没有的'], year: 2015 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
