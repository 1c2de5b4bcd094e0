import { z } from 'zod'
import type { Immutable } from '../../immutable.ts'
import { codeLists } from '../../records/index.ts'
import { Source } from '../../source.ts'

const Wording = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const Item = z.string().regex(/^[A-Za-z0-9]{1,12}$/)
const Key = z.string().regex(/^[A-Za-z0-9.-]{1,40}$/)
const speakers = codeLists.speakers.rows.map(({ key }) => key)

/** Ages in whole years: from `from` on, below `below`. */
const Ages = z.strictObject({ from: z.int().min(0), below: z.int().min(1).exactOptional() })

/** The lowest and highest answer under one convention of writing answers down. */
const Coding = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9.-]{1,20}$/), least: z.int(), most: z.int() })

/** A set of bands with its cut-off, and for which ages it was made. */
const BandSet = z.strictObject({
  id: Key,
  ages: Ages.exactOptional().describe('Ages for which the set holds; every age if left out'),
  cutOff: z.number().describe('The total from which, or down to which, somebody should look'),
  bands: z
    .array(z.strictObject({ key: Key, from: z.number(), text: Wording }))
    .min(2)
    .describe('In order of `from`, the lowest total of the band; the first begins at the lowest total'),
  source: Source,
})

/** How much of a change is noise: what was published on the spread and the reliability of the total. */
const Reliability = z.strictObject({
  id: Key,
  standardDeviation: z.number().positive(),
  coefficient: z.number().min(0).lt(1).describe('Reliability, 0 to 1'),
  kind: z.enum(['testRetest', 'internal']),
  source: Source,
})

/**
 * A screening instrument as data: how it is scored and read. It holds no wording of items unless the caller puts it in `texts`.
 * Bands and cut-offs are on the scale of the first coding.
 */
export const Instrument = z
  .strictObject({
    id: Key.describe('As in the record of a screening'),
    name: Wording,
    items: z.array(Item).min(1).describe('Item numbers, as in the published form'),
    codings: z.array(Coding).min(1).describe('Conventions of writing answers down; all as wide as the first'),
    times: z.int().min(1).describe('What the sum of the answers is multiplied by'),
    worse: z.enum(['high', 'low']).describe('Which end of the scale calls for attention'),
    missing: z
      .union([
        z.literal('none'),
        z.strictObject({ atMost: z.int().min(1), how: z.enum(['mean', 'zero']), source: Source }),
      ])
      .describe('How many answers may be missing, and what stands in for them'),
    ages: z.strictObject({ ...Ages.shape, source: Source }).describe('For whom it was made'),
    informants: z.array(z.enum(speakers)).min(1).describe('Who may answer'),
    bandSets: z.array(BandSet).min(1).describe('For one age, the first set that holds'),
    subscales: z.array(
      z.strictObject({ id: Key, name: Wording, items: z.array(Item).min(1), cutOff: z.number(), source: Source }),
    ),
    critical: z
      .array(z.strictObject({ item: Item, from: z.int(), sign: z.enum(['selfHarm']), source: Source }))
      .describe('Items of which an answer is a danger sign of its own, whatever the total'),
    reliability: z.array(Reliability),
    licence: z.strictObject({
      items: z.enum(['publicDomain', 'freeToReproduce', 'nonCommercial', 'askOwner']),
      source: Source,
    }),
    texts: z.record(Item, Wording).exactOptional().describe('Wording of the items, if the caller may use it'),
  })
  .describe('A screening instrument')
export type Instrument = Immutable<z.infer<typeof Instrument>>

/** A set of bands of an instrument. */
export type InstrumentBandSet = Instrument['bandSets'][number]

/** Published spread and reliability of a total. */
export type ReliabilityParameters = Instrument['reliability'][number]
