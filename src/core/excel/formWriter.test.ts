/** A filled form as a workbook: a village's list has a thousand rows, between which others have their turn. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadForm } from '../forms/loadForm.ts'
import { fillCopy } from '../forms/print.ts'
import { fonts, RESOURCES } from '../forms/testing/fonts.ts'
import { declared, rosterCopy, sampleHousehold } from '../forms/testing/sample.ts'
import { writeFormWorkbook } from './formWriter.ts'

it('writes no more than a hundred rows between two turns for others', async () => {
  const form = await loadForm(declared('household_roster'), 2016, { resourcesDirectory: RESOURCES })
  const occasion = { year: 2016, office: '漳县', printed_on: '2016年11月30日', data_day: '2016年11月30日', document_no: '' }
  const households = Array.from({ length: 150 }, (_, index) => sampleHousehold({ number: index + 1, members: 4 }))
  const sheet = fillCopy(form, rosterCopy(households), occasion, fonts)
  let [taken, before, most, done] = [0, 0, 0, false]
  const rows = sheet.rows.map((row) => ({
    cells: row.cells,
    get height() {
      taken += 1
      return row.height
    },
  }))
  const others = (): void => {
    most = Math.max(most, taken - before)
    before = taken
    if (!done) setImmediate(others)
  }
  others()
  const directory = await mkdtemp(join(tmpdir(), 'form-writer-'))
  try {
    expect(await writeFormWorkbook(join(directory, 'a.xlsx'), [{ ...sheet, rows }])).toBe(1)
  } finally {
    done = true
    await rm(directory, { recursive: true, force: true })
  }
  expect(taken).toBe(sheet.rows.length)
  expect(taken).toBeGreaterThan(600)
  expect(most).toBeLessThanOrEqual(100)
})
