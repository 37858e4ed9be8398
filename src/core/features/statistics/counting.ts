/** What statistics of an open office are counted with. */
import { mayAnywhere } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import { countStatistic, type Counting } from '../../statistics/count.ts'
import { settingsOf } from '../../statistics/settings.ts'
import type { StatisticTable } from '../../statistics/table.ts'
import type { StatisticRequest } from '../../statistics/types.ts'
import type { AskingUser } from '../../access/asker.ts'
import { settings, statisticOf } from './registry.ts'

/** Which table, of when, of where. */
export interface Question extends Omit<StatisticRequest, 'forerunners'> {
  readonly code: string
  /** Of a village: with those that went into it. */
  readonly withForerunners?: boolean | undefined
}

/** For somebody, on a day (`YYYY-MM-DD`). In filters, `@unit` is the division of the office. */
export function countingFor(office: Office, user: AskingUser, today: string): Counting {
  const asking = office.records.asking(user)
  return {
    asking,
    today,
    settings: (year) => ({ ...settingsOf(asking, settings, year), unit: office.unit.code }),
    nameOf: (division, year) => office.divisions.nameOf(division, year),
    titleOf: (register, id) => (mayAnywhere(asking.asker, registerOf(register), 'read') ? office.records.titleOf(register, id) : ''),
    changeSet: () => office.store.read.get<{ number: number | null }>('SELECT max(number) AS number FROM change_set')?.number ?? 0,
  }
}

/** The table somebody asks for on a day. Throws NOT_FOUND for a code that is none, and as counting does. */
export function countTable(office: Office, user: AskingUser, today: string, { code, withForerunners, ...request }: Question): StatisticTable {
  const forerunners = withForerunners === true && request.within !== undefined ? office.divisions.successions.forerunnersOf(request.within) : []
  return countStatistic(countingFor(office, user, today), statisticOf(code), { ...request, forerunners })
}
