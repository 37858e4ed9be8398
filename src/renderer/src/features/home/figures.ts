/** What the home page counts, and how it writes numbers. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { contract } from '#core/contract.ts'
import type { FilterCondition } from '../../components/FilterBar/conditions.ts'

export type Summary = InferContractRouterOutputs<typeof contract>['home']['summary']
export type Township = Summary['townships'][number]
export type Task = Summary['tasks'][number]

/** Numbers with separators: 13,600. */
export const whole = new Intl.NumberFormat('zh-CN')

/** Households that are poor today: 未脱贫 and 返贫. */
export const POOR: readonly FilterCondition[] = [{ field: 'exit_status', operator: 'in', value: '0,3' }]

/** Only households that are on file for good; those struck off are counted nowhere. */
export const VALID_HOUSEHOLDS = { valid: { ne: false } } as const
