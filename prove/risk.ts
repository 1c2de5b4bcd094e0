/** Rules by hand agree with the engine; a million files of NDJSON come out as flags in memory that does not grow with their number. */
import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { compileCalendar, nationalHolidays } from '../src/calendar/index.ts'
import { assess, compileRules, defaultRules, namedIn, sweep, type SweptBits } from '../src/risk/index.ts'
import { addDays, type PlainDate } from '../src/date.ts'
import { type ChildFile, childFile, codeLists, type FileDraft } from '../src/records/index.ts'
import type { Answer, Proof } from './proof.ts'

const asOf: PlainDate = '2026-09-15'
const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
const rules = compileRules(defaultRules)._unsafeUnwrap()

const distinct = 4000
const million = 1_000_000
/** Files of the control, which keeps what came out. */
const few = 200_000
/** Files between two looks at the memory; what the first ones warm up is not counted. */
const step = 50_000
/** Growth in MiB that is put down to chance. */
const mostGrowth = 8
const mebibyte = 1_048_576

/** A made-up child in every part of whose file something may be missing; the same for the same number. */
function madeUp(number: number): ChildFile {
  let seed = (number + 1) * 2_654_435_761
  const random = (below: number): number => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return (seed >>> 0) % below
  }
  const pick = (...values: readonly unknown[]): unknown => values[random(values.length)]
  const maybe = <T>(value: T): T | 'notCollected' => (random(5) === 0 ? 'notCollected' : value)
  const back = (days: number): PlainDate => addDays(asOf, -random(days))
  const checks = (list: { readonly rows: readonly { readonly key: string }[] }): object =>
    Object.fromEntries(
      list.rows.map(({ key }) => [key, random(300) === 0 ? 'seen' : pick('notSeen', 'notSeen', 'notChecked')]),
    )
  const visit = (): object => ({
    on: back(200),
    childSeen: pick('yes', 'no'),
    spokenAlone: pick('yes', 'yes', 'tooYoung', 'carerPresent'),
    situations: checks(codeLists.situations),
    emergencies: checks(codeLists.emergencies),
    mood: maybe(1 + random(5)),
  })
  const contact = (): object => ({
    on: back(60),
    channel: 'phone',
    withChild: maybe('yes'),
    withDelegate: maybe(pick('yes', 'no')),
  })
  const recordedOn = back(380)
  const draft = {
    id: `c${number}`,
    name: '李小花',
    birthDate: maybe(addDays(asOf, -1000 - random(5000))),
    residenceDivision: `52052611${String(3200 + random(90))}`,
    father: { recordedOn, status: maybe(pick('awayWorking', 'awayWorking', 'missing', 'dead')) },
    mother: { recordedOn, status: maybe(pick('awayWorking', 'homeCapable', 'divorcedAway')) },
    delegate:
      random(30) === 0
        ? 'none'
        : {
            recordedOn,
            relation: 'paternalGrandmother',
            birthDate: '1962-05-01',
            health: 'healthy',
            exclusions: maybe('none'),
          },
    delegation: { recordedOn, agreement: maybe(pick('yes', 'no')), noticeToVillageOn: maybe(pick('none', back(300))) },
    care: {
      recordedOn,
      guardianshipRating: maybe(pick('good', 'fair', 'poor')),
      improperCare: maybe('none'),
      livesAlone: maybe('no'),
    },
    schooling: { recordedOn, status: maybe(pick('primary', 'juniorSecondary', 'droppedOut')) },
    conduct: { recordedOn, behaviours: maybe(pick('none', ['internet'])) },
    health: {
      recordedOn,
      status: maybe('healthy'),
      illnesses: maybe(pick('none', { e1: { status: 'active', treated: maybe(pick('yes', 'no')) } })),
      medicalInsurance: maybe(pick(['resident'], 'none')),
      mind: random(3) === 0 ? { selfHarm: maybe('no'), conditions: 'none' } : 'notCollected',
    },
    contacts: { k1: contact(), k2: contact() },
    visits: { v1: visit(), v2: visit() },
    incidents:
      random(50) === 0
        ? { i1: { observedOn: back(300), situations: ['violence'], closedOn: maybe(pick('none', back(30))) } }
        : {},
    screenings: random(4) === 0 ? { s1: { instrument: 'PHQ-9', on: back(200), total: random(28) } } : {},
    measurements: random(4) === 0 ? { m1: { on: back(200), armMm: 100 + random(60) } } : {},
  }
  // Fields were picked from the lists by chance.
  return childFile(draft as unknown as FileDraft)
}

