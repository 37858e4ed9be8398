/** The fingerprints of a county take seconds: others get their turn meanwhile. */
import { expect, it, vi } from 'vitest'
import { moveOf, ownerReference } from '../catalogue/derive/belonging.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'
import { openedStore } from '../store/testing/opened.ts'
import { testOffice } from '../testing/office.ts'
import { digestsAside, digestsOf } from './digest.ts'

const compared = registerNames.filter((name) => moveOf(name) === undefined)

it('pauses after each register, and goes no further once it is called off', async () => {
  const { store, end } = await openedStore()
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

it('of what names a subject look up the places of those that it names, and not of everybody', async () => {
  const { store, end } = await openedStore()
  const read = vi.spyOn(store.read, 'each')
  await digestsOf(store.read, '621125000000')
  const asked = read.mock.calls.map(([sql]) => sql)
  expect(asked).toHaveLength(compared.length)
  const naming = compared.flatMap((name, at) => {
    const subject = namingSubjects(name)
    return subject === undefined ? [] : [{ name, subject, sql: asked[at] ?? '' }]
  })
  expect(naming.length).toBeGreaterThan(5)
  for (const { name, subject, sql } of naming) {
    const plan = store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail)
    const scanned = plan.flatMap((detail) => /^SCAN (\w+)/.exec(detail)?.[1] ?? [])
    // `t` is the register itself, `p` what was found of places.
    expect([name, ...new Set(scanned)].filter((table) => ![name, 't', 'p', subject].includes(table))).toEqual([])
  }
  await end()
})

/** The register by which a record of another belongs to what a subject names, if any. */
function namingSubjects(name: string): string | undefined {
  const above = ownerReference(registerOf(name))
  if (above?.subject !== undefined) return name
  return above?.register === undefined ? undefined : namingSubjects(above.register)
}
