import { waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { Attachment, AttachmentList } from '#core/features/attachments/contract.ts'
import type { FakeCalls } from '../../gallery/fakeClient.ts'
import { renderComponent, screen } from '../../testing/render.tsx'
import type { Rendered } from '../../testing/render.tsx'
import { AttachmentsTab } from './AttachmentsTab.tsx'

const IMAGE = 'data:image/jpeg;base64,/9j/'

function photo(id: string, more: Partial<Attachment> = {}): Attachment {
  return {
    id,
    revision: 1,
    name: `照片${id}`,
    remark: null,
    takenOn: '2015-06-01',
    mediaType: 'image/jpeg',
    kind: null,
    size: 300_000,
    width: 2000,
    height: 1500,
    addedAt: '2015-11-20T01:00:00.000Z',
    present: true,
    ...more,
  }
}

function show(list: Partial<AttachmentList>, calls: NonNullable<FakeCalls['attachments']> = {}): Rendered {
  const whole: AttachmentList = { attachments: [], removed: [], mayWrite: true, mayOpen: true, ...list }
  const shell = { pickFile: () => Promise.resolve({ ticket: 't', name: '大门.jpg', size: 2_000_000 }) }
  return renderComponent(<AttachmentsTab register="household" record="h1" />, {
    shell,
    calls: {
      attachments: {
        list: () => whole,
        thumbnail: () => ({ state: 'ready', image: IMAGE }),
        picture: ({ id }: { id: string }) => ({ state: 'ready', image: `${IMAGE}${id}` }),
        ...calls,
      },
    },
  })
}

describe('照片与附件', () => {
  it('列出缩略图、日期、名称、说明；没收到的说明白', async () => {
    show({ attachments: [photo('1', { remark: '改造前' }), photo('2', { present: false, takenOn: null })] })
    expect(await screen.findByRole('button', { name: '打开 照片1，2015-06-01 拍摄，改造前' })).toBeDefined()
    expect(await screen.findByRole('button', { name: /照片2，2015-11-20 添加，照片还没有收到，下次交换时会再要/ })).toBeDefined()
    expect(screen.getByText('照片还没有收到，下次交换时会再要')).toBeDefined()
  })

  it('按材料类别分开列，没有说明的在最后；添加时选了类别就一起送出', async () => {
    const add = vi.fn((_input: unknown) => ({ state: 'added', id: 'n', changeSet: 'c' }))
    const { user } = show({ attachments: [photo('1'), photo('2', { kind: 'house' })] }, { add })
    expect((await screen.findAllByRole('heading', { level: 2 })).map((heading) => heading.textContent)).toEqual(['房屋照片', '没有说明类别'])
    await user.click(screen.getByRole('button', { name: '添加照片或附件' }))
    await user.selectOptions(await screen.findByLabelText('材料类别'), '全家照片')
    await user.click(screen.getByRole('button', { name: '添加' }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(add.mock.calls[0]?.[0]).toMatchObject({ kind: 'family' })
  })

  it('看大图：左右键换一张，Esc 关上，焦点回到看的那一张', async () => {
    const { user } = show({
      attachments: [photo('1'), photo('2', { remark: '正面' }), photo('3', { mediaType: 'application/pdf', width: null, height: null })],
    })
    await user.click(await screen.findByRole('button', { name: /打开 照片1/ }))
    const dialog = await screen.findByRole('dialog', { name: '照片1' })
    expect((await within(dialog).findByRole('img')).getAttribute('src')).toBe(`${IMAGE}1`)
    expect(within(dialog).getByRole('button', { name: '上一张' })).toHaveProperty('disabled', true)
    await user.keyboard('{ArrowRight}')
    expect((await screen.findByRole('img', { name: '照片2：正面' })).getAttribute('src')).toBe(`${IMAGE}2`)
    expect(screen.getByText(/第 2 份，共 3 份/)).toBeDefined()
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^打开 照片2/))
  })

  it('添加：名称取自文件名，日期说明一起送出', async () => {
    const add = vi.fn((_input: unknown) => ({ state: 'added', id: 'n', changeSet: 'c' }))
    const { user } = show({}, { add })
    await user.click(await screen.findByRole('button', { name: '添加照片或附件' }))
    const name = await screen.findByLabelText(/名称/)
    expect(name).toHaveProperty('value', '大门')
    await user.type(screen.getByLabelText('说明'), '新大门')
    await user.click(screen.getByRole('button', { name: '添加' }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(add.mock.calls[0]?.[0]).toEqual({ ticket: 't', register: 'household', record: 'h1', name: '大门', remark: '新大门' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('别处已用的同一张：说出在哪里，带着原因再送', async () => {
    const add = vi.fn((input: { sharedReason?: string }) =>
      input.sharedReason === undefined
        ? {
            state: 'shared',
            with: [
              { register: 'household', record: 'h2', label: '户', title: '李四', place: '柯寨村' },
              { register: 'person', record: null, label: '人', title: null, place: '徐家店村' },
            ],
          }
        : { state: 'added', id: 'n', changeSet: 'c' },
    )
    const { user } = show({}, { add })
    await user.click(await screen.findByRole('button', { name: '添加照片或附件' }))
    await user.click(await screen.findByRole('button', { name: '添加' }))
    expect(await screen.findByText('柯寨村的户“李四”')).toBeDefined()
    expect(screen.getByText('徐家店村的人（不在您负责的范围内）')).toBeDefined()
    expect(screen.getByRole('button', { name: '确实同用，添加' })).toHaveProperty('disabled', true)
    await user.type(screen.getByLabelText(/原因/), '同住一院')
    await user.click(screen.getByRole('button', { name: '确实同用，添加' }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(2))
    expect(add.mock.calls[1]?.[0].sharedReason).toBe('同住一院')
  })

  it('拒绝的文件：在对话框里说为什么，输入的还在', async () => {
    const add = () => {
      throw new AppError('FILE_FORMAT', '这张图片不完整或已损坏，没有添加。', '请重新复制。').toPayload()
    }
    const { user } = show({}, { add })
    await user.click(await screen.findByRole('button', { name: '添加照片或附件' }))
    await user.click(await screen.findByRole('button', { name: '添加' }))
    expect(await screen.findByText('这张图片不完整或已损坏，没有添加。')).toBeDefined()
    expect(screen.getByLabelText(/名称/)).toHaveProperty('value', '大门')
  })

  it('删除要原因；删除的可以恢复', async () => {
    const remove = vi.fn((_input: unknown) => ({ changeSet: 'c' }))
    const restore = vi.fn((_input: unknown) => ({ changeSet: 'c' }))
    const { user } = show({ attachments: [photo('1')], removed: [photo('9')] }, { remove, restore })
    await user.click(await screen.findByRole('button', { name: /打开 照片1/ }))
    await user.click(await screen.findByRole('button', { name: '删除' }))
    await user.type(await screen.findByLabelText(/原因/), '拍错了')
    await user.click(screen.getByRole('button', { name: '删除' }))
    await waitFor(() => expect(remove.mock.calls[0]?.[0]).toEqual({ id: '1', reason: '拍错了' }))
    await user.click(await screen.findByRole('button', { name: '已删除 1 份' }))
    await user.click(screen.getByRole('button', { name: '恢复 照片9' }))
    await user.type(await screen.findByLabelText(/原因/), '没错')
    await user.click(screen.getByRole('button', { name: '恢复' }))
    await waitFor(() => expect(restore.mock.calls[0]?.[0]).toEqual({ id: '9', reason: '没错' }))
  })

  it('只读角色：有缩略图，没有大图、添加、删除', async () => {
    show({ attachments: [photo('1')], mayWrite: false, mayOpen: false })
    const section = await screen.findByRole('region', { name: '照片与附件' })
    expect(within(section).getByText('照片1')).toBeDefined()
    expect(within(section).getByText(/只能看模糊的缩略图/)).toBeDefined()
    expect(within(section).queryAllByRole('button')).toEqual([])
  })
})
