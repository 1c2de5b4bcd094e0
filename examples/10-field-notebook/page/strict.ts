// Comes before every other import: without this zod tries, when the first schema is made, whether code may be made from text, and a strict policy
// reports that. It exports a value, for a bundler leaves out a module of which nothing is used.
import { z } from 'zod'

export const { jitless } = z.config({ jitless: true })
