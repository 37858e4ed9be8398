/** A law over the contract: whatever speaks of records is asked anew after they changed. */
import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { connectedTo } from '#core/catalogue/derive/related.ts'
import { isRegisterName, registerNames } from '#core/catalogue/index.ts'
import { contract } from '#core/contract.ts'
import { isTouched, STANDS_STILL } from './changes.ts'

const paths = (part: AnyContractRouter, path: readonly string[] = []): string[] =>
  isContractProcedure(part) ? [path.join('.')] : Object.entries(part).flatMap(([name, inner]) => paths(inner, [...path, name]))
const all = paths(contract)
const stands = (path: string): boolean => STANDS_STILL.has(path) || STANDS_STILL.has(path.split('.')[0] ?? '')

describe('数据一改，凭它回答的都重新读取', () => {
  it('约定里的每一项：不在“不变”之列的，任何一个台账变了都重读；页面本身的台账看相连的', () => {
    const left = all.flatMap((path) =>
      registerNames
        .filter((register) => {
          const part = path.split('.')[0] ?? ''
          const concerned = !isRegisterName(part) || connectedTo(part).has(register)
          return isTouched([path.split('.'), { type: 'query' }], new Set([register])) !== (!stands(path) && concerned)
        })
        .map((register) => `${path} ${register}`),
    )
    expect(left).toEqual([])
  })

  it('“不变”之列只写约定里有的', () => {
    const known = new Set(all.flatMap((path) => [path, path.split('.')[0] ?? '']))
    expect([...STANDS_STILL].filter((path) => !known.has(path))).toEqual([])
  })
})
