import { oc } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { asks } from './access/rights.ts'
import { contract } from './contract.ts'
import { requireStated } from './rights.ts'

describe('每个过程在契约里写明所需的权限', () => {
  it('现在的契约都写了', () => {
    expect(() => requireStated(contract, [])).not.toThrow()
  })

  it('没有写的，程序不启动，并说出是哪一个', () => {
    expect(() => requireStated({ part: { known: asks('read', 'divisions'), forgotten: oc } as never }, [])).toThrow('part.forgotten')
    expect(() => requireStated({ empty: asks([], 'unit') }, [])).toThrow('empty')
  })
})