interface Walk {
  readonly files: number
  readonly flags: number
  readonly unreadable: number
  /** MiB in use after each step. */
  readonly memory: readonly number[]
  readonly seconds: number
}

/** The lines of the file, again and again, until there were so many. */
async function* lines(path: string, count: number): AsyncGenerator<unknown, void> {
  for (let given = 0; given < count; )
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      if (given === count) break
      given += 1
      yield JSON.parse(line)
    }
}

/** Sweeps so many files; whoever keeps what came out is the control. */
async function walk(path: string, count: number, keep: SweptBits[] | undefined): Promise<Walk> {
  setFlagsFromString('--expose-gc')
  // The flag puts it there.
  const collect = runInNewContext('gc') as () => void
  const memory: number[] = []
  let [files, flags, unreadable] = [0, 0, 0]
  const before = process.cpuUsage()
  for await (const one of sweep(lines(path, count), { asOf, calendar, rules, mode: 'bits' })) {
    one.match(
      (bits) => {
        flags += namedIn(rules, bits.fired).length
        keep?.push(bits)
      },
      () => {
        unreadable += 1
      },
    )
    files += 1
    if (files % step !== 0) continue
    collect()
    const { heapUsed, external } = process.memoryUsage()
    memory.push((heapUsed + external) / mebibyte)
  }
  const { user, system } = process.cpuUsage(before)
  return { files, flags, unreadable, memory, seconds: (user + system) / 1_000_000 }
}

/** By how much the memory grew after the first step, at most. */
const growth = ({ memory: [first = Infinity, ...later] }: Walk): number => Math.max(...later) - first

const run = async (): Promise<Answer> => {
  const folder = await mkdtemp(join(tmpdir(), 'childfile-risk-'))
  try {
    const path = join(folder, 'files.ndjson')
    const files = Array.from({ length: distinct }, (_, i) => madeUp(i))
    await writeFile(path, files.map((file) => `${JSON.stringify(file)}\n`).join(''))
    // What the plain way finds, as many times as each file is read.
    const each = files.reduce((sum, file) => sum + assess(file, { asOf, calendar, rules }).flags.length, 0)
    const swept = await walk(path, million, undefined)
    const kept = await walk(path, few, [])
    const isWhole = swept.files === million && swept.unreadable === 0 && swept.flags === (each * million) / distinct
    const isFlat = growth(swept) <= mostGrowth
    const isSeen = growth(kept) > mostGrowth
    const [first = 0] = swept.memory
    const says = [
      `${swept.flags} flags of ${swept.files} files in ${swept.seconds.toFixed(0)} s of processor time`,
      `memory after ${step} files ${first.toFixed(1)} MiB, later at most ${growth(swept).toFixed(1)} MiB more`,
      `where all answers are kept ${growth(kept).toFixed(1)} MiB more over ${few} files`,
    ]
    return { held: isWhole && isFlat && isSeen, says: says.join('; ') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The rules by hand, written from the documents alone, say the same as `assess` in every field. */
const byHand = async (): Promise<Answer> => {
  const check = new URL('../bench/peers/by-hand/check.ts', import.meta.url)
  return new Promise((resolve) => {
    execFile(process.execPath, [check.pathname], (problem, printed, complaint) => {
      resolve({ held: problem === null, says: (problem === null ? printed : complaint).trim().slice(0, 400) })
    })
  })
}

export const proofs: readonly Proof[] = [
  { name: '27 rules written by hand give the same assessments on 20,000 files', run: byHand },
  { name: 'a million files of NDJSON come out as flags in memory that does not grow', run },
]
