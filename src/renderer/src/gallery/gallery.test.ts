import { describe, expect, it } from 'vitest'

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })

describe('组件陈列只在开发时有', () => {
  it('除了开发分支和测试，没有文件用到它', () => {
    const users = Object.entries(sources)
      .filter(([path, text]) => !path.startsWith('./') && !/\.test\.tsx?$|\/testing\//.test(path) && /from '.*gallery\/|import\('.*gallery\//.test(text))
      .map(([path]) => path)
    expect(users).toEqual(['../main.tsx'])
    const main = sources['../main.tsx'] ?? ''
    expect(main.indexOf('if (!import.meta.env.DEV')).toBeGreaterThan(0)
    expect(main.indexOf('if (!import.meta.env.DEV')).toBeLessThan(main.indexOf("import('./gallery/"))
  })
})
