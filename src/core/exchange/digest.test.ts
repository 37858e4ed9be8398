/** The fingerprints of a county take seconds: others get their turn meanwhile. */
import { expect, it } from 'vitest'
import { moveOf } from '../catalogue/derive/belonging.ts'
import { registerNames } from '../catalogue/index.ts'
import { openedStore } from '../store/testing/opened.ts'
import { digestsOf } from './digest.ts'

it('pauses after each register, and goes no further once it is called off', async () => {
  const { store, end } = await openedStore()
  const compared = registerNames.filter((name) => moveOf(name) === undefined)
  let pauses = 0
  await digestsOf(store.read, '621125000000', async () => {
    pauses += 1
  })
  expect(pauses).toBe(compared.length)
  const off = digestsOf(store.read, '621125000000', () => Promise.reject(new Error('called off')))
  await expect(off).rejects.toThrow('called off')
  await end()
})
