import { IconChevronRight, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { whereShape } from '#core/shapes.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { conditionsOf } from '../../components/FilterBar/conditions.ts'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { useGo } from '../../router/navigation.ts'
import { useWaitingTasks } from '../exchange/shared/useWaitingTasks.ts'
import { listPath } from '#core/catalogue/derive/screen.ts'
import { whole } from './figures.ts'
import type { Task } from './figures.ts'
import classes from './home.module.css'
import { Panel } from './Panel.tsx'

/** Opens the rows behind a task: with conditions where they can say it, else under the name of the task. */
function useOpenTask(): (task: Task) => void {
  const openList = useOpenList()
  const go = useGo()
  return (task) => {
    if (task.register === 'parameter') {
      go('/settings', { tab: 'parameters' })
      return
    }
    const where = whereShape.parse(task.where)
    const conditions = conditionsOf(where)
    if (conditions !== null && conditions.every((condition) => condition.field !== 'id')) openList(task.register, listPath(task.register), conditions)
    else openList(task.register, listPath(task.register), [], { label: task.label, where })
  }
}

/** What other offices wait for, then what is not complete yet, each with its number; a click lists it. */
export function Tasks({ tasks }: { readonly tasks: readonly Task[] }): ReactNode {
  const open = useOpenTask()
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
                <span className={classes['taskCount']}>{whole.format(task.count)}</span>
                <IconChevronRight size={14} aria-hidden />
              </button>
            </li>
          ))}
          {tasks.map((task) => (
            <li key={task.key}>
              <button type="button" className={classes['task']} onClick={() => open(task)}>
                <span className={classes['taskLabel']}>{task.label}</span>
                <span className={classes['taskCount']}>{whole.format(task.count)}</span>
                <IconChevronRight size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
