import type { SurrogateEvent } from '../surrogate-event.ts'

type Role = SurrogateEvent['by']['role']

const office: readonly Role[] = ['worker', 'supervisor']
const everybody: readonly Role[] = [
  'child',
  'guardian',
  'volunteer',
  'worker',
  'supervisor',
  'protectionOfficer',
  'authority',
]

/** Who may write down what; what moves a match or a volunteer is also held by the machines. */
const recorders: Readonly<Record<SurrogateEvent['kind'], readonly Role[]>> = {
  applied: ['volunteer', ...office],
  interviewed: office,
  referenceTaken: office,
  checked: [...office, 'authority'],
  trained: office,
  accepted: office,
  declined: office,
  left: ['volunteer', ...office],
  concern: everybody,
  unfounded: ['authority'],
  proposed: office,
  childAnswered: ['child', 'guardian', 'protectionOfficer', ...office],
  guardianConsented: ['guardian', ...office],
  volunteerAgreed: ['volunteer', ...office],
  approved: office,
  rejected: office,
  firstMeeting: office,
  supported: office,
  contact: ['child', 'guardian', 'volunteer', ...office],
  breachSettled: ['supervisor'],
  breached: everybody,
  renewed: office,
  resumed: office,
  paused: office,
  withdrawn: ['guardian', 'volunteer', ...office],
  closed: office,
  safeguarded: everybody,
}

/** Whether who wrote an event down may write such an event; nobody speaks for another party. */
export function mayRecord(event: SurrogateEvent): boolean {
  const { role } = event.by
  if (event.kind === 'withdrawn' && (role === 'guardian' || role === 'volunteer')) return role === event.who
  return recorders[event.kind].includes(role)
}
