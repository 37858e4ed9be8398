/** Where money goes, as a picture of streams: from sources through those in charge to villages. What somebody may not read is not in it. */
import { askerOf, mayReadRecord } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { FlowAnswer, FlowNode } from './contract.ts'

interface Stream {
  readonly source: string
  readonly name: string
  readonly place: string
  readonly village: string | null
  /** 分. */
  readonly amount: number
}

/** The streams of a year, in 分. */
export function flowOf(office: Office, user: SessionUser, year: number): FlowAnswer {
  const asker = askerOf(user, office.unit.code)
  const allocations = registerOf('fund_allocation')
  const streams = office.store.read
    .all<Stream>(
      `SELECT s.id AS source, s.name, a.place, a.village, sum(a.allocated) AS amount FROM fund_allocation a JOIN fund_source s ON s.id = a.source_id
       WHERE a.year = ? AND a.deleted = 0 AND a.allocated > 0 GROUP BY s.id, a.place, a.village ORDER BY s.document_no, s.id, a.place, a.village`,
      year,
    )
    .filter(({ place, village }) => mayReadRecord(asker, allocations, place) || (village !== null && mayReadRecord(asker, allocations, village)))
  const flow = new Flow()
  for (const { source, name, place, village, amount } of streams) {
    const from = flow.node('source', source, name, amount)
    // A place in charge that is the village itself stands on both sides.
    const through = flow.node('place', place, office.divisions.fullName(place), amount)
    const to = flow.node('village', village, village === null ? '不分村' : office.divisions.fullName(village), amount)
    flow.link(from, through, amount)
    flow.link(through, to, amount)
  }
  return flow.answer()
}

/** Streams that run together where they begin and end at the same. */
class Flow {
  readonly #nodes = new Map<string, FlowNode>()
  readonly #links = new Map<string, FlowAnswer['links'][number]>()

  /** Adds to what runs through a node, and answers its name in the picture. */
  node(layer: FlowNode['layer'], record: string | null, label: string, amount: number): string {
    const key = `${layer} ${record ?? ''}`
    this.#nodes.set(key, { key, layer, record, label, amount: (this.#nodes.get(key)?.amount ?? 0) + amount })
    return key
  }

  link(from: string, to: string, amount: number): void {
    const key = `${from}\u0000${to}`
    this.#links.set(key, { from, to, amount: (this.#links.get(key)?.amount ?? 0) + amount })
  }

  answer(): FlowAnswer {
    const nodes = [...this.#nodes.values()]
    const total = nodes.filter(({ layer }) => layer === 'source').reduce((sum, { amount }) => sum + amount, 0)
    return { nodes, links: [...this.#links.values()], total }
  }
}
