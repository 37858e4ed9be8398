/** What statistics of an open office are counted with. */
import { mayAnywhere } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import { countStatistic, type Counting } from '../../statistics/count.ts'
import { settingsOf } from '../../statistics/settings.ts'
import type { StatisticTable } from '../../statistics/table.ts'
import type { StatisticRequest } from '../../statistics/types.ts'
import type { AskingUser } from '../../access/asker.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { settings, statisticOf } from './registry.ts'

/** Which table, of when, of where. */
export interface Question extends Omit<StatisticRequest, 'forerunners'> {
  readonly code: string
  /** Of a village: with those that went into it. */
  readonly withForerunners?: boolean | undefined
}

/** For somebody, on a day (`YYYY-MM-DD`). In filters, `@unit` is the division of the office. `database`: what is asked, where it is not the office's own. */
export function countingFor(office: Office, user: AskingUser, today: string, database: ReadDatabase = office.store.read): Counting {
  const asking = { ...office.records.asking(user), database }
  return {
    asking,
    today,
    settings: (year) => ({ ...settingsOf(asking, settings, year), unit: office.unit.code }),
    nameOf: (division, year) => office.divisions.nameOf(division, year),
    titleOf: (register, id) => (mayAnywhere(asking.asker, registerOf(register), 'read') ? office.records.titleOf(register, id) : ''),
    changeSet: () => office.store.read.get<{ number: number | null }>('SELECT max(number) AS number FROM change_set')?.number ?? 0,
  }
}

/** The table somebody asks for on a day. Throws NOT_FOUND for a code that is none, and as counting does. `database` as for {@link countingFor}. */
export function countTable(
  office: Office,
  user: AskingUser,
  today: string,
  { code, withForerunners, ...request }: Question,
  database?: ReadDatabase,
): StatisticTable {
  const forerunners = withForerunners === true && request.within !== undefined ? office.divisions.successions.forerunnersOf(request.within) : []
  return countStatistic(countingFor(office, user, today, database), statisticOf(code), { ...request, forerunners })
}

/** Records from which on a table is not counted while the core answers nobody else. */
const LARGE = 20_000

/** Whether all that these tables count is few enough to be counted at once. */
export function isSmall({ store }: Pick<Office, 'store'>, codes: readonly string[]): boolean {
  const registers = new Set(codes.flatMap((code) => Object.values(statisticOf(code).populations).map(({ register }) => register)))
  return [...registers].reduce((sum, register) => sum + store.living(register), 0) <= LARGE
}

/** The same for whoever waits at a screen: counted beside the core where there is much to count. Throws CANCELLED after `signal`. */
export async function countTableSoon(office: Office, user: AskingUser, today: string, question: Question, signal?: AbortSignal): Promise<StatisticTable> {
  if (isSmall(office, [question.code])) return countTable(office, user, today, question)
  return office.store.aside.reading((database) => countTable(office, user, today, question, database), { lane: 'tables', signal })
}
