/**
 * A version that comes after this one, for tests (`vi.mock` puts these in the place of today's): a field more, a field that must be filled
 * from now on, a closer limit, a field whose unit changed, a derived field more, and a parameter more.
 */
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'
import type { ParameterRow } from '../../rules/parameters.ts'
import type { Derivation } from '../../store/index.ts'
import type { Migration } from '../../store/migrations/types.ts'
import type { Upcaster } from '../../store/upcasters/types.ts'

export const LATER = 999_990

export const laterMigration: Migration = {
  id: LATER,
  name: 'later',
  statements: ['ALTER TABLE household ADD COLUMN later_note TEXT', 'ALTER TABLE household_year ADD COLUMN stated_doubled INTEGER'],
  refold: ['household_year'],
  rederive: ['household_year'],
}

function changed(
  register: RegisterDefinition,
  changes: Readonly<Record<string, Partial<FieldDefinition>>>,
  added: readonly FieldDefinition[],
): RegisterDefinition {
  return { ...register, fields: [...register.fields.map((field) => ({ ...field, ...changes[field.key] })), ...added] }
}

/** Households have a note more; the phone must be filled and the address is shorter, which earlier records need not be. */
export function laterHousehold(household: RegisterDefinition): RegisterDefinition {
  return changed(
    household,
    {
      phone: { required: true },
      address: { maximumLength: 1, formerly: [{ before: LATER, maximumLength: 200 }] },
    },
    [{ key: 'later_note', label: '后来加的说明', type: 'text', maximumLength: 20, section: 'basic' }],
  )
}

/** Yearly records have a derived field more. */
export function laterHouseholdYear(householdYear: RegisterDefinition): RegisterDefinition {
  return changed(householdYear, {}, [
    { key: 'stated_doubled', label: '收入或耕地的两倍', type: 'integer', section: 'basic', derived: '来表人均纯收入（没有的取耕地面积）乘以二。' },
  ])
}

export function laterDerivations(derivations: readonly Derivation[]): readonly Derivation[] {
  return derivations.map((derivation) =>
    derivation.register !== 'household_year'
      ? derivation
      : {
          ...derivation,
          expressions: [
            ...(derivation.expressions ?? []),
            { columns: ['stated_doubled'], sql: `coalesce(household_year.${MEASURES.join(', household_year.')}) * 2` },
          ],
        },
  )
}

/** Fields whose unit is another one from then on: offices of one version have the first filled, of others the second. */
export const MEASURES = ['stated_income_per_person', 'farmland'] as const

/** These are kept in tenths of today's units from then on. */
export const laterUpcaster: Upcaster = {
  register: 'household_year',
  schema: LATER,
  raise: (values) => ({ ...values, ...Object.fromEntries(MEASURES.flatMap((key) => (typeof values[key] === 'number' ? [[key, values[key] * 10]] : []))) }),
}

export const laterParameter: ParameterRow = {
  year: 2015,
  key: 'later_parameter',
  label: '后来加的参数',
  value: '7',
  unit: '人',
  basis: '测试',
  unverified: true,
}
