/**
 * Who may call what, written by hand and not derived from the contract. Letters: N nobody, C a window with a cookie alone, R reader, E entry of one
 * village, V review of one village, U entry of the whole unit, A administrator, D deactivated, O logged out, L locked.
 *
 * Columns: records of one's own village (for R, U, A any), of another village, of the whole county, of both villages at once, and questions about
 * fields that are masked for some. `0` for nobody, `-` where a procedure has no such case. Another's import or job counts as of another village.
 */
export type Letter = 'N' | 'C' | 'R' | 'E' | 'V' | 'U' | 'A' | 'D' | 'O' | 'L'
export type Target = 'own' | 'foreign' | 'county' | 'mixed' | 'hidden'

const ALL = 'NCREVUADOL'
const POLICY = `
session.status session.opening session.cancelOpening session.setUp session.login session.logout session.lock session.recover divisions.national divisions.search | ${ALL} - - - -
session.unlock                                                                              | REVUAL - - - -
session.changePassword                                                                      | REVUA - - - -
session.renewRecoveryCode session.recoveryCode session.confirmRecoveryCode session.renewDataKey paper.tryTemplate paper.putTemplate paper.addForm paper.changeForm paper.removeForm users.list users.create users.update users.resetPassword | A - - - -
records.query records.count records.choices records.values                                  | REVUA REVUA REVUA REVUA EVUA
records.find                                                                                | REVUA - - - -
records.get                                                                                 | REVUA RUA REVUA - -
records.history                                                                             | REVUA RUA REVUA - -
records.moments                                                                             | REVUA RUA - - -
records.save                                                                                | EUA UA UA UA -
records.batch records.remove records.restore                                                | EUA UA UA UA -
records.begin                                                                               | EUA UA - UA -
records.names records.places records.views records.readyViews records.saveView records.removeView              | REVUA REVUA REVUA REVUA REVUA
records.changes records.changeEntries                                                       | EVUA EVUA EVUA EVUA -
records.undo                                                                                | EUA A - - -
household.detail household.locate                                                           | REVUA RUA - - -
household.save                                                                              | EUA UA - UA -
household.carryForward                                                                      | EUA UA - - -
balance.split balance.merge balance.close balance.changeHead                                   | EUA UA - - -
locks.list                                                                                  | REVUA - - - -
locks.set                                                                                   | EVUA UA - UA -
succession.list succession.forerunners                                                      | REVUA REVUA - - -
succession.preview succession.apply succession.rename                                       | A A - - -
procedures.list procedures.show procedures.board procedures.rounds                          | REVUA - - - -
procedures.step procedures.undo                                                             | EVUA - - - -
targets.measures targets.columns                                                            | REVUA - - - -
battle.view battle.unplaced                                                                 | REVUA - - - -
battle.preview battle.print                                                                 | REVUA - - - -
battle.setPicture                                                                           | EUA - - - -
projects.progress                                                                           | REVUA - - - -
projects.reports                                                                            | REVUA - - - -
projects.report                                                                             | EUA UA - UA -
plans.judge money.transit money.flow                                                                    | REVUA - - - -
shortfalls.find                                                                             | EUA UA - - -
money.allocate money.book money.giveBack money.carryOver money.bankList                                    | EUA - - - -
targets.table                                                                               | REVUA - - - -
notices.week                                                                                | REVUA - - - -
targets.assign                                                                              | UA - - - -
due.list due.days                                                                           | REVUA REVUA - - -
questionnaires.list questionnaires.show questionnaires.builtIn questionnaires.exportDefinition | REVUA - - - -
questionnaires.drafts questionnaires.saveDraft questionnaires.removeDraft questionnaires.publish questionnaires.withdraw questionnaires.importDefinition | UA - - - -
questionnaires.sheets questionnaires.exportAnswers                                          | REVUA REVUA - - -
questionnaires.sheet                                                                        | REVUA RUA - - -
questionnaires.saveSheet questionnaires.saveSheets questionnaires.removeSheet               | EUA UA - - -
questionnaires.importAnswers                                                                | EUA EUA - - -
draws.list                                                                                  | REVUA - - - -
draws.show draws.export                                                                     | REVUA RUA RUA - -
draws.frame                                                                                 | REVUA REVUA REVUA REVUA EVUA
draws.freeze                                                                                | EUA UA EUA - -
draws.draw                                                                                  | EUA UA UA - -
procedures.open                                                                             | EUA - - - -
household.check                                                                             | EUA EUA - - -
checks.rules checks.summary checks.list checks.export                                       | REVUA REVUA - - -
checks.act                                                                                  | EVUA UA - - -
checks.setRule                                                                              | A - - - -
checks.run                                                                                  | UA - - - -
divisions.tree home.summary paper.forms paper.template imports.template exchange.overview exchange.sites exchange.destinations | REVUA - - - -
imports.targets imports.open imports.run                                                    | EUA EUA EUA EUA -
imports.dryRun imports.preview imports.wrong imports.mend imports.problems imports.commit imports.close | EUA 0 - - -
comparisons.kinds                                                                           | REVUA - - - -
comparisons.keepKinds                                                                       | UA - - - -
comparisons.open comparisons.run                                                            | EUA EUA EUA EUA -
comparisons.check comparisons.rows comparisons.save comparisons.close                       | EUA 0 - - -
undoing.look undoing.preview undoing.kept undoing.carryOut                                  | EUA A - - -
imports.recent                                                                              | EVUA - - - -
exports.start                                                                               | REVUA REVUA REVUA REVUA EVUA
statistics.list                                                                             | REVUA - - - -
statistics.count statistics.export                                                          | REVUA REVUA REVUA REVUA REVUA
statistics.freeze                                                                           | EUA UA UA - -
statistics.runs                                                                             | REVUA - - - -
statistics.compare                                                                          | REVUA RUA RUA - -
exports.dictionary                                                                          | REVUA - - - -
paper.preview paper.make                                                                    | REVUA RUA - RUA -
jobs.list jobs.watch                                                                        | REVUA - - - -
jobs.get jobs.cancel jobs.dismiss                                                           | REVUA A - - -
backups.list backups.create backups.attachmentSize backups.file backups.folder rescue.reports | UA - - - -
backups.verify                                                                              | A - - - -
attachments.list attachments.thumbnail                                                      | REVUA RUA - - -
attachments.picture attachments.file                                                        | EVUA UA - - -
attachments.add attachments.update attachments.remove attachments.restore                   | EUA UA - - -
exchange.recipients exchange.places exchange.packPreview exchange.pack exchange.packages exchange.grid exchange.scan exchange.inspect exchange.folder exchange.open exchange.previewRows exchange.apply exchange.close exchange.undoApply exchange.receipt exchange.packageFile exchange.saved exchange.upgraded exchange.formerEdits exchange.settleFormerEdits | UA - - - -
exchange.request exchange.readRequest exchange.admit exchange.withdraw                      | A - - - -
exchange.digest                                                                             | RUA - - - -
exchange.conflicts exchange.duplicates exchange.proposals exchange.transfers exchange.personTransfers exchange.returns exchange.inCharge | REVUA REVUA - - -
exchange.resolve exchange.conflictChecks exchange.mergeDuplicates exchange.keepApart                                | EUA UA - - -
exchange.resolveByRule                                                                      | EUA EUA - - -
exchange.settleProposals exchange.proposalChecks exchange.transferOut exchange.settleTransfer exchange.personTransferOut exchange.settlePersonTransfer exchange.answerReturn exchange.noteDecision | EUA UA - - -
exchange.returnHousehold exchange.closeReturn                                               | VA A - - -
backups.restore rescue.run                                                                  | NCADOL - - - -
`

const TARGETS: readonly Target[] = ['own', 'foreign', 'county', 'mixed', 'hidden']

export interface Rule {
  readonly procedure: string
  readonly allowed: ReadonlyMap<Target, ReadonlySet<Letter>>
}

/** The policy by procedure. */
export const rules: readonly Rule[] = POLICY.trim()
  .split('\n')
  .flatMap((line) => {
    const [names = '', cells = ''] = line.split('|').map((part) => part.trim())
    const allowed = new Map(
      cells
        .split(/\s+/)
        .flatMap((cell, index) => (cell === '-' ? [] : [[TARGETS[index] ?? 'own', new Set(cell === '0' ? [] : ([...cell] as Letter[]))] as const])),
    )
    return names.split(/\s+/).map((procedure) => ({ procedure, allowed }))
  })
