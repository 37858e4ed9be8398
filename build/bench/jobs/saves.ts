/** Saving, as the screens save: the card of a household, and one record of each register. What was saved is taken back. */
import { officeRegisterNames, registerOf } from '../../../src/core/catalogue/index.ts'
import type { FieldDefinition } from '../../../src/core/catalogue/types.ts'
import type { BareHost } from '../bare/host.ts'
import type { BenchInput } from '../input.ts'
import { kind, timed, type Measured, type Sample } from '../measure.ts'
import type { BenchOffice } from '../office.ts'

const SAVES = { quick: 5, full: 20 } as const
const BARE = '直接改一行、记一行、提交'

type Row = Record<string, string | number | null>

export async function saves(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const count = input.quick ? SAVES.quick : SAVES.full
  return [await cards(office, bare, input, count), await records(office, bare, input, Math.ceil(count / 4))]
}

async function cards({ app, client }: BenchOffice, bare: BareHost, input: BenchInput, count: number): Promise<Measured | null> {
  const { read } = app.host.office().store
  const samples: Sample[] = []
  for (const row of read.all<Row>('SELECT * FROM household WHERE deleted = 0 ORDER BY id LIMIT ? OFFSET 200', count)) {
    const { household, householdYear, members } = await client.household.detail({ id: String(row['id']), year: 2015 })
    const draft = { year: 2015, household: { ...household, remark: `核对 ${samples.length}` }, householdYear, members, reason: '已入户核实' }
    const saved = await timed(() => client.household.save(draft))
    const alone = await bare.ask('rawSave', { work: input.work, register: 'household', values: row, change: 'remark' })
    samples.push({ ...saved, at: `${members.length} 人的户`, bare: alone })
    if (saved.result.changeSet !== null) await client.records.undo({ changeSet: saved.result.changeSet })
  }
  return kind('save.card', '保存户卡片', samples, { bar: 10, bareWhat: BARE })
}

/** A text without meaning elsewhere is changed, so that no check refuses it. */
async function records({ app, client }: BenchOffice, bare: BareHost, input: BenchInput, count: number): Promise<Measured | null> {
  const { read } = app.host.office().store
  const samples: Sample[] = []
  for (const register of officeRegisterNames) {
    const field = changeable(register)
    // Entries of an account are reversed, never changed.
    if (field === undefined || registerOf(register).appendOnly !== undefined) continue
    for (const row of read.all<Row>(`SELECT * FROM ${register} WHERE deleted = 0 ORDER BY id LIMIT ? OFFSET 3`, count)) {
      const saved = await timed(() => client.records.save({ register, id: String(row['id']), values: { [field.key]: '核对' }, reason: '核对' }))
      const alone = await bare.ask('rawSave', { work: input.work, register, values: row, change: field.key })
      samples.push({ ...saved, at: registerOf(register).label, bare: alone })
      if (saved.result.changeSet !== null) await client.records.undo({ changeSet: saved.result.changeSet })
    }
  }
  // A changed parameter has every record judged anew: that is not to be measured as something else.
  await app.host.office().checks.settled()
  return kind('save.record', '保存一条记录（各台账）', samples, { bar: 10, bareWhat: BARE })
}

function changeable(register: string): FieldDefinition | undefined {
  return registerOf(register)
    .fields.filter(
      (field) =>
        (field.type === 'longText' || field.type === 'text') &&
        field.derived === undefined &&
        field.unique !== true &&
        field.required !== true &&
        field.search === undefined,
    )
    .toSorted((one, other) => Number(other.key === 'remark') - Number(one.key === 'remark'))[0]
}
