import { Badge, Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import type { HouseholdDetail } from '#core/features/household/contract.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { displayField } from '../../fields/display.ts'
import { useGo } from '../../router/navigation.ts'
import classes from './household.module.css'
import { PairingDialog } from './PairingDialog.tsx'

type Helper = HouseholdDetail['helpers'][number]

/** Who helps the household and since when, as on the paper form. A change is a new line; the old one keeps its dates. */
export function PairingsTab({
  household,
  helpers,
  readOnly,
}: {
  readonly household: string
  readonly helpers: readonly Helper[]
  readonly readOnly: boolean
}): ReactNode {
  const [adding, setAdding] = useState(false)
  const go = useGo()
  const add = !readOnly && (
    <Button variant="light" size="compact-md" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
      {helpers.length === 0 ? '结对' : '增加或更换责任人'}
    </Button>
  )
  return (
    <section className={classes['panel']} style={{ marginTop: 0 }} aria-label="帮扶责任人">
      {helpers.length === 0 ? (
        <EmptyState title="还没有帮扶责任人" hint="结对后，这里列出每个责任人的起止时间。" actions={add} />
      ) : (
        <>
          <table className={classes['table']}>
            <thead>
              <tr>
                {['姓名', '性别', '政治面貌', '帮扶单位', '隶属关系', '职务', '联系电话', '开始时间', '结束时间'].map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {helpers.map(({ pairing, helper, organization }) => (
                <tr key={String(pairing['id'])} data-past={(pairing['end_date'] ?? null) !== null || undefined}>
                  <td>
                    {displayField(fieldOf('helper', 'name'), helper)}{' '}
                    {pairing['is_main'] === true && (pairing['end_date'] ?? null) === null && <Badge size="sm">主责</Badge>}
                  </td>
                  <td>{displayField(fieldOf('helper', 'sex'), helper)}</td>
                  <td>{displayField(fieldOf('helper', 'politics'), helper)}</td>
                  <td>{organization === null ? '' : displayField(fieldOf('organization', 'name'), organization)}</td>
                  <td>{organization === null ? '' : displayField(fieldOf('organization', 'affiliation'), organization)}</td>
                  <td>{displayField(fieldOf('helper', 'position'), helper)}</td>
                  <td>{displayField(fieldOf('helper', 'phone'), helper)}</td>
                  <td>{String(pairing['start_date'] ?? '')}</td>
                  <td>{String(pairing['end_date'] ?? '')}</td>
                  <td>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`打开 ${String(helper['name'] ?? '')} 的结对`}
                      onClick={() => go(recordPath('pairing', String(pairing['id'])))}
                    >
                      打开
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div style={{ marginTop: '0.625rem' }}>{add}</div>
        </>
      )}
      {adding && <PairingDialog household={household} helpers={helpers} onClose={() => setAdding(false)} />}
    </section>
  )
}
