import type { Migration } from './types.ts'

/** What the checks find, what people do with it, and the rules that an office switched off. */
export const findings: Migration = {
  id: 920,
  name: 'findings',
  statements: [
    'CREATE TABLE finding ( rule TEXT NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, subject TEXT NOT NULL, about TEXT NOT NULL, year INTEGER, division TEXT, in_charge TEXT, level TEXT NOT NULL, message TEXT NOT NULL, print TEXT NOT NULL, since TEXT NOT NULL, raised_by TEXT, PRIMARY KEY (rule, register, record, field) ) STRICT, WITHOUT ROWID',
    'CREATE INDEX finding_about ON finding (subject, about)',
    'CREATE INDEX finding_division ON finding (division, rule)',
    'CREATE INDEX finding_raised_by ON finding (raised_by) WHERE raised_by IS NOT NULL',
    'CREATE TABLE finding_due (subject TEXT NOT NULL, about TEXT NOT NULL, change_set TEXT, PRIMARY KEY (subject, about)) STRICT, WITHOUT ROWID',
    "CREATE TABLE finding_action (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', rule TEXT, register TEXT, record TEXT, field TEXT, subject TEXT, about TEXT, village TEXT, state TEXT, assignee TEXT, due_on TEXT, reason TEXT, stated_by TEXT, stated_on TEXT, print TEXT) STRICT",
    'CREATE INDEX finding_action_village_rule_record ON finding_action (village, rule, record)',
    'CREATE INDEX finding_action_about ON finding_action (about)',
    'CREATE INDEX finding_action_record_rule ON finding_action (record, rule)',
    "CREATE TABLE rule_setting (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', rule TEXT, off INTEGER, reason TEXT, decided_by TEXT, decided_on TEXT) STRICT",
    'CREATE UNIQUE INDEX rule_setting_rule ON rule_setting (rule, duplicate) WHERE deleted = 0',
  ],
}
