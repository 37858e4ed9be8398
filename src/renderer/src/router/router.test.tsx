import { fireEvent, waitFor } from '@testing-library/react'
import { lazyRouteComponent, useRouter } from '@tanstack/react-router'
import { describe, expect, it, vi } from 'vitest'
import { useConfirm } from '../components/ConfirmDialog.tsx'
import type { ConfirmAnswer } from '../components/ConfirmDialog.tsx'
import { renderScreen, screen } from '../testing/render.tsx'
import { loadFirstScreens } from './firstScreens.ts'
import { useGo, useSearchParameter } from './navigation.ts'
import { screens } from './screens.ts'

const onAnswer = vi.fn<(answer: ConfirmAnswer) => void>()

function List() {
  const go = useGo()
  return (
    <button type="button" onClick={() => go('/card')}>
      打开
    </button>
  )
}

function Card() {
  const { history } = useRouter()
  const confirm = useConfirm()
  const ask = (): void => {
    void confirm({ title: '删除这一户？', message: '', confirmLabel: '删除', danger: true }).then(onAnswer)
  }
  return (
    <>
      <button type="button" onClick={ask}>
        删除
      </button>
      <button type="button" onClick={() => history.back()}>
        后退
      </button>
    </>
  )
}

describe('后退', () => {
  it('问着的问题随页面一起收回，等于取消', async () => {
    const { user } = await renderScreen(
      [
        { path: '/list', title: '列表', component: List },
        { path: '/card', title: '卡片', component: Card },
      ],
      '/list',
    )
    await user.click(await screen.findByText('打开'))
    await user.click(await screen.findByText('删除'))
    expect(await screen.findByRole('dialog')).toBeTruthy()
    expect(onAnswer).not.toHaveBeenCalled()
    // Behind the dialog; the button of a browser stands outside the page.
    fireEvent.click(screen.getByText('后退'))
    await waitFor(() => expect(onAnswer).toHaveBeenCalledWith({ confirmed: false }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await screen.findByText('打开')).toBeTruthy()
  })
})

describe('画面的程序', () => {
  it('每个画面到打开时才装入', () => {
    expect(screens.filter(({ component }) => !('preload' in component)).map(({ path }) => path)).toEqual([])
  })

  it('首页和第一张台账在登录时就装好，别的不装', async () => {
    const waiting = (): string[] => screens.filter(({ component }) => 'preload' in component && component.preload !== undefined).map(({ path }) => path)
    const before = waiting()
    const loaded = await loadFirstScreens(screens)
    expect(loaded).toContain('/')
    expect(loaded).toHaveLength(2)
    expect(before.filter((path) => !waiting().includes(path)).every((path) => loaded.includes(path))).toBe(true)
    expect(waiting()).not.toContain('/')
  })

  it('装入期间前一个画面留着，焦点也在原处', async () => {
    const { promise, resolve } = Promise.withResolvers<{ Card: typeof Card }>()
    const { user } = await renderScreen(
      [
        { path: '/list', title: '列表', component: List },
        { path: '/card', title: '卡片', component: lazyRouteComponent(() => promise, 'Card') },
      ],
      '/list',
    )
    const opener = await screen.findByText('打开')
    opener.focus()
    await user.keyboard('{Enter}')
    expect(screen.getByText('打开')).toBe(opener)
    expect(document.activeElement?.textContent).toBe('打开')
    resolve({ Card })
    expect(await screen.findByText('删除')).toBeTruthy()
    expect(screen.queryByText('打开')).toBeNull()
  })
})

it('同一画面换一步：一次画完，不等别的；前一步的按钮不再按得到', async () => {
  const now = { parts: 0, clock: 0 }
  vi.spyOn(performance, 'now').mockImplementation(() => now.clock)
  const drawnWhenAnswered: number[] = []
  const draw = (): void => {
    now.parts += 1
    now.clock += 20
    queueMicrotask(() => drawnWhenAnswered.push(now.parts))
  }
  function Part() {
    draw()
    return <p>一段</p>
  }
  function Steps() {
    const go = useGo()
    if (useSearchParameter('step') === 'two') return Array.from({ length: 20 }, (_, index) => <Part key={index} />)
    return (
      <button type="button" onClick={() => go('/steps', { step: 'two' })}>
        下一步
      </button>
    )
  }
  await renderScreen([{ path: '/steps', title: '步骤', component: Steps }], '/steps')
  fireEvent.click(await screen.findByText('下一步'))
  await screen.findAllByText('一段')
  expect(new Set(drawnWhenAnswered)).toEqual(new Set([20]))
  vi.restoreAllMocks()
})
