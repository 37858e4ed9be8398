import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { roleShape } from '../session/contract.ts'

const userShape = z.object({
  id: z.string(),
  login: z.string(),
  displayName: z.string(),
  role: roleShape,
  divisions: z.array(z.string()),
  active: z.boolean(),
  mustChangePassword: z.boolean(),
  createdAt: z.string(),
})
export type User = z.infer<typeof userShape>

export const userContract = {
  list: asks('administer users', 'unit').output(z.array(userShape)),
  create: asks('administer users', 'unit')
    .input(
      z.object({
        login: z.string().min(1).max(40),
        displayName: z.string().min(1).max(40),
        role: roleShape,
        divisions: z.array(z.string()),
        password: z.string(),
      }),
    )
    .output(userShape),
  update: asks('administer users', 'unit')
    .input(
      z.object({
        id: z.string(),
        displayName: z.string().min(1).max(40).optional(),
        role: roleShape.optional(),
        divisions: z.array(z.string()).optional(),
        active: z.boolean().optional(),
      }),
    )
    .output(userShape),
  resetPassword: asks('administer users', 'unit')
    .input(z.object({ id: z.string(), password: z.string() }))
    .output(z.object({ done: z.literal(true) })),
}
