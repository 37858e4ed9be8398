/**
 * The one typed contract between the shells (Electron, loopback, command line) and the core. Isomorphic.
 * Each feature declares its part; this file only puts them together.
 */
import { attachmentContract } from './features/attachments/contract.ts'
import { backupContract } from './features/backups/contract.ts'
import { balanceContract } from './features/balance/contract.ts'
import { battleContract } from './features/battle/contract.ts'
import { checksContract } from './features/checks/contract.ts'
import { divisionContract } from './features/divisions/contract.ts'
import { projectContract } from './features/projects/contract.ts'
import { targetContract } from './features/targets/contract.ts'
import { comparisonContract } from './features/comparisons/contract.ts'
import { drawContract } from './features/draws/contract.ts'
import { dueContract } from './features/due/contract.ts'
import { noticeContract } from './features/notices/contract.ts'
import { exchangeContract } from './features/exchange/contract.ts'
import { exportContract } from './features/exports/contract.ts'
import { homeContract } from './features/home/contract.ts'
import { householdContract } from './features/household/contract.ts'
import { importContract } from './features/imports/contract.ts'
import { jobContract } from './features/jobs/contract.ts'
import { lockContract } from './features/locks/contract.ts'
import { paperContract } from './features/paper/contract.ts'
import { procedureContract } from './features/procedures/contract.ts'
import { questionnaireContract } from './features/questionnaires/contract.ts'
import { recordsContract } from './features/records/contract.ts'
import { rescueContract } from './features/rescue/contract.ts'
import { sessionContract } from './features/session/contract.ts'
import { planContract } from './features/plans/contract.ts'
import { moneyContract } from './features/money/contract.ts'
import { shortfallContract } from './features/shortfalls/contract.ts'
import { statisticContract } from './features/statistics/contract.ts'
import { successionContract } from './features/succession/contract.ts'
import { undoingContract } from './features/undoing/contract.ts'
import { userContract } from './features/users/contract.ts'
import type { StatedContract } from './access/rights.ts'
import type { FileTicket } from './shapes.ts'

export const contract = {
  session: sessionContract,
  records: recordsContract,
  household: householdContract,
  balance: balanceContract,
  checks: checksContract,
  divisions: divisionContract,
  imports: importContract,
  exports: exportContract,
  paper: paperContract,
  jobs: jobContract,
  users: userContract,
  backups: backupContract,
  rescue: rescueContract,
  home: homeContract,
  statistics: statisticContract,
  plans: planContract,
  shortfalls: shortfallContract,
  money: moneyContract,
  battle: battleContract,
  exchange: exchangeContract,
  attachments: attachmentContract,
  locks: lockContract,
  succession: successionContract,
  procedures: procedureContract,
  due: dueContract,
  notices: noticeContract,
  projects: projectContract,
  targets: targetContract,
  comparisons: comparisonContract,
  draws: drawContract,
  questionnaires: questionnaireContract,
  undoing: undoingContract,
} satisfies StatedContract

/** What a shell says of each call: the token of the window or browser that made it. */
export interface AppContext {
  readonly session: string | null
}

/** What a shell gives the page beside the contract: files, printing. The same in both shells. */
export interface ShellBridge {
  readonly shell: 'electron' | 'web'
  /** Asks for a file to open; null when the user thinks better of it. Extensions without a dot. */
  pickFile(options: { title: string; extensions: readonly string[] }): Promise<FileTicket | null>
  /** Asks for a folder; null when the user thinks better of it. Absent where the shell cannot hand one over (a browser). */
  readonly pickFolder: ((options: { title: string }) => Promise<FileTicket | null>) | null
  /** Saves a file the core made: a save dialog, or a download. False when cancelled. */
  saveFile(ticket: FileTicket, suggestedName: string): Promise<boolean>
  /** Prints a self-contained HTML document. */
  printHtml(html: string): Promise<void>
}

export type { FileTicket } from './shapes.ts'
