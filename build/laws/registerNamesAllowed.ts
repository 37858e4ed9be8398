/** What the law on the names of registers leaves out, each with its reason. */

/** Registers that the engines are built on: concepts of the program, not subjects of the office. */
export const CONCEPTS: Readonly<Record<string, string>> = {
  division: 'places decide who owns, reads and receives a record',
  site: 'offices that exchange data; their register says whom to believe',
  parameter: 'numbers that rules are run with, by day and place',
  attachment: 'contents that hang on any record',
  procedure_step: 'what was done to any record; its state follows from it',
  shared_act: 'a meeting or notice for many records of any register',
  shared_act_line: 'votes and objections by record',
  special_day: 'days counted as working days or not',
  year_lock: 'who may still write a year; every write is held against it',
}

/** Sources that belong to registers, or that never change. */
export const OWN: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'src/core/catalogue/entities/', reason: 'the registers themselves' },
  { path: 'src/core/catalogue/codes/', reason: 'code lists are named after what they classify' },
  { path: 'src/core/store/migrations/', reason: 'what was applied never changes' },
  { path: 'src/core/features/household/', reason: 'the feature of households and people' },
  { path: 'src/core/features/village/', reason: 'the feature of villages' },
  { path: 'src/core/features/helper/', reason: 'the feature of helpers' },
  { path: 'src/core/features/checks/', reason: 'the feature of findings: its own registers, and a line for each subject' },
  { path: 'src/core/features/transfers/', reason: 'the feature of moves of households and people' },
  { path: 'src/renderer/src/features/transfers/', reason: 'screens of moves' },
  { path: 'src/cli/transferCommands.ts', reason: 'commands for moves' },
  { path: 'src/cli/commands/transfers.ts', reason: 'commands for moves of households' },
  { path: 'src/cli/commands/personTransfers.ts', reason: 'commands for moves of people' },
  { path: 'src/core/features/reviews/', reason: 'the feature of what an office above returns' },
  { path: 'src/renderer/src/features/reviews/', reason: 'screens of what is returned' },
  { path: 'src/cli/reviewCommands.ts', reason: 'commands for what is returned' },
  { path: 'src/cli/commands/returns.ts', reason: 'commands for what is returned' },
  { path: 'src/core/procedures/', reason: 'the engine of procedures: levels of places' },
  { path: 'src/core/features/procedures/', reason: 'procedures as the contract carries them: levels of places' },
  { path: 'src/renderer/src/features/procedures/', reason: 'screens of procedures: levels of places' },
  { path: 'src/cli/procedureCommands.ts', reason: 'commands of procedures: levels of places' },
  { path: 'src/cli/commands/procedures.ts', reason: 'commands of procedures: levels of places' },
  { path: 'src/core/features/locks/', reason: 'the feature of locked years: levels of places' },
  { path: 'src/renderer/src/features/settings/YearLocks.tsx', reason: 'the screen of locked years: levels of places' },
  { path: 'src/cli/commands/locks.ts', reason: 'commands for locked years' },
  { path: 'src/core/features/statistics/reportRuns.ts', reason: 'the feature of what was reported' },
  { path: 'src/core/features/imports/roster', reason: 'rosters: one row of theirs spreads over the registers of a household' },
  { path: 'src/core/features/exports/roster', reason: 'the roster again, as it is written' },
  { path: 'src/core/features/targets/', reason: 'the feature of targets: its own registers, and levels of places' },
  { path: 'src/core/targets/', reason: 'the engine of targets: levels of places' },
  { path: 'src/renderer/src/features/targets/', reason: 'the screen of targets' },
  { path: 'src/cli/commands/targets.ts', reason: 'the command of targets' },
  { path: 'src/core/features/demo/', reason: 'makes the content of the demonstration county' },
  { path: 'src/core/forms/marks.ts', reason: 'examples of placeholders, as clerks meet them' },
  { path: 'src/core/forms/household', reason: 'printed forms of the household' },
  { path: 'src/core/features/statistics/tables/', reason: 'tables that the office reports: declarations over registers' },
  { path: 'src/renderer/src/features/household/', reason: 'screens of the household' },
  { path: 'src/renderer/src/features/person/', reason: 'screens of the person' },
  { path: 'src/renderer/src/features/village/', reason: 'screens of the village' },
  { path: 'src/renderer/src/gallery/', reason: 'samples of screen parts, not shipped' },
]

/** Words of a file that are no names of registers there, and how often they stand in it. */
export const OTHERWISE_MEANT: readonly { readonly path: string; readonly name: string; readonly times: number; readonly reason: string }[] = [
  { path: 'src/core/rules/levels.ts', name: 'village', times: 3, reason: 'the lowest level of divisions, said here once: a level of places is no register' },
  { path: 'src/core/rules/parameters.ts', name: 'household', times: 1, reason: 'part of the key of a parameter as offices store it: persons in one household' },
  { path: 'src/core/rules/parameters.ts', name: 'person', times: 2, reason: 'part of the keys of parameters as offices store them: land for each person' },
  { path: 'src/core/store/changeKinds.ts', name: 'transfer', times: 1, reason: 'kind of the change sets by which something moves, as every office stores it' },
  {
    path: 'src/core/store/schema.ts',
    name: 'village',
    times: 1,
    reason: 'column of tables of the store itself, in applied migrations: the division that a row concerns',
  },
  { path: 'src/main/core/coreClient.ts', name: 'transfer', times: 1, reason: 'ports that are handed over with a message of the platform' },
  { path: 'src/web/server.ts', name: 'transfer', times: 1, reason: 'a header of the transport: transfer-encoding' },
  { path: 'src/core/app.ts', name: 'transfer', times: 3, reason: 'the feature of moves, put into the program like every feature' },
]
