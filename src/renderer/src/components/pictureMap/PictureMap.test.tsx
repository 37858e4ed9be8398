import { fireEvent, screen } from '@testing-library/react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { renderComponent } from '../../testing/render.tsx'
import { PictureMap } from './PictureMap.tsx'
import type { PictureMarker } from './types.ts'

beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
})

const MARKERS: readonly PictureMarker[] = [
  { id: 'a', x: 2_500, y: 5_000, line: [], shape: 'circle', letter: '贫', colour: 'red', label: '张三', title: '张三，在册' },
  { id: 'b', x: 100, y: 100, line: [{ x: 9_000, y: 9_000 }], shape: 'line', letter: '路', colour: 'brown', label: null, title: '道路' },
]

describe('图片地图', () => {
  it('每个标记是一个按钮，读得出名字和意思，写着一个字', () => {
    renderComponent(<PictureMap label="柳林村" picture={null} markers={MARKERS} />)
    const sign = screen.getByRole('button', { name: '张三，在册' })
    expect(sign.querySelector('text')?.textContent).toBe('贫')
    expect(sign.textContent).toContain('张三')
    expect(screen.getByRole('button', { name: '道路' })).toBeTruthy()
    expect(screen.getByRole('region', { name: '柳林村' })).toBeTruthy()
  })

  it('方向键移 0.1%，按住 Shift 移 1%，停下以后说一次；不出图边；回车打开', () => {
    const [onMove, onOpen] = [vi.fn(), vi.fn()]
    renderComponent(<PictureMap label="柳林村" picture={null} markers={MARKERS} onMove={onMove} onOpen={onOpen} />)
    const sign = screen.getByRole('button', { name: '张三，在册' })
    fireEvent.keyDown(sign, { key: 'ArrowRight' })
    fireEvent.keyDown(sign, { key: 'ArrowDown', shiftKey: true })
    fireEvent.blur(sign)
    expect(onMove.mock.calls).toEqual([['a', { x: 2_510, y: 5_100 }]])
    const road = screen.getByRole('button', { name: '道路' })
    for (let times = 0; times < 3; times += 1) fireEvent.keyDown(road, { key: 'ArrowLeft', shiftKey: true })
    fireEvent.blur(road)
    expect(onMove.mock.calls[1]).toEqual(['b', { x: 0, y: 100 }])
    fireEvent.keyDown(sign, { key: 'Enter' })
    expect(onOpen).toHaveBeenCalledWith('a')
  })

  it('只看不改的时候，方向键不移', () => {
    renderComponent(<PictureMap label="柳林村" picture={null} markers={MARKERS} />)
    const sign = screen.getByRole('button', { name: '张三，在册' })
    const style = sign.style.transform
    fireEvent.keyDown(sign, { key: 'ArrowRight' })
    expect(sign.style.transform).toBe(style)
  })
})
