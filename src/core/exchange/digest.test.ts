/** The fingerprints of a county take seconds: others get their turn meanwhile. */
import { expect, it, vi } from 'vitest'
import { moveOf } from '../catalogue/derive/belonging.ts'
import { registerNames } from '../catalogue/index.ts'
import { openedStore } from '../store/testing/opened.ts'
import { testOffice } from '../testing/office.ts'
import { digestsAside, digestsOf } from './digest.ts'

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

it('come out the same beside the core, which reads nothing for them, and are called off with whoever asked', async () => {
  const office = await testOffice({ households: 30 })
  const { store } = office
  const inPlace = await digestsOf(store.read, '621125000000')
  expect(Object.keys(inPlace.digests).length).toBeGreaterThan(2)
  const read = vi.spyOn(store.read, 'each')
  expect(await digestsAside(store.aside, '621125000000')).toEqual(inPlace)
  expect(read).not.toHaveBeenCalled()
  await expect(digestsAside(store.aside, '621125000000', AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' })
  await office.end()
})
