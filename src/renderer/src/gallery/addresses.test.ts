import { describe, expect, it } from 'vitest'
import { screens } from '../router/screens.ts'
import { addresses, begunElsewhere } from './addresses.ts'

/** Whether a path leads to a route: parameters stand for anything. */
function leadsTo(path: string, route: string): boolean {
  const [parts, wanted] = [path.split('/'), route.split('/')]
  return parts.length === wanted.length && wanted.every((part, at) => part.startsWith('$') || part === parts[at])
}

describe('每个界面的图', () => {
  it('每条路由都有一张，没有开头就没有的除外；没有多余的', () => {
    const routes = screens.map(({ path }) => path)
    const pictured = addresses.map(({ route }) => route)
    expect(routes.filter((route) => !pictured.includes(route) && !begunElsewhere.includes(route))).toEqual([])
    expect([...pictured, ...begunElsewhere].filter((route) => !routes.includes(route))).toEqual([])
  })

  it('地址通到它说的路由，名字各不相同', () => {
    const wrong = addresses.filter(({ path, route, first }) => !leadsTo(first === true ? `${path}/1` : path, route))
    expect(wrong).toEqual([])
    expect(new Set(addresses.map(({ name }) => name)).size).toBe(addresses.length)
  })
})
