/** The laws of exchange, over random histories: every site ends with the same data, and every edit is accounted for. */
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { verify } from '../store/verify.ts'
import { beyondChance, lawRuns } from '../testing/lawRuns.ts'
import { closeNetwork, histories, openNetwork, play, type History, type Network, type WaysBack } from './testing/histories.ts'

/** Far above what it takes anywhere; a slice of `npm run soak` has a limit of its own. */
const LIMIT_MS = 14_400_000
/** A network serves so many histories before a fresh one is opened. */
const SHARED = 40

/** Histories in a test run; `npm run soak` plays 50,000. */
const RUNS = 36
/** What a hundred histories must have met at least: about half of what they meet. */
const FLOOR: Readonly<Record<keyof Met, number>> = {
  histories: 100,
  ofFiveSites: 10,
  merges: 200,
  withdrawn: 3,
  transfers: 5,
  joined: 0.5,
  proposals: 100,
  conflicts: 1,
  byBackup: 5,
  byFolder: 5,
  sameTwice: 0.5,
  olderAfterNewer: 0.2,
  newerAfterOlder: 0.2,
  takenIn: 1,
  peopleLeft: 8,
  peopleTaken: 5,
}

/** What was met in the networks that are closed. */
interface Met extends WaysBack {
  histories: number
  ofFiveSites: number
  merges: number
  withdrawn: number
  transfers: number
  joined: number
  proposals: number
  conflicts: number
}
const met: Met = {
  histories: 0,
  ofFiveSites: 0,
  merges: 0,
  withdrawn: 0,
  transfers: 0,
  joined: 0,
  proposals: 0,
  conflicts: 0,
  byBackup: 0,
  byFolder: 0,
  sameTwice: 0,
  olderAfterNewer: 0,
  newerAfterOlder: 0,
  takenIn: 0,
  peopleLeft: 0,
  peopleTaken: 0,
}

const networks = new Map<number, Network>()
let salt = 0

async function close(network: Network): Promise<void> {
  met.histories += network.used
  if (network.sites.length === 5) met.ofFiveSites += network.used
  for (const {
    store: { read },
  } of network.sites) {
    const count = (from: string): number => read.get<{ count: number }>(`SELECT count(*) AS count FROM ${from}`)?.count ?? 0
    met.merges += count(`change_set WHERE kind = 'merge'`)
    met.withdrawn += count(`change_set WHERE kind = 'merge' AND withdrawn = 1`)
    met.transfers += count(`change_set WHERE kind = 'transfer'`)
    met.joined += count(`change_set WHERE kind = 'duplicate'`)
    met.proposals += count('proposal')
  }
  for (const way of Object.keys(network.met) as (keyof WaysBack)[]) met[way] += network.met[way]
  await closeNetwork(network)
}

async function networkOf(count: number): Promise<Network> {
  const known = networks.get(count)
  if (known !== undefined && known.used < SHARED) return known
  if (known !== undefined) await close(known)
  const opened = await openNetwork(count)
  networks.set(count, opened)
  return opened
}

async function wrong(history: History): Promise<string[]> {
  const network = await networkOf(history.sites)
  salt += 1
  try {
    const found = await play(network, history, String(salt))
    if (network.sites[0]?.store.read.get('SELECT 1 FROM conflict') !== undefined) met.conflicts += 1
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
  if (network !== undefined) await close(network)
}

describe('laws of exchange', () => {
  afterAll(async () => {
    for (const network of networks.values()) await closeNetwork(network)
  })

  it(
    'all sites end with the same data and every edit is current, in history or in a conflict',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, async (history) => {
          expect(await wrong(history)).toEqual([])
        }),
        { ...lawRuns(RUNS), endOnFailure: false },
      )
      for (const count of [...networks.keys()]) await drop(count)
      for (const [what, least] of Object.entries(FLOOR)) expect(met[what as keyof Met], what).toBeGreaterThanOrEqual(beyondChance(least, met.histories))
    },
    LIMIT_MS,
  )
})
