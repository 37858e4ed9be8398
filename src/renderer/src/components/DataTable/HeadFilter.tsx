import { Popover } from '@mantine/core'
import { useLayoutEffect } from 'react'
import type { ReactNode, Ref } from 'react'
import type { DataColumn, HeadFilters } from './types.ts'

/** The drop-down of the one heading whose it is now: a closed one for each of them cost as much as all headings. */
export function HeadFilter({
  column,
  filters,
  opener,
  onClose,
}: {
  readonly column: DataColumn
  readonly filters: HeadFilters
  /** The button that it hangs from. */
  readonly opener: HTMLElement
  readonly onClose: () => void
}): ReactNode {
  return (
    <Popover opened onChange={onClose} position="bottom-end" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <StandsAlready element={opener} />
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-labelledby={opener.id}>
        {filters.render(column, onClose)}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Tells the drop-down of an element that is drawn elsewhere. */
function StandsAlready({ element, ref }: { readonly element: HTMLElement; readonly ref?: Ref<HTMLElement> }): ReactNode {
  useLayoutEffect(() => {
    if (typeof ref !== 'function') return
    const undo = ref(element)
    return () => {
      if (typeof undo === 'function') undo()
      else ref(null)
    }
  }, [element, ref])
  return null
}
