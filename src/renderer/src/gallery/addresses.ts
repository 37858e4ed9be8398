/** Where each screen of the program is found, for whoever visits all of them: `npm run gallery:pictures`, and the law that none is forgotten. */

export interface Address {
  /** Name of the picture. */
  readonly name: string
  /** Route of the screen, as the features say it; a register's own paths stand for those of all registers. */
  readonly route: string
  /** Where to go; `first` opens the first record of the list that is there. */
  readonly path: string
  readonly first?: true
  /** Names of tabs of the page to look at, besides the first. */
  readonly tabs?: 'all'
}

const at = (name: string, path: string, more: Partial<Address> = {}): Address => ({ name, route: path, path, ...more })
const record = (name: string, path: string, route: string, more: Partial<Address> = {}): Address => ({ name, route, path, first: true, ...more })

export const addresses: readonly Address[] = [
  at('home', '/'),
  at('households', '/households'),
  record('household', '/households', '/households/$id', { tabs: 'all' }),
  at('household-new', '/households/new', { route: '/households/$id' }),
  at('unlisted', '/unlisted'),
  at('unlisted-new', '/unlisted/new', { route: '/unlisted/$id' }),
  at('campaigns', '/campaigns'),
  at('campaign-new', '/campaigns/new', { route: '/campaigns/$id' }),
  at('survey-rounds', '/surveys'),
  at('survey-round-new', '/surveys/new', { route: '/surveys/$id' }),
  at('visits', '/visits'),
  at('visit-new', '/visits/new', { route: '/visits/$id' }),
  at('shortfalls', '/shortfalls'),
  at('shortfall-new', '/shortfalls/new', { route: '/shortfalls/$id' }),
  at('shortfall-standards', '/shortfall_standards'),
  at('shortfall-standard-new', '/shortfall_standards/new', { route: '/shortfall_standards/$id' }),
  at('project-needs', '/needs'),
  at('project-need-new', '/needs/new', { route: '/needs/$id' }),
  at('projects', '/projects'),
  at('project-new', '/projects/new', { route: '/projects/$id' }),
  at('unit-prices', '/unit_prices'),
  at('unit-price-new', '/unit_prices/new', { route: '/unit_prices/$id' }),
  at('identifications', '/identifications'),
  at('identification-new', '/identifications/new', { route: '/identifications/$id' }),
  at('plans', '/plans'),
  at('plan-new', '/plans/new', { route: '/plans/$id' }),
  at('measures', '/measures'),
  at('measure-new', '/measures/new', { route: '/measures/$id' }),
  at('comparisons', '/comparisons'),
  at('comparison-new', '/comparisons/new'),
  record('comparison', '/comparisons', '/comparisons/$id'),
  at('hits', '/hits'),
  record('hit', '/hits', '/hits/$id', { tabs: 'all' }),
  at('monitored', '/monitored'),
  at('monitored-new', '/monitored/new', { route: '/monitored/$id' }),
  at('monitored-facts', '/monitored_facts'),
  at('monitored-fact-new', '/monitored_facts/new', { route: '/monitored_facts/$id' }),
  at('work-months', '/work_months'),
  at('work-month-new', '/work_months/new', { route: '/work_months/$id' }),
  at('work-plans', '/work_plans'),
  at('work-plan-new', '/work_plans/new', { route: '/work_plans/$id' }),
  at('people', '/people'),
  record('person', '/people', '/people/$id'),
  at('villages', '/villages'),
  record('village', '/villages', '/villages/$id', { tabs: 'all' }),
  at('household-events', '/household_events'),
  at('household-event-new', '/household_events/new', { route: '/household_events/$id' }),
  at('groups', '/groups'),
  record('group', '/groups', '/groups/$id'),
  at('organizations', '/organizations'),
  record('organization', '/organizations', '/organizations/$id'),
  at('helpers', '/helpers'),
  record('helper', '/helpers', '/helpers/$id'),
  at('pairings', '/pairings'),
  record('pairing', '/pairings', '/pairings/$id'),
  at('register', '/records/household_year', { route: '/records/$register' }),
  record('register-record', '/records/household_year', '/records/$register/$id'),
  at('board', '/procedures/household_year', { route: '/procedures/$register' }),
  at('notices', '/notices'),
  at('imports', '/imports'),
  at('import', '/imports/new'),
  at('import-undo', '/imports/undo'),
  at('forms', '/forms', { tabs: 'all' }),
  at('statistics', '/statistics'),
  at('balance', '/balance'),
  at('balance-entries', '/balance_entries'),
  at('checks', '/checks'),
  at('targets', '/targets'),
  at('adjustments', '/adjustments'),
  at('adjustment-new', '/adjustments/new', { route: '/adjustments/$id' }),
  at('questionnaires', '/questionnaires'),
  record('questionnaire', '/questionnaires', '/questionnaires/$id'),
  at('questionnaire-edit', '/questionnaires/new/edit', { route: '/questionnaires/$id/edit' }),
  at('answers', '/answers'),
  at('draws', '/draws'),
  at('draw-new', '/draws/new'),
  at('exchange', '/exchange'),
  at('exchange-send', '/exchange/send'),
  at('exchange-receive', '/exchange/receive'),
  at('exchange-conflicts', '/exchange/conflicts'),
  at('exchange-duplicates', '/exchange/duplicates'),
  at('exchange-proposals', '/exchange/proposals'),
  at('exchange-former', '/exchange/former'),
  at('exchange-transfers', '/exchange/transfers'),
  at('exchange-returns', '/exchange/returns'),
  at('exchange-sites', '/exchange/sites'),
  at('users', '/users'),
  at('backups', '/backups'),
  at('changes', '/changes'),
  at('settings', '/settings', { tabs: 'all' }),
]

/** Screens that stand only where something was begun before: their pictures are of the page that says so. */
export const begunElsewhere: readonly string[] = ['/draws/$id', '/questionnaires/$id/answer', '/questionnaires/$id/batch', '/answers/$id']
