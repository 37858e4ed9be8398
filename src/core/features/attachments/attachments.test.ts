import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { readInput } from '../../files/temporary.ts'
import { FileTickets } from '../../files/tickets.ts'
import { undoChangeSet } from '../records/undo.ts'
import type { SessionUser } from '../session/contract.ts'
import { contentFile, pictureImage, thumbnailImage } from './images.ts'
import { verifyAttachments } from './index.ts'
import { addAttachment, attachmentOf, listAttachments, removeAttachment, requireOpen, restoreAttachment, updateAttachment, type AddRequest } from './service.ts'
import { EMPTY_PDF, makeBomb, makePicture, picked } from './testing/pictures.ts'

const TODAY = '2015-11-20'
const admin = userOf('administrator')
const clerk = userOf('clerk')
const reader = userOf('reader')

let office: TestOffice
/** Two households of 武阳镇, one elsewhere. */
let here: { id: string; village: string }
let beside: { id: string; village: string }
let elsewhere: { id: string; village: string }
let seed = 100

beforeAll(async () => {
  office = await testOffice({ households: 60 })
  const households = office.store.read.all<{ id: string; village: string }>('SELECT id, village FROM household WHERE deleted = 0 ORDER BY id')
  const inside = households.filter(({ village }) => village.startsWith('621125100'))
  const outside = households.find(({ village }) => !village.startsWith('621125100'))
  if (inside[0] === undefined || inside[1] === undefined || outside === undefined) throw new Error('the demo should fill 武阳镇 and another township')
  ;[here, beside, elsewhere] = [inside[0], inside[1], outside]
})
afterAll(async () => {
  await office.end()
})

async function photo(name = '大门.jpg', number = (seed += 1)): Promise<AddRequest['file']> {
  return picked(office.directory, name, await makePicture({ seed: number, width: 300 + number }))
}

async function add(user: SessionUser, record: string, request: Partial<AddRequest> = {}): Promise<string> {
  const added = await addAttachment(office, user, { file: request.file ?? (await photo()), register: 'household', record, ...request }, TODAY)
  if (added.state !== 'added') throw new Error('shared')
  return added.id
}

