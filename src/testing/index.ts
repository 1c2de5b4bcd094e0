export { driverContract } from './driver-contract/contract.ts'
export type { ContractCase, Harness } from './driver-contract/scene.ts'
