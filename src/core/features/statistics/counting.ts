/** What statistics of an open office are counted with. */
import type { Office } from '../../runtime.ts'
import type { Counting } from '../../statistics/count.ts'
import { settingsOf } from '../../statistics/settings.ts'
import type { AskingUser } from '../../access/asker.ts'
import { settings } from './registry.ts'

/** For somebody, on a day (`YYYY-MM-DD`). */
export function countingFor(office: Office, user: AskingUser, today: string): Counting {
  const asking = office.records.asking(user)
  return {
    asking,
    today,
    settings: (year) => settingsOf(asking, settings, year),
    nameOf: (division, year) => office.divisions.nameOf(division, year),
    changeSet: () => office.store.read.get<{ number: number | null }>('SELECT max(number) AS number FROM change_set')?.number ?? 0,
  }
}
