import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { InferContractRouterOutputs } from '@orpc/contract'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { contract } from '#core/contract.ts'
import type { ChosenUnits } from '#core/features/undoing/contract.ts'
import { whole } from '../../components/whole.ts'
import table from '../../components/PlainTable.module.css'

type Unit = InferContractRouterOutputs<typeof contract>['undoing']['preview']['units'][number]

/** Households and whatever else stands by itself, each to be taken back with all that is part of it. */
export function UndoUnits({
  units,
  chosen,
  disabled,
  onChoose,
}: {
  readonly units: readonly Unit[]
  readonly chosen: ChosenUnits
  readonly disabled: boolean
  readonly onChoose: (chosen: ChosenUnits) => void
}): ReactNode {
  const all = chosen.units === undefined && (chosen.without ?? []).length === 0
  const none = chosen.units !== undefined && chosen.units.length === 0
  return (
    <table className={table['table']} aria-label="收回哪些">
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              size="xs"
              aria-label="全部收回"
              disabled={disabled}
              checked={all}
              indeterminate={!all && !none}
              onChange={() => onChoose(all ? { units: [] } : {})}
            />
          </th>
          <th scope="col">名称</th>
          <th scope="col">地方</th>
          <th scope="col" data-number>
            能收回
          </th>
          <th scope="col" data-number>
            留下
          </th>
          <th scope="col" data-number>
            已收回
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => {
          const key = `${unit.register}:${unit.id}`
          const checked = isChosen(chosen, key)
          const label = isRegisterName(unit.register) ? registerOf(unit.register).label : unit.register
          return (
            <tr key={key} data-left-out={unit.taken === 0 || undefined}>
              <td>
                <Checkbox
                  size="xs"
                  aria-label={`收回 ${label} ${unit.title}`}
                  disabled={disabled || unit.taken === 0}
                  checked={checked && unit.taken > 0}
                  onChange={(event) => onChoose(withUnit(chosen, key, event.currentTarget.checked))}
                />
              </td>
              <td>
                {label} {unit.title}
              </td>
              <td>{unit.place}</td>
              <td data-number>{whole.format(unit.taken)}</td>
              <td data-number data-bad={unit.kept > 0 || undefined}>
                {whole.format(unit.kept)}
              </td>
              <td data-number>{whole.format(unit.back)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function isChosen({ units, without = [] }: ChosenUnits, key: string): boolean {
  return units === undefined ? !without.includes(key) : units.includes(key)
}

/** All but some, or some: whichever was begun with. */
function withUnit({ units, without = [] }: ChosenUnits, key: string, taken: boolean): ChosenUnits {
  if (units !== undefined) return { units: taken ? [...units, key] : units.filter((other) => other !== key) }
  return { without: taken ? without.filter((other) => other !== key) : [...without, key] }
}
