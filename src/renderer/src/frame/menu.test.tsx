import { fireEvent } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { officeRegisterNames } from '#core/catalogue/index.ts'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { WORK_PLACES } from '#core/catalogue/types.ts'
import { screens } from '../router/screens.ts'
import { renderScreen, screen } from '../testing/render.tsx'
import { menu, pages } from './menu.ts'
import { Navigation } from './Navigation.tsx'
import { GAP, LINE, openPlaces, toggled } from './openPlaces.ts'

beforeEach(() => window.localStorage.clear())

/** Of a window 768 px high, below the top bar and above the status line, in rem. */
const ROOM = (768 - 48 - 26) / 16

describe('菜单从目录和各功能的画面收集', () => {
  it('每个台账都在菜单里或能快速查找到，按路径各是一页', () => {
    const paths = pages.map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    expect(officeRegisterNames.filter((name) => !paths.includes(screenOf(name)?.path ?? ''))).toEqual([])
    const known = new Set(screens.map(({ path }) => path))
    expect(paths.filter((path) => !known.has(path) && !path.startsWith('/records/'))).toEqual([])
  })

  it('工作区按规定的次序，没有内容的不出现', () => {
    const places = menu.map(({ place }) => place)
    expect(places).toEqual(WORK_PLACES.filter((place) => places.includes(place)))
    expect(places).toContain('首页')
    expect(menu.filter(({ entries }) => entries.length === 0)).toEqual([])
  })

  it('首页、户、人、村、导入、表单、交换、系统一样不少', () => {
    const labels = menu.flatMap(({ entries }) => entries.map(({ label }) => label))
    expect(labels).toEqual(expect.arrayContaining(['首页', '贫困户', '人员', '区划与村', '社', '帮扶单位', '帮扶责任人', '结对帮扶']))
    expect(labels).toEqual(expect.arrayContaining(['导入', '表单与导出', '交换概览', '发送', '接收', '用户', '操作记录', '备份与检查', '设置']))
  })
})

describe('打开的工作区', () => {
  const sizes = [
    { place: 'a', lines: 6 },
    { place: 'b', lines: 12 },
    { place: 'c', lines: 9 },
  ]

  it('按最近用过的打开，装不下的合上，正用着的总是打开', () => {
    const heads = sizes.length * (LINE + GAP)
    expect(openPlaces(sizes, ['b', 'a', 'c'], heads + 18 * LINE)).toEqual(['b', 'a'])
    expect(openPlaces(sizes, ['c', 'b', 'a'], heads + 18 * LINE)).toEqual(['c', 'a'])
    expect(openPlaces(sizes, ['b'], 5)).toEqual(['b'])
    expect(openPlaces(sizes, ['c', 'gone'], 0)).toEqual(['c'])
  })

  it('十三个工作区、八十个台账时，768 像素高的窗口也装得下', () => {
    const many = WORK_PLACES.map((place, index) => ({ place, lines: index === 0 ? 0 : 4 + (index % 4) * 2 }))
    for (const { place } of many) {
      const open = openPlaces(many, [place, ...WORK_PLACES], ROOM)
      const lines = many.filter((one) => open.includes(one.place)).reduce((sum, one) => sum + one.lines, 0)
      expect(open).toContain(place)
      expect(many.length * (LINE + GAP) + lines * LINE).toBeLessThanOrEqual(ROOM)
    }
  })

  it('点一下打开或合上，别的不动', () => {
    expect(toggled(['a', 'b'], 'b')).toEqual(['a'])
    expect(toggled(['a', 'b'], 'c')).toEqual(['c', 'a', 'b'])
  })
})

describe('菜单的键盘', () => {
  it('上下键移动，右键打开，左键合上，记住打开了哪些', async () => {
    const paths = [{ path: '/', title: '首页', component: Navigation }]
    const { user, unmount } = await renderScreen(paths, '/')
    const people = screen.getByRole('button', { name: '对象' })
    people.focus()
    expect(people.getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('贫困户')
    await user.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(document.activeElement).toBe(people)
    expect(people.getAttribute('aria-expanded')).toBe('false')
    expect(screen.queryByRole('link', { name: '贫困户' })).toBeNull()
    unmount()
    await renderScreen(paths, '/')
    expect(screen.getByRole('button', { name: '对象' }).getAttribute('aria-expanded')).toBe('false')
    fireEvent.click(screen.getByRole('button', { name: '对象' }))
    expect(screen.getByRole('link', { name: '贫困户' })).toBeDefined()
  })
})
