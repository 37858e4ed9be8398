import { useMemo } from 'react'
import { useFieldSources } from '../../fields/sources.tsx'

/** What divisions of the office are called, by code. */
export function useDivisionName(): (code: string) => string {
  const { divisions } = useFieldSources()
  return useMemo(() => {
    const names = new Map(divisions.map((division) => [division.code, division.name]))
    return (code) => names.get(code) ?? code
  }, [divisions])
}
