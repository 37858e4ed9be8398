import { act, render, screen } from '@testing-library/react'
import { createAtom } from '@tanstack/store'
import { memo, startTransition, useLayoutEffect } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderScreen } from '../testing/render.tsx'
import { useGo } from './navigation.ts'
import { useSelector } from './routerStore.ts'

/** What was drawn, in order. */
const drawn: string[] = []

const Shown = memo(function Shown({ atom, letter }: { readonly atom: ReturnType<typeof createAtom<string>>; readonly letter: number }) {
  const said = useSelector(atom, (text) => text.charAt(letter))
  drawn.push(said)
  return <p>{said}</p>
})

afterEach(() => vi.restoreAllMocks())

const firstOf = (name: string | undefined): string => {
  if (name === undefined) throw new Error('gone')
  return name
}

describe('路由的状态', () => {
  it('只有所问的部分变了才重画，问别的部分就读现在的', () => {
    drawn.length = 0
    const atom = createAtom('ab')
    const { rerender } = render(<Shown atom={atom} letter={0} />)
    act(() => atom.set('ac'))
    expect(drawn).toEqual(['a'])
    rerender(<Shown atom={atom} letter={1} />)
    expect(drawn).toEqual(['a', 'c'])
    act(() => atom.set('bc'))
    expect(drawn).toEqual(['a', 'c'])
    act(() => atom.set('bd'))
    expect(drawn).toEqual(['a', 'c', 'd'])
  })

  it('换成另一处来源，立即读那一处，此后听那一处', () => {
    drawn.length = 0
    const [one, other] = [createAtom('a'), createAtom('x')]
    const { rerender } = render(<Shown atom={one} letter={0} />)
    rerender(<Shown atom={other} letter={0} />)
    act(() => one.set('b'))
    act(() => other.set('y'))
    expect(drawn.at(-1)).toBe('y')
    expect(drawn).not.toContain('b')
  })

  it('画好之前变回原来的，最后画的是原来的', () => {
    const atom = createAtom('a')
    render(<Shown atom={atom} letter={0} />)
    act(() => {
      startTransition(() => atom.set('b'))
      atom.set('a')
    })
    expect(screen.getByText('a')).toBeDefined()
  })

  it('所问的已经不在：不出错，由下一次画说明', () => {
    const atom = createAtom<string | undefined>('户')
    function Inner() {
      return <p>{useSelector(atom, firstOf)}</p>
    }
    function Outer() {
      return useSelector(atom, (name) => name === undefined) ? <p>没有了</p> : <Inner />
    }
    render(<Outer />)
    act(() => atom.set(() => undefined))
    expect(screen.getByText('没有了')).toBeDefined()
  })

  it('刚画好就又离开：随着离开一起画，不单独先画', () => {
    const [names, record] = [createAtom<readonly string[]>([]), createAtom<string | undefined>(undefined)]
    const leave = (): void =>
      startTransition(() => {
        names.set([])
        record.set(() => undefined)
      })
    function Leaver() {
      useLayoutEffect(leave, [])
      return null
    }
    function Inner() {
      const name = useSelector(record, firstOf)
      return (
        <p>
          {name}
          <Leaver />
        </p>
      )
    }
    function Outer() {
      return useSelector(names, (all) => all.length > 0) ? <Inner /> : <p>没有了</p>
    }
    const onRecoverableError = vi.fn<() => void>()
    render(<Outer />, { onRecoverableError })
    act(() => {
      record.set(() => '户')
      names.set(['户'])
    })
    expect(screen.getByText('没有了')).toBeDefined()
    expect(onRecoverableError).not.toHaveBeenCalled()
  })
})

/** Parts of a screen, each of which takes longer than React draws at a time. */
const PARTS = 40
const LONG_MS = 20

describe('换画面', () => {
  it('分段画：画到一半也回答别人，前一个画面这时还在', async () => {
    const now = { parts: 0, clock: 0 }
    const heard: { readonly parts: number; readonly before: boolean }[] = []
    vi.spyOn(performance, 'now').mockImplementation(() => now.clock)
    const drawPart = (): void => {
      now.parts += 1
      now.clock += LONG_MS
      // Runs once whoever draws lets go.
      queueMicrotask(() => heard.push({ parts: now.parts, before: screen.queryByText('打开') !== null }))
    }
    function Part() {
      drawPart()
      return <p>一段</p>
    }
    function List() {
      const go = useGo()
      return (
        <button type="button" onClick={() => go('/long')}>
          打开
        </button>
      )
    }
    const Long = () => Array.from({ length: PARTS }, (_, index) => <Part key={index} />)
    await renderScreen(
      [
        { path: '/list', title: '列表', component: List },
        { path: '/long', title: '长画面', component: Long },
      ],
      '/list',
    )
    screen.getByText('打开').click()
    await screen.findAllByText('一段')
    const within = heard.filter((at) => at.parts > 0 && at.parts < PARTS)
    expect(within.length).toBeGreaterThan(5)
    expect(within.every(({ before }) => before)).toBe(true)
  })
})
