import type { ChildFile } from '../../records/index.ts'
import type { Structure } from './field-path.ts'
import {
  contact,
  family,
  type FieldMark,
  health,
  identity,
  image,
  livelihood,
  matter,
  mind,
  preferences,
  schooling,
  work,
} from './mark.ts'

/** A mark for a whole section, or one for each of its fields. The entries of a section keyed by ids stand under `*`. */
type MarksOf<T> =
  | FieldMark
  | { readonly [K in keyof Structure<T> as string extends K ? never : K]: MarksOf<Structure<T>[K]> }
  | { readonly '*': MarksOf<Structure<T>[keyof Structure<T>]> }

const reach = {
  phone: contact('phone'),
  otherPhones: contact('phone'),
  division: contact('division'),
  address: contact('address'),
  language: family(),
  bestTime: contact('words'),
  verifiedOn: work(),
  answeredOn: work(),
} as const

const parent = {
  recordedOn: work(),
  name: family('name'),
  birthDate: family('date'),
  idNumber: family('idNumber', 'sensitive'),
  status: family(undefined, 'sensitive'),
  statusSince: family(undefined, 'sensitive'),
  workplace: contact('words'),
  workKind: family(),
  workRange: family(),
  away: family(),
  ...reach,
} as const

const condition = {
  what: health(),
  onset: health(),
  status: health(),
  treated: health(),
  treatedBy: health('words'),
  words: health('words'),
} as const

const worker = { id: work(), name: work('name'), phone: work('phone'), since: work() } as const

/**
 * The mark of every field. The type asks for each field of a section by name, so a field that is new in the records does not
 * compile before somebody has said how closely it is kept.
 * @source 个人信息保护法 art. 28, 51: sensitive data and classified management; the five classes are our own
 */
