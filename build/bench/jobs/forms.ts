/** Forms: previews, one paper as PDF and as workbook, and all cards of a township. */
import { AppError } from '../../../src/core/errors.ts'
import type { BareHost } from '../bare/host.ts'
import { memoryBar, type BenchInput } from '../input.ts'
import { kind, single, timed, type Measured, type Sample } from '../measure.ts'
import { blockOf, finish, type BenchOffice } from '../office.ts'
import { largestTownship } from './places.ts'

const PREVIEWS = 6
/** Cards of a township; a larger township is cut, so that the number means the same everywhere. */
const CARDS = { quick: 50, full: 1000 } as const

export async function forms(office: BenchOffice, _bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const { client, app } = office
  const { read } = app.host.office().store
  const township = largestTownship(office)
  const households = read
    .all<{ id: string }>(
      'SELECT id FROM household WHERE deleted = 0 AND village >= ? AND village < ? ORDER BY village, household_no LIMIT ?',
      township.slice(0, 9),
      `${township.slice(0, 9)}z`,
      input.quick ? CARDS.quick : CARDS.full,
    )
    .map(({ id }) => id)
  const villages = read.all<{ village: string }>('SELECT DISTINCT village FROM household WHERE deleted = 0 LIMIT ?', PREVIEWS).map(({ village }) => village)
  const [firsts, others]: [Sample[], Sample[]] = [[], []]
  for (const { code, title, kind: of, register } of await client.paper.forms()) {
    if (of === 'step' || (of === 'record' && register !== 'household')) continue
    const subjects = (of === 'record' ? households : villages).slice(0, PREVIEWS)
    for (const [index, subject] of subjects.entries()) {
      // A village where nobody is concerned has no such paper.
      const preview = await timed(() => client.paper.preview({ code, for: [subject], year: 2015 })).catch(nothingThere)
      if (preview === null) continue
      const pdf = await finish(office, () => client.paper.make({ code, for: [subject], year: 2015, format: 'pdf' }))
      const sample = { milliseconds: preview.milliseconds, cpu: preview.cpu, at: title, bare: pdf.milliseconds }
      if (index === 0) firsts.push(sample)
      else others.push(sample)
    }
  }
  const bareWhat = '同一份表的 PDF'
  const pdf = await finish(office, () => client.paper.make({ code: 'household_card', for: households, year: 2015, format: 'pdf' }))
  const book = await finish(office, () => client.paper.make({ code: 'household_card', for: households.slice(0, 200), year: 2015, format: 'xlsx' }))
  return [
    kind('preview.first', '表单预览：每种表的第一次', firsts, { bar: 150, bareWhat }),
    kind('preview', '表单预览：以后各次', others, { bar: 150, bareWhat }),
    single('cards.pdf', `${households.length} 户的卡片成 PDF`, pdf.milliseconds, 'ms'),
    single('memory.cards', `内存峰值：${households.length} 户的卡片成 PDF`, pdf.peak, 'MB', memoryBar(input.people)),
    blockOf('cards', '卡片成 PDF 时', pdf.block),
    single('cards.xlsx', `${Math.min(200, households.length)} 户的卡片成工作簿`, book.milliseconds, 'ms'),
    blockOf('cards.xlsx', '卡片成工作簿时', book.block),
  ]
}

/** Throws whatever is not that there is nothing to print. */
function nothingThere(error: unknown): null {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null
  throw error
}
