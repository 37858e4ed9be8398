import { IconChevronRight, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { cellFigure, waitingFigure, type FigureAttributes } from '../../components/figure.tsx'
import { useGo } from '../../router/navigation.ts'
import { useWaitingTasks } from '../exchange/shared/useWaitingTasks.ts'
import { useSession } from '../../session/useSession.tsx'
import { figureOf, useOpenFigure } from './figures.ts'
import { whole } from '../../components/whole.ts'
import type { Summary } from './figures.ts'
import classes from './home.module.css'
import { Panel } from './Panel.tsx'

/** Columns of {@link Summary.incomplete} that count what is not complete; the others say how many there are in all. */
const INCOMPLETE = 'without_'

interface Task {
  readonly key: string
  readonly label: string
  readonly count: number
  readonly figure: FigureAttributes
  readonly open: () => void
}

/** The kinds of unfinished records of which there is any; whoever may not list the parameters finds them in the settings. */
function useTasks({ incomplete, parameters }: Pick<Summary, 'incomplete' | 'parameters'>): Task[] {
  const open = useOpenFigure()
  const go = useGo()
  const { mayAdminister, year } = useSession()
  const records = incomplete.columns
    .filter(({ key }) => key.startsWith(INCOMPLETE))
    .map(({ key, label }) => ({
      key,
      label,
      count: figureOf(incomplete, key),
      figure: cellFigure(incomplete, key, null, year),
      open: () => open(incomplete, key),
    }))
  const unverified = {
    key: parameters.code,
    label: parameters.title,
    count: figureOf(parameters, 'parameters'),
    figure: cellFigure(parameters, 'parameters', null, year),
    open: () => (mayAdminister ? open(parameters, 'parameters') : go('/settings', { tab: 'parameters' })),
  }
  return [...records, unverified].filter(({ count }) => count > 0)
}

/** What waits to be done, as the statistics of the home page count it. */
export function Tasks({ summary }: { readonly summary: Pick<Summary, 'incomplete' | 'parameters'> }): ReactNode {
  return <TaskList tasks={useTasks(summary)} />
}

/** What other offices wait for, then what is not complete yet, each with its number; a click lists it. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] }): ReactNode {
  const go = useGo()
  const waiting = useWaitingTasks()
  const none = tasks.length + waiting.length === 0
  return (
    <Panel title="待办" detail={none ? undefined : '点开逐条处理'} flush>
      {none ? (
        <EmptyState icon={<IconCircleCheck size={36} stroke={1.2} />} title="没有待办" hint="在册户和人的资料都已填全。" />
      ) : (
        <ul className={classes['tasks']}>
          {waiting.map((task) => (
            <li key={task.key}>
              <button type="button" className={classes['task']} data-exchange onClick={() => go(task.path, task.search)}>
                <span className={classes['taskLabel']}>{task.label}</span>
                <span className={classes['taskCount']} {...waitingFigure(task.key)}>
                  {whole.format(task.count)}
                </span>
                <IconChevronRight size={14} aria-hidden />
              </button>
            </li>
          ))}
          {tasks.map((task) => (
            <li key={task.key}>
              <button type="button" className={classes['task']} onClick={task.open}>
                <span className={classes['taskLabel']}>{task.label}</span>
                <span className={classes['taskCount']} {...task.figure}>
                  {whole.format(task.count)}
                </span>
                <IconChevronRight size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
