/**
 * Names of entries as a line of a package writes them. A context mostly names entries that stand before it in the same line: there the number
 * alone is written, and the stamp, which nothing can compress, is left for the reader to work out: `number:` is the entry of that number.
 */
import { referencesOf } from '../store/entryName.ts'
import type { Operation } from '../store/operations.ts'
import { WireProblem, type WireOperation } from './wire.ts'

type Named = Pick<Operation, 'author' | 'number' | 'stamp'>

/** A context as it is written behind these operations of its line. */
export function shortened(context: WireOperation['context'], before: readonly Named[]): WireOperation['context'] {
  return mapped(context, (author, number, stamp) => {
    const found = before.filter((operation) => operation.author === author && operation.number === number)
    return `${number}:${found.length === 1 && found[0]?.stamp() === stamp ? '' : stamp}`
  })
}

/** A context as it was meant, by the operations that stand before it in its line. Throws {@link WireProblem} where these leave it open. */
export function lengthened(context: WireOperation['context'], before: readonly Named[]): WireOperation['context'] {
  return mapped(context, (author, number, stamp) => {
    if (stamp !== '') return `${number}:${stamp}`
    const found = before.filter((operation) => operation.author === author && operation.number === number)
    if (found.length !== 1) throw new WireProblem('里面缺少它所接续的修改，请让对方选“发全部数据”重新做一个数据包')
    return `${number}:${found[0]?.stamp() ?? ''}`
  })
}

/** What an older program wrote, numbers alone, stays as it is. */
function mapped(context: WireOperation['context'], write: (author: string, number: number, stamp: string) => string): WireOperation['context'] {
  const authors = Object.keys(context)
  if (authors.length === 0) return context
  return Object.fromEntries(
    authors.map((author) => {
      const named = context[author] ?? 0
      return [
        author,
        typeof named === 'number'
          ? named
          : referencesOf(named)
              .map(({ number, stamp }) => write(author, number, stamp ?? ''))
              .join(' '),
      ]
    }),
  )
}
