import { z } from 'zod'

/** A person's name as written, 1 to 72 characters; the middle dot of minority names is part of it. */
export const Name = z.string().min(1).max(72).describe('Name as written, 1 to 72 characters')

/** A line of free text. */
export const Line = z.string().min(1).max(100).describe('Free text, at most 100 characters')

/** Free text of some length. */
export const Text = z.string().min(1).max(2000).describe('Free text, at most 2,000 characters')

/** A resident identity number, GB 11643: 18 characters, last one a digit or X. `readNationalId` also checks date and checksum. */
export const NationalId = z
  .string()
  .regex(/^[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/)
  .describe('Resident identity number, 18 characters')
  .brand<'NationalId'>()
export type NationalId = z.infer<typeof NationalId>

/** A telephone number in digits: mobile, or area code and number. */
export const Phone = z
  .string()
  .regex(/^(?:1[3-9]\d{9}|0\d{9,11})$/)
  .describe('Telephone number in digits')
  .brand<'Phone'>()
export type Phone = z.infer<typeof Phone>

/** An administrative division: 2 province, 4 prefecture, 6 county, 9 township, 12 village digits; a parent is a prefix. */
export const DivisionCode = z
  .string()
  .regex(/^[1-9]\d(?:\d\d(?:\d\d(?:\d{3}(?:\d{3})?)?)?)?$/)
  .describe('Division code of 2, 4, 6, 9 or 12 digits')
  .brand<'DivisionCode'>()
export type DivisionCode = z.infer<typeof DivisionCode>

/** A reference to bytes kept elsewhere; the bytes never live in a file. */
export const BlobRef = z
  .string()
  .regex(/^[A-Za-z0-9._~:/-]{1,200}$/)
  .describe('Reference to bytes that are kept elsewhere')
