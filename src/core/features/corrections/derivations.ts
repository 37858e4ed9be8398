/** What is computed of correction sheets. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { placeSql } from '../../catalogue/derive/kept.ts'
import { idSql, linksOfField } from '../../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../../catalogue/index.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'

const LINKS = linksOfField(fieldOf('correction_sheet', 'subject'))

/** A column or expression of the yearly record that a sheet is about. */
const ofSubject = (column: (register: string, alias: string) => string): string =>
  `coalesce(${LINKS.map(({ register, prefix }) => `(SELECT ${column(register, 'y')} FROM ${register} y WHERE y.id = ${idSql(prefix, 'correction_sheet.subject')})`).join(', ')})`

const PLACE = ofSubject((register, alias) => placeSql(registerOf(register), alias) ?? 'NULL')

export const correctionDerivations: readonly Derivation[] = [
  { register: 'correction_sheet', touchedBy: {}, expressions: [{ columns: ['year'], sql: `SELECT ${ofSubject((_, alias) => `${alias}.year`)}` }] },
  {
    register: 'correction_sheet',
    touchedBy: { year_lock: `SELECT c.id FROM year_lock l JOIN correction_sheet c ON c.year = l.year WHERE l.id IN ${touchedRecords('year_lock')}` },
    expressions: [
      {
        columns: ['locked_by'],
        sql: `SELECT l.level FROM year_lock l WHERE l.division = ${PLACE} AND l.year = correction_sheet.year AND l.state = 'locked' AND l.deleted = 0
          ORDER BY CASE l.level WHEN 'county' THEN 0 WHEN 'township' THEN 1 ELSE 2 END LIMIT 1`,
      },
    ],
  },
]