export const fieldTable = {
  id: identity(undefined, 'internal'),
  recordedOn: work(),
  childNo: identity('words'),
  name: identity('name'),
  otherNames: identity('name'),
  sex: identity(),
  birthDate: identity('date'),
  idType: identity(),
  idNumber: identity('idNumber', 'sensitive'),
  registered: identity(),
  ethnicity: identity(undefined, 'sensitive'),
  hukouNature: identity(undefined, 'sensitive'),
  hukouDivision: identity('division'),
  hukouAddress: contact('address'),
  residenceDivision: contact('division'),
  residenceAddress: contact('address', 'sensitive'),
  photo: image('words'),
  household: {
    recordedOn: work(),
    members: {
      '*': {
        name: family('name'),
        relation: family(),
        sex: family(),
        birthDate: family('date'),
        alive: family(),
        livesWith: family(),
        file: family('words'),
        note: family('words', 'sealed'),
      },
    },
    livesWithFather: family(),
    livesWithMother: family(),
    custody: { awardedTo: family(undefined, 'sensitive'), since: family(undefined, 'sensitive') },
  },
  father: parent,
  mother: parent,
  guardians: {
    '*': {
      recordedOn: work(),
      name: family('name'),
      relation: family(),
      birthDate: family('date'),
      idNumber: family('idNumber', 'sensitive'),
      ground: family(undefined, 'sensitive'),
      since: family(),
      until: family(),
      ...reach,
    },
  },
  delegate: {
    recordedOn: work(),
    name: family('name'),
    relation: family(),
    sex: family(),
    birthDate: family('date'),
    age: family(),
    idNumber: family('idNumber', 'sensitive'),
    health: health(),
    selfSupporting: family(),
    exclusions: matter(),
    ...reach,
  },
  delegation: {
    recordedOn: work(),
    agreement: family(),
    agreementSignedOn: family(),
    agreementUntil: family(),
    noticeToSchoolOn: family(),
    noticeToVillageOn: family(),
    childHeard: family(),
    mandate: family(),
  },
  care: {
    recordedOn: work(),
    careReason: family(),
    actualCarer: family(),
    guardianshipType: family(undefined, 'sensitive'),
    guardianshipRating: family(undefined, 'sensitive'),
    improperCare: matter(),
    livesAlone: family(undefined, 'sensitive'),
  },
  schooling: {
    recordedOn: work(),
    status: schooling(),
    school: schooling('words'),
    schoolId: schooling('words'),
    grade: schooling(),
    class: schooling('words'),
    studentNo: schooling('idNumber', 'sensitive'),
    boarding: schooling(),
    specialNeeds: schooling('words', 'sensitive'),
  },
  health: {
    recordedOn: work(),
    status: health(),
    illnesses: { '*': condition },
    stays: {
      '*': {
        from: health(),
        to: health(),
        hospital: health('words'),
        reason: health('words'),
        operation: health('words'),
      },
    },
    allergies: { '*': { substance: health(), reaction: health('words'), severity: health() } },
    medicines: {
      '*': {
        name: health('words'),
        dose: health('words'),
        givenBy: health('words'),
        from: health(),
        to: health(),
      },
    },
    disability: { types: health(), level: health(), certNo: health('idNumber'), certOn: health() },
    medicalInsurance: health(undefined, 'personal'),
    bloodType: health(),
    vaccinationCard: health(undefined, 'personal'),
    vision: health('words'),
    hearing: health('words'),
    teeth: health('words'),
    mind: mind('words'),
  },
  livelihood: {
    recordedOn: work(),
    incomeSources: livelihood(),
    hardship: livelihood(),
    assistance: livelihood(),
  },
  conduct: { recordedOn: work(), behaviours: matter(undefined, 'sensitive') },
  preferences: {
    '*': {
      about: preferences(),
      says: preferences(),
      what: preferences(),
      words: preferences('words', 'sealed'),
      saidBy: preferences(),
      on: work(),
      mayBeToldTo: preferences(),
    },
  },
  emergencyContacts: {
    '*': { name: contact('name'), relation: family(), phone: contact('phone'), order: contact() },
  },
  paperRating: { riskLevel: matter(undefined, 'sensitive'), assessedOn: work(), assessor: work('name') },
  workers: {
    villageContact: worker,
    childDirector: worker,
    supervisor: worker,
    classTeacher: worker,
    counsellor: worker,
  },
  helper: work('words'),
  problems: {
    '*': {
      kind: matter(undefined, 'sensitive'),
      words: matter('words'),
      on: work(),
      reportedToPolice: matter(),
      closedOn: work(),
    },
  },
  servicePlan: { measures: matter(undefined, 'sensitive'), signatures: work('words') },
  register: {
    recordedOn: work(),
    registerState: work(),
    claimed: work(),
    reportedOn: work(),
    exitOn: work(),
    exitReason: work(undefined, 'personal'),
    periods: work('words', 'personal'),
  },
  consents: {
    '*': {
      giver: family('name'),
      capacity: family(),
      form: work(),
      purposes: work(),
      categories: work(),
      noticeVersion: work('words'),
      on: work(),
      until: work(),
      withdrawnOn: work(),
      childAnswer: preferences(undefined, 'sensitive'),
      evidence: image('words'),
    },
  },
  contacts: {
    '*': {
      on: family(),
      channel: family(),
      by: family(),
      withChild: family(),
      withDelegate: family(),
      note: family('words', 'sealed'),
    },
  },
  visits: {
    '*': {
      on: work(),
      by: work('name'),
      childSeen: work(),
      spokenAlone: matter(),
      situations: matter(),
      emergencies: matter(),
      mood: mind(),
      words: matter('words'),
      nextOn: work(),
    },
  },
  incidents: {
    '*': {
      observedOn: matter(),
      situations: matter(),
      emergencies: matter(),
      words: matter('words'),
      fromVisit: matter('words'),
      reporter: matter('name'),
      possibleCauses: matter('words'),
      reports: matter('words'),
      closedOn: matter(),
    },
  },
  measurements: { '*': health() },
  screenings: { '*': mind('words') },
  doses: { '*': { vaccine: health(), on: health(), number: health(), place: health('words') } },
  notes: { '*': { on: work(), words: matter('words'), by: work('name') } },
  attendance: {
    '*': {
      on: schooling(),
      session: schooling('words'),
      state: schooling(),
      days: schooling(),
      note: schooling('words', 'sealed'),
    },
  },
  received: {
    '*': {
      on: livelihood(),
      kind: livelihood(),
      item: livelihood('words'),
      quantity: livelihood(),
      unit: livelihood(),
      value: livelihood(),
      from: work('words'),
      need: work('words'),
      signedBy: family('name'),
    },
  },
  claims: matter('words'),
  custom: matter('words'),
} as const satisfies { readonly [K in keyof ChildFile]-?: MarksOf<NonNullable<ChildFile[K]>> }
