import { describe, expect, it } from 'vitest'
import {
  at,
  ChildFile,
  childFile,
  fileRows,
  joinRows,
  parse,
  type Pointer,
  parts,
  sameAddress,
} from '../../src/index.ts'

/**
 * The 69 rows of the register form: number, pointer into the file, and a value that somebody could have written. Rows 12, 35-41
 * and 63 stand for several fields; what is derived (12) has no field of its own.
 */
const rows: readonly (readonly [row: number, path: Pointer, value: unknown])[] = [
  [1, '/childNo', 'WN-2026-0001'],
  [2, '/name', '阿卜杜拉·买买提'],
  [3, '/sex', 'female'],
  [4, '/birthDate', '2016-03-26'],
  [5, '/idType', 'residentIdCard'],
  [6, '/idNumber', '11010519491231002X'],
  [7, '/registered', 'yes'],
  [8, '/ethnicity', 'buyei'],
  [9, '/hukouNature', 'rural'],
  [10, '/hukouDivision', '520526113205'],
  [11, '/hukouAddress', '贵州省毕节市威宁县中水镇小井寨村2组'],
  [12, '/residenceAddress', '贵州省毕节市威宁县中水镇小井寨村2组'],
  [13, '/residenceDivision', '520526113205'],
  [14, '/residenceAddress', '贵州省毕节市威宁县中水镇小井寨村2组'],
  [15, '/photo', 'blob:1'],
  [16, '/health/status', 'chronic'],
  [17, '/health/illnesses/i1/what', 'asthma'],
  [18, '/health/disability/types', ['visual', 'hearing']],
  [19, '/health/disability/level', '2'],
  [20, '/health/disability/certNo', '11010519491231002X12'],
  [21, '/health/medicalInsurance', ['resident']],
  [22, '/health/allergies/a1/substance', 'penicillin'],
  [23, '/health/medicines/m1/name', '丙戊酸钠'],
  [24, '/health/bloodType', 'AB'],
  [25, '/health/vaccinationCard', 'yes'],
  [25, '/doses/d1/vaccine', 'mmr'],
  [26, '/measurements/m1/heightCm', 121.5],
  [27, '/measurements/m1/weightKg', 22.4],
  [27, '/measurements/m1/on', '2026-09-01'],
  [28, '/schooling/status', 'primary'],
  [29, '/schooling/school', '中水镇中心小学'],
  [30, '/schooling/grade', 4],
  [31, '/schooling/class', '1班'],
  [32, '/schooling/studentNo', 'G11010519491231002X'],
  [33, '/schooling/boarding', 'yes'],
  [34, '/care/careReason', 'bothAway'],
  [35, '/father/name', '李大军'],
  [36, '/father/birthDate', '1988-02-01'],
  [37, '/father/idNumber', '11010519491231002X'],
  [38, '/father/status', 'awayWorking'],
  [39, '/father/workplace', '浙江省宁波市'],
  [40, '/father/phone', '13800000000'],
  [41, '/mother/name', '王秀兰'],
  [41, '/mother/birthDate', '1990-02-01'],
  [41, '/mother/idNumber', 'none'],
  [41, '/mother/status', 'homeIncapable'],
  [41, '/mother/workplace', 'none'],
  [41, '/mother/phone', '08576222222'],
  [42, '/father/away/0/leftOn', '2025-02-10'],
  [42, '/father/away/0/returnedOn', 'none'],
  [43, '/father/workKind', 'factory'],
  [43, '/father/workRange', 'otherProvince'],
  [44, '/contacts/k1/on', '2026-09-11'],
  [44, '/contacts/k1/channel', 'video'],
  [45, '/contacts/h1/channel', 'homecoming'],
  [46, '/delegate', 'none'],
  [47, '/delegate/name', '戴莹桐'],
  [47, '/delegate/phone', '17387841288'],
  [47, '/delegate/idNumber', '11010519491231002X'],
  [47, '/delegate/birthDate', '1960-01-01'],
  [47, '/delegate/address', '贵州省毕节市威宁县中水镇小井寨村'],
  [48, '/delegate/relation', 'paternalGrandmother'],
  [49, '/delegate/health', 'weak'],
  [50, '/delegate/exclusions', ['vices']],
  [51, '/delegation/agreementSignedOn', '2025-09-10'],
  [51, '/delegation/noticeToSchoolOn', '2025-09-11'],
  [51, '/delegation/noticeToVillageOn', '2025-09-11'],
  [51, '/delegation/childHeard', 'yes'],
  [52, '/care/actualCarer', 'grandparents'],
  [53, '/care/guardianshipType', 'delegateWeak'],
  [54, '/care/guardianshipRating', 'fair'],
  [55, '/care/improperCare', ['internet']],
  [56, '/household/members/g1/relation', 'maternalGrandfather'],
  [56, '/household/members/g1/alive', 'no'],
  [57, '/livelihood/incomeSources', ['work', 'farming']],
  [58, '/livelihood/hardship', ['dibao']],
  [59, '/livelihood/assistance', 'none'],
  [60, '/conduct/behaviours', ['truancy']],
  [61, '/preferences/p1/what', 'modelAircraft'],
  [62, '/emergencyContacts/e1/phone', '13800000000'],
  [63, '/paperRating/riskLevel', 'blue'],
  [63, '/paperRating/assessedOn', '2026-03-10'],
  [63, '/paperRating/assessor', '张敏'],
  [64, '/workers/villageContact/name', '赵毅'],
  [64, '/workers/childDirector/name', '张敏'],
  [64, '/workers/supervisor/name', '李强'],
  [65, '/helper', 'agreement-1'],
  [66, '/problems/q1/kind', 'medical'],
  [66, '/problems/q1/reportedToPolice', 'no'],
  [67, '/servicePlan/measures', ['volunteerVisits']],
  [67, '/servicePlan/signatures/0/as', 'village'],
  [68, '/register/registerState', 'exited'],
  [68, '/register/reportedOn', '2026-09-15'],
  [68, '/register/exitOn', '2026-09-15'],
  [68, '/register/exitReason', 'movedWithParents'],
  [69, '/consents/s1/purposes', ['pairing']],
]