describe('attachments of a record', () => {
  it('are added as one change set, listed, shown small and large, and given out as a file', async () => {
    const added = await addAttachment(office, clerk, { file: await photo('张家 大门.jpg'), register: 'household', record: here.id, remark: '改造前' }, TODAY)
    if (added.state !== 'added') throw new Error('shared')
    expect(office.store.read.get('SELECT entries, title FROM change_set WHERE id = ?', added.changeSet)).toMatchObject({
      entries: 1,
      title: expect.stringMatching(/^给.*添加照片“张家 大门”$/),
    })
    const { attachments, removed, mayWrite, mayOpen } = await listAttachments(office, clerk, 'household', here.id)
    expect([removed, mayWrite, mayOpen]).toEqual([[], true, true])
    expect(attachments).toMatchObject([{ id: added.id, name: '张家 大门', remark: '改造前', mediaType: 'image/jpeg', present: true, revision: 1 }])
    const { row } = attachmentOf(office, clerk, added.id)
    expect(row['village']).toBe(here.village)
    for (const image of [await thumbnailImage(office.attachments, row, true), await pictureImage(office.attachments, row)])
      expect(image).toMatchObject({ state: 'ready', image: expect.stringMatching(/^data:image\/jpeg;base64,/) })
    const tickets = new FileTickets(`${office.directory}/made`)
    const ticket = await contentFile(office.attachments, tickets, row, clerk.id)
    expect(ticket.name).toBe('张家 大门.jpg')
    const { path } = tickets.resolve(ticket.ticket, clerk.id)
    expect(readFileSync(path).includes(Buffer.from('JFIF'))).toBe(false)
    expect((await readInput(path)).equals(await office.attachments.bytes(String(row['sha256'])))).toBe(true)
  })

  it('may be a PDF, which is a file to save and no picture', async () => {
    const id = await add(clerk, here.id, { file: picked(office.directory, '申请书.pdf', EMPTY_PDF) })
    const { row } = attachmentOf(office, clerk, id)
    expect(await thumbnailImage(office.attachments, row, true)).toEqual({ state: 'none', image: null })
  })

  it('belong to people and villages too, but to no record without a village', async () => {
    const person = office.store.read.get<{ id: string }>('SELECT id FROM person WHERE village = ? AND deleted = 0', here.village)?.id ?? ''
    expect(await add(clerk, person, { register: 'person' })).toBeTruthy()
    const village = office.store.read.get<{ id: string }>('SELECT id FROM village WHERE village = ?', here.village)?.id ?? ''
    expect(await add(clerk, village, { register: 'village' })).toBeTruthy()
    await expect(add(admin, 'x', { register: 'attachment' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(add(admin, 'x', { register: 'helper' })).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('are named, removed with a reason, restored, undone', async () => {
    const id = await add(clerk, beside.id)
    await updateAttachment(office, clerk, id, { name: '院子', remark: '新修', takenOn: '2015-06-01' }, 1)
    await expect(updateAttachment(office, clerk, id, { name: '别的' }, 1)).rejects.toMatchObject({ code: 'CONFLICT' })
    const changeSet = await removeAttachment(office, clerk, id, '拍错了')
    expect(await listAttachments(office, clerk, 'household', beside.id)).toMatchObject({
      attachments: [],
      removed: [{ name: '院子', remark: '新修', takenOn: '2015-06-01' }],
    })
    await undoChangeSet(office, clerk, changeSet ?? '')
    await removeAttachment(office, clerk, id, '又错了')
    await restoreAttachment(office, clerk, id, '没错')
    expect((await listAttachments(office, clerk, 'household', beside.id)).attachments).toHaveLength(1)
  })

  it('hold the rights of their record', async () => {
    const id = await add(admin, elsewhere.id)
    await expect(listAttachments(office, clerk, 'household', elsewhere.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(() => attachmentOf(office, clerk, id)).toThrow('没有找到')
    await expect(removeAttachment(office, reader, id, 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(add(reader, here.id)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await listAttachments(office, reader, 'household', elsewhere.id)).toMatchObject({ mayWrite: false, mayOpen: false })
    const { row, subject } = attachmentOf(office, reader, id)
    expect((await thumbnailImage(office.attachments, row, true)).state).toBe('ready')
    expect(() => requireOpen(reader, subject)).toThrow('只能看模糊的缩略图')
  })
})

describe('the same photo', () => {
  it('is refused on the same record, pointed out on another, and added there with a reason; kept once', async () => {
    const number = (seed += 1)
    await add(clerk, here.id, { file: await photo('房子.jpg', number) })
    await expect(add(clerk, here.id, { file: await photo('房子2.jpg', number) })).rejects.toMatchObject({
      code: 'DUPLICATE',
      message: expect.stringContaining('房子'),
    })
    const request = { file: await photo('房子.jpg', number), register: 'household', record: beside.id }
    const before = office.store.living('attachment')
    expect(await addAttachment(office, clerk, request, TODAY)).toMatchObject({
      state: 'shared',
      with: [{ register: 'household', record: here.id, label: '户', title: expect.stringMatching(/.+/), place: expect.stringMatching(/.+/) }],
    })
    expect(office.store.living('attachment')).toBe(before)
    const added = await addAttachment(office, clerk, { ...request, sharedReason: '兄弟两户同住一院' }, TODAY)
    expect(added.state).toBe('added')
    if (added.state === 'added')
      expect(office.store.read.get('SELECT reason FROM change_set WHERE id = ?', added.changeSet)).toEqual({ reason: '兄弟两户同住一院' })
  })

  it('of a village outside the user’s is pointed out without names', async () => {
    const number = (seed += 1)
    await add(admin, elsewhere.id, { file: await photo('a.jpg', number) })
    const answer = await addAttachment(office, clerk, { file: await photo('a.jpg', number), register: 'household', record: here.id }, TODAY)
    expect(answer).toMatchObject({ state: 'shared', with: [{ title: null, record: null, label: '户' }] })
  })

  it('removed and added again cannot be restored beside itself', async () => {
    const number = (seed += 1)
    const first = await add(clerk, beside.id, { file: await photo('a.jpg', number) })
    await removeAttachment(office, clerk, first, 'x')
    await add(clerk, beside.id, { file: await photo('a.jpg', number) })
    await expect(restoreAttachment(office, clerk, first, 'x')).rejects.toMatchObject({ code: 'DUPLICATE' })
  })
})

describe('what is missing or damaged on the disk', () => {
  it('is told, in the list, in the image, by the check; a thumbnail is made anew', async () => {
    const id = await add(clerk, here.id)
    const { row } = attachmentOf(office, clerk, id)
    const sha256 = String(row['sha256'])
    expect(await verifyAttachments(office.attachments, office.store)).toEqual([])
    expect(await office.attachments.missing(office.store)).toEqual([])
    const path = office.attachments.pathOf(sha256)
    const sound = readFileSync(path)

    rmSync(`${office.directory}/attachments/thumbnails`, { recursive: true })
    expect((await thumbnailImage(office.attachments, row, true)).state).toBe('ready')
    expect(await office.attachments.thumbnail(sha256)).not.toBeNull()

    const spoilt = Buffer.from(sound)
    spoilt.fill(1, 100, 120)
    writeFileSync(path, spoilt)
    expect((await pictureImage(office.attachments, row)).state).toBe('damaged')
    expect(await verifyAttachments(office.attachments, office.store)).toMatchObject([{ code: 'attachment_damaged', register: 'attachment', record: id }])

    rmSync(path)
    expect((await thumbnailImage(office.attachments, row, true)).state).toBe('missing')
    expect((await listAttachments(office, clerk, 'household', here.id)).attachments.find((one) => one.id === id)?.present).toBe(false)
    expect(await office.attachments.missing(office.store)).toEqual([sha256])
    expect(await verifyAttachments(office.attachments, office.store)).toMatchObject([{ code: 'attachment_missing' }])
    writeFileSync(path, sound)
    expect(await verifyAttachments(office.attachments, office.store)).toEqual([])
  })

  it('what another machine sent as a picture and is none is shown as damaged, and breaks nothing', async () => {
    for (const content of [Buffer.from('<script>'), makeBomb(60_000, 60_000), await makePicture({ width: 3000, height: 100 })]) {
      const sha256 = createHash('sha256').update(content).digest('hex')
      await office.attachments.write(sha256, [content])
      const row = { sha256, media_type: 'image/jpeg', name: 'x' }
      expect((await pictureImage(office.attachments, row)).state).toBe('damaged')
      expect(['damaged', 'ready']).toContain((await thumbnailImage(office.attachments, row, true)).state)
    }
  })

  it('a refused file leaves neither record nor content', async () => {
    const before = office.store.living('attachment')
    await expect(
      add(clerk, here.id, { file: picked(office.directory, 'x.jpg', (await makePicture({ seed: 999, width: 800 })).subarray(0, 900)) }),
    ).rejects.toMatchObject({ code: 'FILE_FORMAT' })
    expect(office.store.living('attachment')).toBe(before)
  })
})
