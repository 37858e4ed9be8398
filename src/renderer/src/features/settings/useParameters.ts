/** Thresholds and lines of the office, as the screens read them. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { defaultParameters, parameterReader, type ParameterReader } from '#core/rules/parameters.ts'
import { useApi } from '../../bridge/client.tsx'
import { parameterOf } from './parameterRows.ts'

/** Those the program brings along until the office's are read. */
export function useParameters(): ParameterReader {
  const rows = useQuery(useApi().records.query.queryOptions({ input: { register: 'parameter', limit: 5000 } })).data?.rows
  return useMemo(() => (rows === undefined || rows.length === 0 ? defaultParameters : parameterReader(rows.map(parameterOf))), [rows])
}
