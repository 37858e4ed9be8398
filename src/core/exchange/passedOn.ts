/**
 * What a package for a neighbour leaves out: work of third offices that the neighbour would refuse from us (`handed.ts`), since it concerns nothing
 * that is ours. It has it from the office above; sent by us, it would come back as rejected with every receipt.
 */
import { registerOf, isRegisterName } from '../catalogue/index.ts'
import type { ReadDatabase } from '../store/index.ts'
import type { Operation } from '../store/operations.ts'
import { siteOfAuthor } from '../store/timeline.ts'
import { isHandedToUs } from './handed.ts'
import { relationOf } from './sender.ts'
import { isWithin, sitesOf } from './sites.ts'

/** Of the operations of a record those that a package takes along. */
export type PassedOn = <O extends Operation>(register: string, record: string, operations: readonly O[]) => readonly O[]

/** What a package of the unit `from` for the unit `to` takes along: to others than neighbours everything. */
export function passedOn(database: ReadDatabase, from: string, to: string): PassedOn {
  if (relationOf(to, from) !== 'neighbour') return (_register, _record, operations) => operations
  const ours = new Set(
    sitesOf(database)
      .filter(({ unit }) => isWithin(unit, from) || isWithin(unit, to))
      .map(({ id }) => id),
  )
  const isOfUs = ({ author }: Operation): boolean => ours.has(siteOfAuthor(author))
  return (register, record, operations) => {
    // What all share goes with what refers to it, wherever it was entered.
    if (!isRegisterName(register) || registerOf(register).owner === undefined || operations.every(isOfUs)) return operations
    return isHandedToUs({ before: database, after: database, from, to }, register, record, true) ? operations : operations.filter(isOfUs)
  }
}
