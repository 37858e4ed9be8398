/** Taking a received package back, and what the sender has been told of it by then. */
import { noteTakenBack, peerOf } from '../../exchange/peers.ts'
import { AppError } from '../../errors.ts'
import { actorOf, type Office } from '../../runtime.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { undoReceived } from '../../store/undoReceived.ts'
import type { SessionUser } from '../session/contract.ts'
import type { OutcomeCounts } from './contract.ts'
import type { Stood } from './receiving.ts'
import { broughtBy } from './tally.ts'

interface ReceivedPackage {
  readonly site: string
  readonly number: number
  readonly change_set: string | null
  readonly state: string
  readonly handled_at: string
  readonly detail: string
}

export interface UndonePackage {
  readonly changeSet: string
  /** Records that are again as they were. */
  readonly restored: number
  /** Whether the sender may have been told that the package was received: it is to get a new receipt. */
  readonly told: boolean
}

/** Takes an applied package back. Throws CANNOT_UNDO with what stands in the way. */
export async function undoPackage(office: Office, user: SessionUser, id: string): Promise<UndonePackage> {
  const { store } = office
  const row = store.read.get<ReceivedPackage>(`SELECT * FROM package WHERE id = ? AND direction = 'in'`, id)
  if (row === undefined || row.state !== 'applied') throw new AppError('CANNOT_UNDO', '这个数据包没有合并过，或已经撤销。', '请刷新收件记录。')
  if (row.change_set === null) throw new AppError('CANNOT_UNDO', '这个数据包没有带来改动，没有什么可撤销的。', '不需要撤销。')
  const { stood, counts } = JSON.parse(row.detail) as { stood: Stood; counts: OutcomeCounts }
  const restored = broughtBy(counts)
  const { changeSet } = await undoReceived(
    store,
    actorOf(user),
    row.change_set,
    (bookkeep) => {
      bookkeep(`UPDATE package SET state = 'undone' WHERE id = ?`, id)
      noteTakenBack(
        (sql, ...parameters) => {
          bookkeep(sql, ...(parameters as (string | number)[]))
        },
        peerOf(store.read, row.site),
        row.site,
        stood,
      )
    },
    JSON.stringify({ records: restored }),
  )
  return { changeSet: changeSet ?? '', restored, told: wasTold(store.read, row) }
}

/** Everything that goes out says what was received by then. */
function wasTold(database: ReadDatabase, { site, handled_at: at }: ReceivedPackage): boolean {
  return (
    database.get(
      `SELECT 1 FROM package WHERE direction = 'out' AND kind <> 'admission' AND handled_at >= ? AND (site = ? OR instr(detail, ?) > 0)`,
      at,
      site,
      JSON.stringify(site),
    ) !== undefined
  )
}
