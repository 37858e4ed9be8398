import { added } from '#migrations/added'
import { initial } from './0010_initial.ts'
import { exchange } from './0020_exchange.ts'
import { authorSchema } from './0610_author_schema.ts'
import { namedEntries } from './0810_named_entries.ts'
import { countedPlaces } from './0820_counted_places.ts'
import { setAside } from './0830_set_aside.ts'
import { partialDates } from './0910_partial_dates.ts'
import { findings } from './0920_findings.ts'
import { searchKeys } from './0930_search_keys.ts'
import { statedPopulation } from './0960_stated_population.ts'
import { yearLocks } from './0970_year_locks.ts'
import { reportRun } from './1010_report_run.ts'
import { personTransfers } from './1020_person_transfers.ts'
import { attachmentKind } from './1110_attachment_kind.ts'
import { findingsBySubject } from './1310_findings_by_subject.ts'
import { procedures } from './2010_procedures.ts'
import { parameterValidity } from './2210_parameter_validity.ts'
import { villageChange } from './2410_village_change.ts'
import { exitProcedure } from './2510_exit_procedure.ts'
import { draws } from './2700_draws.ts'
import { questionnaires } from './2710_questionnaires.ts'
import { sharedNumbers } from './2810_shared_numbers.ts'
import { targets } from './2820_targets.ts'
import { formerLinks } from './3010_former_links.ts'
import { countingPeople } from './3210_counting_people.ts'
import { reportedTargets } from './3220_reported_targets.ts'
import { formerNamesFound } from './3510_former_names_found.ts'
import { identification } from './3610_identification.ts'
import { comparison } from './3620_comparison.ts'
import { balance } from './3710_balance.ts'
import { shortfalls } from './3810_shortfalls.ts'
import { survey } from './3820_survey.ts'
import { plans } from './3910_plans.ts'
import { planWords } from './3920_plan_words.ts'
import { exit } from './4010_exit.ts'
import { monitoring } from './4110_monitoring.ts'
import { sheets } from './4210_sheets.ts'
import { quotas } from './4220_quotas.ts'
import { countingByIndex } from './4300_counting_by_index.ts'
import { countingMonitored } from './4310_counting_monitored.ts'
import { countingSupport } from './4320_counting_support.ts'
import { villageWholeVillage } from './4410_village_whole_village.ts'
import { incomeModel } from './4510_income_model.ts'
import { corrections } from './4520_corrections.ts'
import { projects } from './4610_projects.ts'
import { projectWork } from './4620_project_work.ts'
import { left } from './4630_left.ts'
import { projectVillages } from './4640_project_villages.ts'
import { money } from './4710_money.ts'
import { works } from './4810_works.ts'
import { battleMap } from './4910_battle_map.ts'
import { daysAndRetention } from './5310_days_and_retention.ts'
import { sortedLists } from './5410_sorted_lists.ts'
import { countedPayments } from './5510_counted_payments.ts'
import { sortedPayments } from './5520_sorted_payments.ts'
import { usualNodes } from './5710_usual_nodes.ts'
import { sourceRetention } from './5720_source_retention.ts'
import { sortedListsOfPeople } from './6010_sorted_lists_of_people.ts'
import { parameterByKey } from './6020_parameter_by_key.ts'
import { countedOnFile } from './6030_counted_on_file.ts'
import { countedDropouts } from './6040_counted_dropouts.ts'
import type { Migration } from './types.ts'

/** All migrations in order. */
export const migrations: readonly Migration[] = [
  initial,
  exchange,
  authorSchema,
  namedEntries,
  countedPlaces,
  setAside,
  partialDates,
  findings,
  searchKeys,
  statedPopulation,
  yearLocks,
  reportRun,
  personTransfers,
  attachmentKind,
  findingsBySubject,
  procedures,
  parameterValidity,
  villageChange,
  exitProcedure,
  draws,
  questionnaires,
  sharedNumbers,
  targets,
  formerLinks,
  countingPeople,
  reportedTargets,
  formerNamesFound,
  identification,
  comparison,
  balance,
  shortfalls,
  survey,
  plans,
  planWords,
  exit,
  monitoring,
  sheets,
  quotas,
  countingByIndex,
  countingMonitored,
  countingSupport,
  villageWholeVillage,
  incomeModel,
  corrections,
  projects,
  projectWork,
  left,
  projectVillages,
  money,
  works,
  battleMap,
  daysAndRetention,
  sortedLists,
  countedPayments,
  sortedPayments,
  usualNodes,
  sourceRetention,
  sortedListsOfPeople,
  parameterByKey,
  countedOnFile,
  countedDropouts,
  ...added,
]
