/** How each template workbook is drawn, by its file name. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { battleCards, battleReport, battleTasks, doorCard } from './battle.ts'
import { fundTemplates } from './funds.ts'
import { houseWorkTemplates } from './houseWorks.ts'
import { worksTemplates } from './works.ts'
import { annualUpdate, annualUpdateList } from './annualUpdates.ts'
import { balanceSheet } from './balance.ts'
import { cardTemplate } from './card.ts'
import { comparisonAccounts, comparisonHits } from './comparisons.ts'
import { exitConfirmation } from './exitConfirmation.ts'
import { questionnaireTemplate } from '../../../src/core/forms/drawing/questionnaire.ts'
import { entryAssessmentSheet, householdCheckSheet } from './assessments.ts'
import { yearCorrection, yearCorrections } from './corrections.ts'
import { incomeAccount, povertyApplication, villageApplication } from './applications.ts'
import { ballot, meetingMinutes, voteCount } from './acts.ts'
import {
  exitAcceptanceReport,
  exitAnnouncement,
  exitFirstReport,
  exitHonour,
  exitLetter,
  exitProposed,
  exitProposedNotice,
  exitReviewReport,
  exitSurvey,
  sampleList,
} from './exits.ts'
import { exitVerification, exitVerificationSheet } from './exitVerification.ts'
import { identificationBeforeAfter, identificationHits, identificationNotice } from './identification.ts'
import { needRoster, needRosterPublic } from './needRosters.ts'
import { announcement, firstNotice, objectionSettlement, secondNotice } from './notices.ts'
import {
  packageDossier,
  projectAcceptanceSheet,
  projectBars,
  projectChangeSheet,
  projectChart,
  projectHandover,
  projectLedger,
  projectPlan,
  projectProgress,
  projectSign,
  projectSupervision,
} from './projects.ts'
import { exitSequence, householdPlan, measureLedger, measureReminder, planExits } from './plans.ts'
import { monitoredCard, monitoredNotice, monitoredRemoval, monitoredRemovalNotice, monitoredRoster } from './monitoring.ts'
import { rosterTemplate } from './roster.ts'
import { changesRoster, exitedPeople, exitedRoster, exitNotice, householdList, pairingRoster, peopleExport, villageGroups } from './rosters.ts'
import { surveySheet } from './surveySheet.ts'
import { surveyTemplates } from './surveys.ts'
import { villageExitRecognition, villageExitTable, villageExitVerification } from './villageExit.ts'
import { poorVillageCard, villageCard } from './villageCards.ts'

export const drawnTemplates: Readonly<Record<string, () => FormSheet>> = {
  'household_card.xlsx': () => cardTemplate(false),
  'household_card_2018.xlsx': () => cardTemplate(true),
  'exit_confirmation.xlsx': exitConfirmation,
  'household_roster.xlsx': rosterTemplate,
  'exited_roster.xlsx': exitedRoster,
  'household_list.xlsx': householdList,
  'exited_people.xlsx': exitedPeople,
  'people_export.xlsx': peopleExport,
  'exit_notice.xlsx': exitNotice,
  'changes_roster.xlsx': changesRoster,
  'pairing_roster.xlsx': pairingRoster,
  'exit_verification.xlsx': exitVerification,
  'identification_notice.xlsx': identificationNotice,
  'identification_hits.xlsx': identificationHits,
  'identification_before_after.xlsx': identificationBeforeAfter,
  'poverty_application.xlsx': povertyApplication,
  'village_application.xlsx': villageApplication,
  'household_check.xlsx': householdCheckSheet,
  'entry_assessment.xlsx': entryAssessmentSheet,
  ...fundTemplates,
  ...worksTemplates,
  ...houseWorkTemplates,
  'year_correction.xlsx': yearCorrection,
  'year_corrections.xlsx': yearCorrections,
  'income_account.xlsx': incomeAccount,
  'annual_update.xlsx': annualUpdate,
  'survey_sheet.xlsx': surveySheet,
  'annual_update_list.xlsx': annualUpdateList,
  'need_roster.xlsx': needRoster,
  'need_roster_public.xlsx': needRosterPublic,
  'first_notice.xlsx': firstNotice,
  'second_notice.xlsx': secondNotice,
  'announcement.xlsx': announcement,
  'objection_settlement.xlsx': objectionSettlement,
  'comparison_hits.xlsx': comparisonHits,
  'comparison_accounts.xlsx': comparisonAccounts,
  'household_plan.xlsx': householdPlan,
  'measure_ledger.xlsx': measureLedger,
  'measure_reminder.xlsx': measureReminder,
  'plan_exits.xlsx': planExits,
  'project_plan.xlsx': projectPlan,
  'project_chart.xlsx': projectChart,
  'project_bars.xlsx': projectBars,
  'project_progress.xlsx': projectProgress,
  'project_supervision.xlsx': projectSupervision,
  'project_ledger.xlsx': projectLedger,
  'project_change_sheet.xlsx': projectChangeSheet,
  'project_acceptance_sheet.xlsx': projectAcceptanceSheet,
  'project_handover.xlsx': projectHandover,
  'project_sign.xlsx': projectSign,
  'package_dossier.xlsx': packageDossier,
  'exit_sequence.xlsx': exitSequence,
  'monitored_card.xlsx': monitoredCard,
  'monitored_removal.xlsx': monitoredRemoval,
  'monitored_roster.xlsx': monitoredRoster,
  'monitored_notice.xlsx': monitoredNotice,
  'monitored_removal_notice.xlsx': monitoredRemovalNotice,
  'exit_verification_sheet.xlsx': exitVerificationSheet,
  'exit_survey.xlsx': exitSurvey,
  'exit_proposed.xlsx': exitProposed,
  'exit_proposed_notice.xlsx': exitProposedNotice,
  'exit_announcement.xlsx': exitAnnouncement,
  'exit_letter.xlsx': exitLetter,
  'exit_honour.xlsx': exitHonour,
  'exit_review_report.xlsx': exitReviewReport,
  'exit_first_report.xlsx': exitFirstReport,
  'exit_acceptance_report.xlsx': exitAcceptanceReport,
  'sample_list.xlsx': sampleList,
  'village_exit_verification.xlsx': villageExitVerification,
  'village_exit_recognition.xlsx': villageExitRecognition,
  'village_exit_table.xlsx': villageExitTable,
  'meeting_minutes.xlsx': meetingMinutes,
  'ballot.xlsx': ballot,
  'vote_count.xlsx': voteCount,
  'balance.xlsx': balanceSheet,
  'questionnaire.xlsx': () => questionnaireTemplate('问卷'),
  ...surveyTemplates,
  'village_card.xlsx': villageCard,
  'poor_village_card.xlsx': poorVillageCard,
  'battle_tasks.xlsx': battleTasks,
  'battle_report.xlsx': battleReport,
  'battle_cards.xlsx': battleCards,
  'door_card.xlsx': doorCard,
  'village_groups.xlsx': villageGroups,
}
