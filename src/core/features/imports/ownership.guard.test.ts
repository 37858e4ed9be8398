/** Laws over all registers: nobody brings a record into a village of others by import, however the register knows where its records lie. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referringTo } from '#core/catalogue/derive/references.ts'
import { officeRegisterNames, registerOf } from '#core/catalogue/index.ts'
import { addBattle } from '#core/testing/battle.ts'
import { addExits } from '#core/testing/exits.ts'
import { addFunds } from '#core/testing/funds.ts'
import { addIdentifications } from '#core/testing/identifications.ts'
import { addProjects } from '#core/testing/projects.ts'
import { addShortfalls } from '#core/testing/shortfalls.ts'
import { addSurveys } from '#core/testing/surveys.ts'
import { addPlan } from '#core/testing/plans.ts'
import { addWorks } from '#core/testing/works.ts'
import { addMonitored } from '#core/testing/monitored.ts'
import { userOf } from '#core/testing/office.ts'
import { exportTo } from '../exports/exportTo.ts'
import { importBench, withoutNumbers, type ImportBench } from './testing/importing.ts'

let bench: ImportBench
const directory = mkdtempSync(join(tmpdir(), 'bangfu-ownership-'))
const OWN = '621125100%'
// What a level above alone writes is refused to the clerk as a whole; what is only added to, and what has such entries, cannot be taken off the file to be imported anew.
const owned = officeRegisterNames.filter((name) => {
  const { owner, rights, appendOnly } = registerOf(name)
  return (
    owner !== undefined &&
    rights?.write === undefined &&
    appendOnly === undefined &&
    !referringTo(name).some(({ register }) => registerOf(register).appendOnly !== undefined)
  )
})

beforeAll(async () => {
  bench = await importBench({ households: 120 })
  const { store } = bench.office
  await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    for (const [index, condition] of [`LIKE '${OWN}'`, `NOT LIKE '${OWN}'`].entries()) {
      const household = store.read.get<{ id: string }>(`SELECT id FROM household WHERE village ${condition} ORDER BY id LIMIT 1`)?.id ?? ''
      // No rule about members stands in the way of the household without them.
      transaction.update('household', household, { main_cause: null })
      const gadget = transaction.insert('gadget', { gadget_no: `Q-${index}`, name: '抽水机', household_id: household })
      transaction.insert('gadget_part', { gadget_id: gadget, part_no: 'L-1', count: 2, cost: 500 })
      transaction.insert('gadget_share', { gadget_id: gadget, household_id: household, share: 10_000 })
      transaction.insert('gadget_year', { gadget_id: gadget, year: 2015, hours: 30 })
      transaction.insert('gadget_survey', { gadget_id: gadget, survey_no: `P-${index}`, found: '完好' })
      const village = store.read.get<{ village: string }>('SELECT village FROM household WHERE id = ?', household)?.village ?? ''
      const project = transaction.insert('gadget_project', { project_no: `X-${index}`, name: '水渠', village })
      transaction.insert('gadget_project_village', { project_id: project, reached: village })
      const about = transaction.insert('gadget_case', { case_no: `S-${index}`, about: `gadget:${gadget}`, topic: '漏水' })
      transaction.insert('gadget_mark', { on_what: `gadget_case:${about}`, word: '红' })
      const measure = transaction.insert('target_measure', { name: `贫困人口${index}`, statistic: '1.0', measure: 'people' })
      transaction.insert('target_task', { measure_id: measure, year: 2015, place: village, amount: 1_800, issued_by: 'township' })
      const order = { document_no: '漳扶发〔2015〕9号', adjusted_on: '2015-09-18', before: 1_800, after: 2_000, reason: '漏评', issued_by: 'township' }
      transaction.insert('target_adjustment', { measure_id: measure, year: 2015, place: village, ...order })
      addIdentifications(transaction, { village, household, number: index + 1 })
      addShortfalls(transaction, { village, household, number: index + 1 })
      addWorks(transaction, { village, household, number: index + 1 })
      const funded = addProjects(transaction, { village, household, number: index + 1 })
      addFunds(transaction, { project: funded.project, village, household, number: index + 1 })
      addSurveys(transaction, { village, household, number: index + 1 })
      addBattle(transaction, { place: village, household, number: index + 1 })
      addPlan(transaction, { household })
      const person = store.read.get<{ id: string }>('SELECT id FROM person WHERE household_id = ? ORDER BY id LIMIT 1', household)?.id ?? ''
      addMonitored(transaction, { village, household, person, number: index + 1 })
      addExits(transaction, { village, household, year: 2015 })
      transaction.insert('household_event', { household_id: household, kind: '1', on_date: '2015-04-05', reason: '6' })
      const act = transaction.insert('shared_act', { name: '评议会', kind: 'meeting', division: village, held_on: '2015-03-05' })
      transaction.insert('shared_act_line', { act_id: act, subject: `gadget:${gadget}`, in_favour: 30 })
    }
  })
})
afterAll(async () => {
  await bench.end()
  rmSync(directory, { recursive: true, force: true })
})

/** A sheet of one record of the clerk's own villages or of others, which is taken off the file before it is imported. */
async function sheetOfRemoved(name: string, own: boolean): Promise<{ path: string; restore: () => Promise<void> }> {
  const { store } = bench.office
  const { owner = '' } = registerOf(name)
  const { id = '' } =
    store.read.get<{ id: string }>(`SELECT id FROM ${name} WHERE ${owner} ${own ? '' : 'NOT '}LIKE '${OWN}' AND deleted = 0 ORDER BY id LIMIT 1`) ?? {}
  expect(id).not.toBe('')
  const path = join(directory, `${name}-${own ? 'own' : 'foreign'}.xlsx`)
  await exportTo(bench.office, userOf('administrator'), { register: name, where: { id } }, path)
  await withoutNumbers(name, path)
  const actor = { id: 'u', name: '测试' }
  // With what refers to it, which would stand for it otherwise: a member of a household elsewhere.
  const hanging = referringTo(name).flatMap(({ register, field, prefix }) =>
    store.read.all<{ id: string }>(`SELECT id FROM ${register} WHERE ${field} = ? AND deleted = 0`, `${prefix}${id}`).map((row) => ({ register, id: row.id })),
  )
  const gone = [...hanging, { register: name, id }]
  await store.change(actor, { kind: 'edit', title: '删去', reason: '测试' }, (transaction) => {
    for (const one of gone) transaction.remove(one.register, one.id)
  })
  return {
    path,
    restore: async () => {
      await store.change(actor, { kind: 'edit', title: '恢复' }, (transaction) => {
        for (const one of gone.toReversed()) transaction.restore(one.register, one.id)
      })
    },
  }
}

describe('乡镇录入员导入', () => {
  it.each(owned)('%s：别的乡镇的新记录一行也不写，本乡镇的照常写入', async (name) => {
    const foreign = await sheetOfRemoved(name, false)
    // Proves that the sheet is one that goes in.
    const allowed = await bench.import(name, foreign.path, {}, { dryRun: true })
    expect([allowed.new, allowed.problems]).toEqual([1, []])
    const before = bench.office.store.lastSequence
    const refused = await bench.import(name, foreign.path, {}, { user: 'clerk' })
    expect([refused.rejected, refused.new, refused.changed, refused.changeSet]).toEqual([1, 0, 0, null])
    expect(bench.office.store.lastSequence).toBe(before)
    await foreign.restore()

    const own = await sheetOfRemoved(name, true)
    const result = await bench.import(name, own.path, {}, { dryRun: true, user: 'clerk' })
    expect([result.new, result.problems]).toEqual([1, []])
    await own.restore()
  })
})