/** A draft with the value at the path; numbers in a path are positions of an array. */
const draftWith = (path: Pointer, value: unknown): object =>
  parts(path).reduceRight<unknown>((inner, part) => (/^\d+$/.test(part) ? [inner] : { [part]: inner }), value) as object

const base = { id: 'c1', name: '李小花' }
const fileWith = (path: Pointer, value: unknown) => childFile({ ...base, ...draftWith(path, value) })

describe('the register form', () => {
  it('has a field for each of its 69 rows', () => {
    expect([...new Set(rows.map(([row]) => row))]).toEqual(Array.from({ length: 69 }, (_, i) => i + 1))
  })
  it.each(rows)('row %i: %s is kept as written', (_, path, value) => {
    const file = fileWith(path, value)
    expect(
      parse(ChildFile, file).match(
        () => [],
        (problems) => problems,
      ),
    ).toEqual([])
    expect(at(file, path)).toEqual(value)
    expect(joinRows(fileRows(file))).toEqual(file)
  })
  it.each(rows)('row %i: %s refuses a boolean and null', (_, path) => {
    for (const wrong of [true, null]) {
      const file = fileWith(path, wrong)
      expect(parse(ChildFile, file).isErr()).toBe(true)
    }
  })
  it('derives row 12 from the two addresses', () => {
    const both = (hukouAddress: string, residenceAddress: string) =>
      sameAddress(childFile({ ...base, hukouAddress, residenceAddress }))
    expect([both('甲村1组', '甲村1组'), both('甲村1组', '乙村'), both('甲村1组', 'notCollected')]).toEqual([
      'yes',
      'no',
      'unknown',
    ])
  })
  it.each(rows.filter(([, path]) => path !== '/name'))('row %i: %s says when nobody asked', (_, path) => {
    const top = `/${parts(path)[0] ?? ''}` as Pointer
    const blank = at(childFile(base), path) ?? at(childFile(base), top)
    expect(['notCollected', 'notChecked']).toContain(typeof blank === 'object' ? 'notCollected' : blank)
  })
})
