/** The laws of exchange, over random histories: every site ends with the same data, and every edit is accounted for. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../store/verify.ts'
import { lawRuns } from '../testing/lawRuns.ts'
import { closeNetwork, histories, openNetwork, play, type History, type Network } from './testing/histories.ts'
import { prepareTemplate } from './testing/network.ts'

/** A network serves so many histories before a fresh one is opened. */
const SHARED = 40

const networks = new Map<number, Network>()
let salt = 0

async function networkOf(count: number): Promise<Network> {
  const known = networks.get(count)
  if (known !== undefined && known.used < SHARED) return known
  if (known !== undefined) await closeNetwork(known)
  const opened = await openNetwork(count)
  networks.set(count, opened)
  return opened
}

async function wrong(history: History): Promise<string[]> {
  const network = await networkOf(history.sites)
  salt += 1
  try {
    const found = await play(network, history, String(salt))
    if (network.used % SHARED === 0) {
      for (const site of network.sites) for (const finding of (await verify(site.store.read, site.store.derivations)).findings) found.push(finding.message)
    }
    if (found.length === 0) return found
    await drop(history.sites)
    return found
  } catch (error) {
    await drop(history.sites)
    throw error
  }
}

/** What went wrong once is looked at on a fresh network. */
async function drop(count: number): Promise<void> {
  const network = networks.get(count)
  networks.delete(count)
  if (network !== undefined) await closeNetwork(network)
}

describe('laws of exchange', () => {
  beforeAll(prepareTemplate)
  afterAll(async () => { for (const network of networks.values()) await closeNetwork(network) })

  it('all sites end with the same data and every edit is current, in history or in a conflict', async () => {
    await fc.assert(fc.asyncProperty(histories, async (history) => {
      expect(await wrong(history)).toEqual([])
    }), { ...lawRuns(2000), endOnFailure: false })
  }, 14_400_000)
})
