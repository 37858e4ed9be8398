/** What is attached to records of a township or of the county: entered, shown, given on and taken in like that of a village. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { carry, closeOffices, COUNTY, openOffices, TODAY, TOWNSHIP_ONE, type DeskSite } from '../exchange/testing/offices.ts'
import { addAttachment, listAttachments, updateAttachment } from './service.ts'
import { EMPTY_PDF, makePicture, picked } from './testing/pictures.ts'

let offices: DeskSite[]
let county: DeskSite
let township: DeskSite
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const save = async ({ office, user }: DeskSite, register: string, values: Readonly<Record<string, string | number>>): Promise<string> =>
  (await office.records.save(user, { register, values, reason: '已核对' })).id

it('县里贴的公示带照片，乡镇的报账单带凭据：加得上，看得见，交换以后也在', async () => {
  const source = await save(county, 'fund_source', {
    name: '专项',
    document_no: '甘财农〔2015〕9号',
    year: 2015,
    kind_id: await save(county, 'fund_kind', { code: '01', name: '中央财政专项扶贫资金', level: '1', nature: '1' }),
    place: COUNTY,
  })
  const notice = await save(county, 'fund_notice', { subject: `fund_source:${source}`, place: COUNTY, level: 'county', phase: 'before', due_on: '2015-04-01' })
  const photo = picked(county.site.directory, '公示栏.jpg', await makePicture({ seed: 1, width: 400 }))
  const added = await addAttachment(county.office, county.user, { file: photo, register: 'fund_notice', record: notice, kind: 'photo' }, TODAY)
  if (added.state !== 'added') throw new Error('shared')
  await updateAttachment(county.office, county.user, added.id, { takenOn: '2015-03-30' }, 1)

  const project = await save(township, 'project', { name: '道路', place: TOWNSHIP_ONE, year: 2015, category: '04' })
  const claim = await save(township, 'payment_claim', {
    project_id: project,
    place: TOWNSHIP_ONE,
    year: 2015,
    batch: '1',
    amount: 100,
    applied_on: '2015-05-01',
    payee: '公司',
  })
  const paper = picked(township.site.directory, '发票.pdf', EMPTY_PDF)
  expect(await addAttachment(township.office, township.user, { file: paper, register: 'payment_claim', record: claim, kind: 'evidence' }, TODAY)).toMatchObject(
    {
      state: 'added',
    },
  )
  await carry(township, county)
  expect((await listAttachments(county.office, county.user, 'payment_claim', claim)).attachments).toMatchObject([{ kind: 'evidence' }])
  expect((await listAttachments(county.office, county.user, 'fund_notice', notice)).attachments).toMatchObject([
    { kind: 'photo', takenOn: '2015-03-30', present: true },
  ])
  for (const { office } of offices) {
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  }
  // Every place stands in the record's own words.
  expect(county.office.store.read.all('SELECT register, village FROM attachment ORDER BY register')).toEqual([
    { register: 'fund_notice', village: COUNTY },
    { register: 'payment_claim', village: TOWNSHIP_ONE },
  ])
})
