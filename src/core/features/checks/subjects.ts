/** Every subject of checks, and the checks of an office over them. A new one is a line here and a line of `rules.ts`. */
import { Checks, type CheckPorts } from '#core/checks/checks.ts'
import type { Store } from '#core/store/index.ts'
import { added } from '#subjects/added'
import { withProcedures } from '#core/procedures/findings.ts'
import type { Subject } from '#core/checks/subject.ts'
import { helperSubject } from '../helper/index.ts'
import { householdSubject } from '../household/index.ts'
import { parameterSubject } from '../parameters/index.ts'
import { villageSubject } from '../village/index.ts'

export const subjects: readonly Subject[] = withProcedures([householdSubject, villageSubject, helperSubject, parameterSubject, ...added])

/** The checks of an office; begun by whoever opens it. */
export function checksOf(store: Store, ports: Pick<CheckPorts, 'parameters' | 'today'>): Checks {
  return new Checks(store, { subjects, settings: 'rule_setting', ...ports })
}
