import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { RegisterDefinition } from '#core/catalogue/types.ts'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { MoneyUnitScope, useMoneyUnitOf } from '../../fields/moneyUnit.tsx'
import { initialValues } from '../../fields/useRecordForm.ts'
import { useSession } from '../../session/useSession.tsx'
import { BackButton } from './BackButton.tsx'
import { RecordPage } from './RecordPage.tsx'
import type { RecordScreenProps } from './RecordPage.tsx'

/** One record: looked at and changed section by section, what belongs to it, what refers to it, its papers and its history. */
export function RecordScreen(props: RecordScreenProps): ReactNode {
  const money = useMoneyUnitOf(props.screen.register)
  return (
    <MoneyUnitScope of={money}>
      <LoadedRecord {...props} />
    </MoneyUnitScope>
  )
}

function LoadedRecord(props: RecordScreenProps): ReactNode {
  const { screen, id } = props
  const isNew = id === 'new'
  const query = useQuery({ ...useApi().records.get.queryOptions({ input: { register: screen.register, id } }), enabled: !isNew })
  const { year } = useSession()
  const begun = useMemo(() => {
    const register = registerOf(screen.register)
    return { ...initialValues(register), ...(belongsToYear(register) ? { year } : {}), ...props.initial }
  }, [screen.register, props.initial, year])
  if (isNew) return <RecordPage key="new" {...props} loaded={begun} onReload={() => Promise.resolve(undefined)} />
  if (query.data !== undefined) return <RecordPage key={id} {...props} loaded={query.data} onReload={async () => (await query.refetch()).data} />
  return (
    <Page header={<PageHeader title={screen.title} back={<BackButton register={screen.register} />} />}>
      {query.error === null ? (
        <Loader size="sm" role="status" aria-label="正在读取" />
      ) : (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
    </Page>
  )
}

/** Whether a new record is of the year that is worked on, unless it says otherwise. */
function belongsToYear({ fields }: RegisterDefinition): boolean {
  return fields.some(({ key, type, required, derived }) => key === 'year' && type === 'year' && required === true && derived === undefined)
}
