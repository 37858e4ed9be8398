import { Alert, Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Counts } from './Counts.tsx'
import { Due } from './Due.tsx'
import { figureOf } from './figures.ts'
import type { Summary } from './figures.ts'
import { FirstSteps } from './FirstSteps.tsx'
import classes from './home.module.css'
import { RecentChanges, RecentImports } from './Recent.tsx'
import { Tasks } from './Tasks.tsx'
import { Causes, Places } from './Charts.tsx'

/**
 * The figures as they were counted last, at once, and those of now as soon as they are counted. `recounting` holds since when the figures shown are, as long
 * as those of now are not there.
 */
function useSummary(year: number) {
  const { summary: procedure } = useApi().home
  const query = useQuery(procedure.queryOptions({ input: { year } }))
  const kept = query.data
  const isEarlier = kept?.counted.current === false
  const now = useQuery({ ...procedure.queryOptions({ input: { year, current: true } }), enabled: isEarlier })
  const summary = isEarlier && now.data !== undefined && now.data.counted.at >= kept.counted.at ? now.data : kept
  const recounting = isEarlier && (now.isFetching || now.data === undefined) ? (summary?.counted.at ?? null) : null
  return { query, summary, recounting }
}

/** The first screen: how things stand, what waits to be done, what happened last. */
export function HomeScreen(): ReactNode {
  const { unit, year } = useSession()
  const { query, summary, recounting } = useSummary(year)
  return (
    <Page header={<PageHeader title={unit.name} detail={`${year} 年度`} />}>
      <div className={classes['home']}>
        <Notices />
        {query.error !== null && (
          <ErrorPanel
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )}
        {query.isPending && <Loader size="sm" role="status" aria-label="正在统计" />}
        {recounting !== null && <AsOf at={recounting} />}
        {summary !== undefined && <Standing summary={summary} />}
        {summary !== undefined && (
          <div className={classes['recent']}>
            <RecentImports />
            <RecentChanges changes={summary.recent} />
          </div>
        )}
      </div>
    </Page>
  )
}

/** The figures are those of an earlier moment. */
function AsOf({ at }: { readonly at: string }): ReactNode {
  const day = new Date(at)
  const moment = `${day.getMonth() + 1} 月 ${day.getDate()} 日 ${String(day.getHours()).padStart(2, '0')}:${String(day.getMinutes()).padStart(2, '0')}`
  return (
    <Alert color="blue" role="status" icon={<IconInfoCircle size={18} aria-hidden />}>
      下面是 {moment} 统计的数，此后数据有改动；正在重新统计，算好以后自动更新，不用等着。
    </Alert>
  )
}

/** The figures of the year; where to begin while nobody is on file. */
function Standing({ summary }: { readonly summary: Summary }): ReactNode {
  const { incomplete, onFile, causes, villages } = summary
  if (figureOf(incomplete, 'households') === 0 && figureOf(incomplete, 'people') === 0 && figureOf(onFile, 'households') === 0)
    return <FirstSteps villages={figureOf(villages, 'villages')} />
  return (
    <>
      <EmptyYear summary={summary} />
      <Counts summary={summary} />
      <div className={classes['charts']}>
        <Places onFile={onFile} />
        <Causes causes={causes} />
        <Tasks summary={summary} />
      </div>
      <Due />
    </>
  )
}

/** A year without a record shows noughts; where there are some, one click leads there. */
export function EmptyYear({ summary: { onFile, newestYear } }: { readonly summary: Pick<Summary, 'onFile' | 'newestYear'> }): ReactNode {
  const { year, setYear } = useSession()
  if (figureOf(onFile, 'households') > 0) return null
  return (
    <Alert color="blue" icon={<IconInfoCircle size={18} aria-hidden />} title={`${year} 年没有户年度记录，下面的数都是 0`}>
      {newestYear === null || newestYear === year ? (
        '在户卡片里填写年度情况，或导入写明年度的花名册之后，这里按年统计。'
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => setYear(newestYear)}>
          看 {newestYear} 年（最近有数据的年度）
        </Button>
      )}
    </Alert>
  )
}

/** What must be known before the figures: the backup of the day failed. */
function Notices(): ReactNode {
  const { notice } = useSession()
  const go = useGo()
  return (
    <>
      {notice !== null && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} title={notice}>
          <Button size="compact-sm" variant="default" onClick={() => go('/backups')}>
            去“备份与检查”
          </Button>
        </Alert>
      )}
    </>
  )
}
