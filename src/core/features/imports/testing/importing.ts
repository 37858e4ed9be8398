/** Sheets made in code and an office to import them into, for tests. People are synthetic. */
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { registerOf } from '#core/catalogue/index.ts'
import { FileTickets } from '#core/files/tickets.ts'
import { Jobs } from '#core/jobs/jobs.ts'
import type { Core } from '#core/runtime.ts'
import { syntheticPerson } from '#core/testing/builders.ts'
import { testOffice, TODAY, userOf, type TestOffice, type TestOfficeOptions } from '#core/testing/office.ts'
import { openedImportShape, type ImportOptions, type ImportResult, type OpenedImport } from '../contract.ts'
import { ImportService } from '../service.ts'
import { ROSTER_HEADINGS } from './rosterHeadings.ts'

export type CellIn = string | number | Date | null | undefined | { formula: string; result?: string | number | { error: string } }
export type RowIn = readonly CellIn[]

export interface ImportBench {
  readonly office: TestOffice
  readonly core: Core
  readonly service: ImportService
  readonly jobs: Jobs
  readonly directory: string
  /** Backups asked for so far. */
  readonly backups: string[]
  /** Writes a workbook of one sheet (or several, by name) and returns its path. */
  workbook(
    rows: readonly RowIn[] | Record<string, readonly RowIn[]>,
    options?: { readonly name?: string; readonly merges?: readonly string[] },
  ): Promise<string>
  file(name: string, content: string | Uint8Array): Promise<string>
  /** Opens a file as the administrator; throws the job's error. */
  open(register: string, ticket: string): Promise<OpenedImport>
  /** Imports at once as the administrator; throws the job's error. */
  import(register: string, path: string, options?: ImportOptions, more?: { dryRun?: boolean; user?: Parameters<typeof userOf>[0] }): Promise<ImportResult>
  count(register: string): number
  end(): Promise<void>
}

/** An office with an import service. */
export async function importBench(options: TestOfficeOptions = {}): Promise<ImportBench> {
  const office = await testOffice(options)
  const directory = mkdtempSync(join(tmpdir(), 'bangfu-imports-'))
  const jobs = new Jobs()
  const files = new FileTickets(join(directory, 'made'))
  const backups: string[] = []
  const core: Core = {
    office: () => office,
    user: () => userOf('administrator'),
    jobs,
    files,
    resourcesDirectory: '',
    dataDirectory: directory,
    now: () => new Date(`${TODAY}T08:00:00Z`),
    backupBefore: (reason) => {
      backups.push(reason)
      return Promise.resolve()
    },
  }
  const service = new ImportService(core)
  let number = 0
  return {
    office,
    core,
    service,
    jobs,
    directory,
    backups,
    async workbook(rows, { name, merges = [] } = {}) {
      const workbook = new ExcelJS.Workbook()
      for (const [sheetName, content] of Object.entries(
        Array.isArray(rows) ? { Sheet1: rows as readonly RowIn[] } : (rows as Record<string, readonly RowIn[]>),
      )) {
        const sheet = workbook.addWorksheet(sheetName)
        for (const row of content) sheet.addRow(row.map((cell) => cell ?? null))
        for (const merge of merges) sheet.mergeCells(merge)
      }
      number += 1
      const path = join(directory, name ?? `表${number}.xlsx`)
      await workbook.xlsx.writeFile(path)
      return path
    },
    async file(name, content) {
      const path = join(directory, name)
      await writeFile(path, content)
      return path
    },
    async open(register, ticket) {
      const job = await jobs.finished(service.open(userOf('administrator'), register, ticket))
      if (job.error !== null) throw Object.assign(new Error(job.error.message), job.error)
      return openedImportShape.parse(job.result)
    },
    async import(register, path, options = {}, { dryRun = false, user = 'administrator' } = {}) {
      const ticket = files.accept(path, path.split('/').at(-1) ?? '', userOf(user).id, { temporary: false })
      const job = await jobs.finished(service.run(userOf(user), { register, ticket: ticket.ticket, options, dryRun, problemFile: false }))
      if (job.error !== null) throw Object.assign(new Error(job.error.message), job.error)
      return job.result as ImportResult
    },
    count: (register) => Number(office.store.read.get<{ count: number }>(`SELECT count(*) AS count FROM ${register} WHERE deleted = 0`)?.count),
    async end() {
      await jobs.close()
      await office.end()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** One row of a roster. */
export interface Member {
  readonly name: string
  readonly idNumber: string
  readonly relation: string
  readonly education?: string
  readonly labour?: string
  readonly student?: string
}

/** Somebody who does not exist. */
export function person(relation: string, sex: '1' | '2', birthDate: string, rest: Partial<Member> = {}): Member {
  const made = syntheticPerson({ sex, birthDate })
  return { name: made.name, idNumber: made.id_number, relation, ...rest }
}

/** A couple with a son at school. */
export function family(): Member[] {
  return [
    person('本人或户主', '1', '1975-03-12', { education: '初中', labour: '普通劳动力', student: '非在校生' }),
    person('配偶', '2', '1977-08-02', { education: '小学', labour: '普通劳动力', student: '非在校生' }),
    person('之子', '1', '2005-11-20', { education: '小学', labour: '无劳动力', student: '小学' }),
  ]
}

/** Rows of a household as §6.1 has them. */
export function rosterRows(number: string, members: readonly Member[], change: Partial<Record<(typeof ROSTER_HEADINGS)[number], CellIn>> = {}): RowIn[] {
  return members.map((member) => {
    const values: Partial<Record<string, CellIn>> = {
      行政县: '漳县',
      乡镇: '武阳镇',
      行政村: '柯寨',
      自然村: '一社',
      户编号: number,
      姓名: member.name,
      证件号码: member.idNumber,
      人数: members.length,
      与户主关系: member.relation,
      民族: '汉族',
      文化程度: member.education,
      在校生状况: member.student,
      健康状况: '健康',
      劳动技能: member.labour,
      脱贫属性: '未脱贫',
      贫困户属性: '一般贫困户',
      主要致贫原因: '缺资金',
      危房户: '否',
      饮水安全: '是',
      饮水困难: '否',
      人均纯收入: 2300,
      联系电话: '13912345678',
      ...change,
    }
    return ROSTER_HEADINGS.map((heading) => values[heading])
  })
}

/** Two title rows, so that the headings stand in row 3. */
export const TITLES: RowIn[] = [['漳县2015年贫困人口花名册'], ['填报单位：武阳镇']]

/** Empties the columns of numbers that the program gives, which no new record may bring with it. */
export async function withoutNumbers(register: string, path: string): Promise<string> {
  const labels = registerOf(register).fields.flatMap(({ type, label }) => (type === 'numbered' ? [label] : []))
  if (labels.length === 0) return path
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  for (const sheet of workbook.worksheets) {
    sheet.eachRow((row, number) => {
      row.eachCell((cell, column) => {
        if (!labels.includes(cell.text)) return
        for (let below = number + 1; below <= sheet.rowCount; below++) sheet.getRow(below).getCell(column).value = null
      })
    })
  }
  await workbook.xlsx.writeFile(path)
  return path
}
