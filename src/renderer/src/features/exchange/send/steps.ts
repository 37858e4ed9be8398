/** Steps of sending; the step and what was chosen stand in the path, so that a reload stays where one was. The passphrase does not. */
export const sendSteps = [
  { key: 'to', label: '给谁' },
  { key: 'place', label: '放在哪' },
  { key: 'check', label: '核对' },
  { key: 'write', label: '写出' },
] as const
export type SendStep = (typeof sendSteps)[number]['key']

export interface Sending {
  /** Site or unit. */
  readonly to: string
  readonly full: boolean
  /** Whether a passphrase was set; after a reload it has to be entered again. */
  readonly locked: boolean
  /** Handle of the place; '' saves the file of the job by the shell. */
  readonly place: string
  readonly job: string | null
}
