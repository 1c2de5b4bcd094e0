import type { Code } from '../backend/code.ts'

// childfile.default 1.0.0, written by emit: not to be changed by hand.
const least = (x: number, y: number): number => (x < y ? x : y)
const most = (x: number, y: number): number => (x > y ? x : y)
export const code: Code = {
  sha256: 'd462b2585f233512acd32179c24e233db2e66c0be83cc7befed7204464b96960',
  rules: [
    // guardianship.alone-under-16 1.0.0
    (c, b, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[0]!.codes; const v2 = c[1]!.least; const v3 = c[1]!.most; const v4 = b[0]!; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, (v2[i]! > v4 ? 2 : v3[i]! > v4 ? 1 : 0)) },
    // guardianship.carer-16-17 1.0.0
    (c, b, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[2]!.codes; const v2 = c[3]!.least; const v3 = c[3]!.most; const v4 = b[1]!; const v5 = b[2]!; const v6 = [1, 2, 0, 0]; const v7 = c[4]!.codes; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, least((v3[i]! <= v4 ? 2 : v2[i]! <= v4 ? 1 : 0), least((v2[i]! > v5 ? 2 : v3[i]! > v5 ? 1 : 0), v6[v7[i]!]!))) },
    // guardianship.carer-excluded 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[2]!.codes; const v2 = c[5]!.codes; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, v0[v2[i]!]!) },
    // guardianship.carer-under-16 1.0.0
    (c, b, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[2]!.codes; const v2 = c[3]!.least; const v3 = c[3]!.most; const v4 = b[3]!; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, (v2[i]! > v4 ? 2 : v3[i]! > v4 ? 1 : 0)) },
    // guardianship.no-carer 1.0.0
    (c, _, count, out) => { const v0 = [1, 2, 0, 0]; const v1 = c[6]!.codes; const v2 = c[7]!.codes; const v3 = [1, 0, 2, 0]; const v4 = c[8]!.codes; const v5 = c[9]!.codes; for (let i = 0; i < count; i++) out[i] = most(least(v0[v1[i]!]!, least(v0[v2[i]!]!, (2 - v3[v4[i]!]!))), v3[v5[i]!]!) },
    // guardianship.unattended-under-8 1.0.0
    (c, b, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[10]!.codes; const v2 = c[1]!.least; const v3 = c[1]!.most; const v4 = b[4]!; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, (v2[i]! > v4 ? 2 : v3[i]! > v4 ? 1 : 0)) },
    // mind.self-harm 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[11]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.abandoned 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[12]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.abuse-in-care 1.0.0
    (c, _, count, out) => { const v0 = c[13]!.codes; const v1 = c[13]!.bits; for (let i = 0; i < count; i++) out[i] = ((v1[i]! & 1) !== 0 ? 2 : v0[i]! !== 0 ? 1 : 0) },
    // safety.assault-under-14 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[14]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.family-catastrophe 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[15]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.illegal-work 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[16]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.missing-or-trafficked 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[17]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.organised-begging 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[18]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.other-severe-harm 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[19]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.pregnancy-from-14 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[20]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.private-injury 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[21]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.runaway 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[22]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.unnatural-harm 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[23]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // safety.violence 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[24]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // combined.accumulation 1.0.0
    (c, b, count, out) => { const v0 = c[25]!.least; const v1 = c[25]!.most; const v2 = b[5]!; const v3 = c[26]!.least; const v4 = c[26]!.most; const v5 = b[6]!; for (let i = 0; i < count; i++) out[i] = least((v0[i]! >= v2 ? 2 : v1[i]! >= v2 ? 1 : 0), (v3[i]! >= v5 ? 2 : v4[i]! >= v5 ? 1 : 0)) },
    // contact.parents-lost 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 0, 0, 0, 2, 0]; const v1 = c[27]!.codes; const v2 = [1, 0, 0, 0, 2, 2, 0]; const v3 = c[28]!.codes; for (let i = 0; i < count; i++) out[i] = most(least(v0[v1[i]!]!, v2[v3[i]!]!), least(v0[v3[i]!]!, v2[v1[i]!]!)) },
    // health.grave-untreated 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 0, 0, 2, 0]; const v1 = c[29]!.codes; const v2 = c[30]!.codes; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, v2[i]!) },
    // health.severe-malnutrition 1.0.0
    (c, b, count, out) => { const v0 = c[1]!.least; const v1 = c[1]!.most; const v2 = b[7]!; const v3 = b[8]!; const v4 = c[31]!.least; const v5 = c[31]!.most; const v6 = b[9]!; const v7 = [1, 0, 2, 0]; const v8 = c[32]!.codes; const v9 = [0, 2, 2, 2]; const v10 = c[33]!.codes; for (let i = 0; i < count; i++) out[i] = most(least(least((v1[i]! <= v2 ? 2 : v0[i]! <= v2 ? 1 : 0), (v0[i]! > v3 ? 2 : v1[i]! > v3 ? 1 : 0)), (v5[i]! < v6 ? 2 : v4[i]! < v6 ? 1 : 0)), most(least(least((v1[i]! <= v2 ? 2 : v0[i]! <= v2 ? 1 : 0), (v0[i]! > v3 ? 2 : v1[i]! > v3 ? 1 : 0)), v7[v8[i]!]!), least(v9[v10[i]!]!, v7[v10[i]!]!))) },
    // mind.screen-severe 1.0.0
    (c, b, count, out) => { const v0 = c[1]!.least; const v1 = c[1]!.most; const v2 = b[10]!; const v3 = c[34]!.codes; for (let i = 0; i < count; i++) out[i] = least((v1[i]! <= v2 ? 2 : v0[i]! <= v2 ? 1 : 0), v3[i]!) },
    // safety.home-hazard 1.0.0
    (c, _, count, out) => { const v0 = [0, 2, 2, 2]; const v1 = c[35]!.codes; const v2 = [1, 0, 2, 0]; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, v2[v1[i]!]!) },
    // school.not-in-school 1.0.0
    (c, b, count, out) => { const v0 = [1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0]; const v1 = c[36]!.codes; const v2 = c[1]!.least; const v3 = c[1]!.most; const v4 = b[11]!; const v5 = [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0]; const v6 = b[12]!; const v7 = b[13]!; for (let i = 0; i < count; i++) out[i] = most(least(v0[v1[i]!]!, (v2[i]! > v4 ? 2 : v3[i]! > v4 ? 1 : 0)), least(v5[v1[i]!]!, least((v3[i]! <= v6 ? 2 : v2[i]! <= v6 ? 1 : 0), (v2[i]! > v7 ? 2 : v3[i]! > v7 ? 1 : 0)))) },
    // conduct.serious 1.0.0
    (c, _, count, out) => { const v0 = c[37]!.codes; const v1 = c[37]!.bits; for (let i = 0; i < count; i++) out[i] = ((v1[i]! & 261632) !== 0 ? 2 : v0[i]! !== 0 ? 1 : 0) },
    // contact.silent-month 1.0.0
    (c, b, count, out) => { const v0 = [1, 2, 0, 0]; const v1 = c[6]!.codes; const v2 = [1, 0, 2, 0]; const v3 = c[38]!.codes; const v4 = c[39]!.least; const v5 = c[39]!.most; const v6 = b[14]!; const v7 = c[2]!.codes; const v8 = c[40]!.least; const v9 = c[40]!.most; for (let i = 0; i < count; i++) out[i] = least(least(v0[v1[i]!]!, v2[v3[i]!]!), most((v5[i]! < v6 ? 2 : v4[i]! < v6 ? 1 : 0), least(v2[v7[i]!]!, (v9[i]! < v6 ? 2 : v8[i]! < v6 ? 1 : 0)))) },
    // guardianship.improper-care 1.0.0
    (c, _, count, out) => { const v0 = c[13]!.codes; const v1 = c[13]!.bits; for (let i = 0; i < count; i++) out[i] = ((v1[i]! & 4094) !== 0 ? 2 : v0[i]! !== 0 ? 1 : 0) },
    // guardianship.no-notice 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[2]!.codes; const v2 = [1, 2, 0, 0]; const v3 = c[41]!.codes; const v4 = c[42]!.codes; const v5 = [1, 2, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0]; const v6 = c[36]!.codes; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, most(v2[v3[i]!]!, least(v2[v4[i]!]!, (2 - v5[v6[i]!]!)))) },
    // guardianship.rating-poor 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 0, 2, 0]; const v1 = c[43]!.codes; for (let i = 0; i < count; i++) out[i] = v0[v1[i]!]! },
    // guardianship.unattended-from-8 1.0.0
    (c, b, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[10]!.codes; const v2 = c[1]!.least; const v3 = c[1]!.most; const v4 = b[15]!; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, (v3[i]! <= v4 ? 2 : v2[i]! <= v4 ? 1 : 0)) },
    // health.moderate-malnutrition 1.0.0
    (c, b, count, out) => { const v0 = c[1]!.least; const v1 = c[1]!.most; const v2 = b[7]!; const v3 = b[8]!; const v4 = c[31]!.least; const v5 = c[31]!.most; const v6 = b[9]!; const v7 = b[16]!; for (let i = 0; i < count; i++) out[i] = least(least((v1[i]! <= v2 ? 2 : v0[i]! <= v2 ? 1 : 0), (v0[i]! > v3 ? 2 : v1[i]! > v3 ? 1 : 0)), least((v4[i]! >= v6 ? 2 : v5[i]! >= v6 ? 1 : 0), (v5[i]! < v7 ? 2 : v4[i]! < v7 ? 1 : 0))) },
    // health.untreated 1.0.0
    (c, _, count, out) => { const v0 = c[30]!.codes; for (let i = 0; i < count; i++) out[i] = v0[i]! },
    // mind.screen-above 1.0.0
    (c, b, count, out) => { const v0 = c[1]!.least; const v1 = c[1]!.most; const v2 = b[10]!; const v3 = c[44]!.codes; for (let i = 0; i < count; i++) out[i] = least((v1[i]! <= v2 ? 2 : v0[i]! <= v2 ? 1 : 0), v3[i]!) },
    // mind.untreated 1.0.0
    (c, _, count, out) => { const v0 = c[45]!.codes; for (let i = 0; i < count; i++) out[i] = v0[i]! },
    // school.absence 1.0.0
    (c, b, count, out) => { const v0 = c[46]!.least; const v1 = c[46]!.most; const v2 = b[17]!; const v3 = c[47]!.least; const v4 = c[47]!.most; const v5 = b[18]!; for (let i = 0; i < count; i++) out[i] = most((v0[i]! >= v2 ? 2 : v1[i]! >= v2 ? 1 : 0), (v3[i]! >= v5 ? 2 : v4[i]! >= v5 ? 1 : 0)) },
    // conduct.first-signs 1.0.0
    (c, _, count, out) => { const v0 = c[37]!.codes; const v1 = c[37]!.bits; for (let i = 0; i < count; i++) out[i] = ((v1[i]! & 511) !== 0 ? 2 : v0[i]! !== 0 ? 1 : 0) },
    // contact.one-parent-lost 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 0, 0, 0, 2, 0]; const v1 = c[27]!.codes; const v2 = c[28]!.codes; for (let i = 0; i < count; i++) out[i] = most(v0[v1[i]!]!, v0[v2[i]!]!) },
    // contact.silent-week 1.0.0
    (c, b, count, out) => { const v0 = [1, 2, 0, 0]; const v1 = c[6]!.codes; const v2 = [1, 0, 2, 0]; const v3 = c[38]!.codes; const v4 = c[39]!.least; const v5 = c[39]!.most; const v6 = b[19]!; const v7 = c[2]!.codes; const v8 = c[40]!.least; const v9 = c[40]!.most; for (let i = 0; i < count; i++) out[i] = least(least(v0[v1[i]!]!, v2[v3[i]!]!), most((v5[i]! < v6 ? 2 : v4[i]! < v6 ? 1 : 0), least(v2[v7[i]!]!, (v9[i]! < v6 ? 2 : v8[i]! < v6 ? 1 : 0)))) },
    // entitlement.no-certificate 1.0.0
    (c, _, count, out) => { const v0 = [1, 2, 2, 0, 0, 0]; const v1 = c[48]!.codes; const v2 = [1, 2, 0, 0]; const v3 = c[49]!.codes; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, v2[v3[i]!]!) },
    // entitlement.no-insurance 1.0.0
    (c, _, count, out) => { const v0 = c[50]!.codes; const v1 = c[50]!.bits; for (let i = 0; i < count; i++) out[i] = (2 - ((v1[i]! & 15) !== 0 ? 2 : v0[i]! !== 0 ? 1 : 0)) },
    // guardianship.carer-frail 1.0.0
    (c, b, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[2]!.codes; const v2 = [1, 0, 0, 0, 2, 0]; const v3 = c[51]!.codes; const v4 = c[3]!.least; const v5 = c[3]!.most; const v6 = b[20]!; const v7 = [1, 0, 2, 2, 0, 0]; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, most(v2[v3[i]!]!, least((v5[i]! <= v6 ? 2 : v4[i]! <= v6 ? 1 : 0), v7[v3[i]!]!))) },
    // guardianship.child-not-heard 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[2]!.codes; const v2 = [1, 2, 0, 0]; const v3 = c[52]!.codes; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, v2[v3[i]!]!) },
    // guardianship.no-agreement 1.0.0
    (c, _, count, out) => { const v0 = [1, 0, 2, 0]; const v1 = c[2]!.codes; const v2 = [1, 2, 0, 0]; const v3 = c[53]!.codes; for (let i = 0; i < count; i++) out[i] = least(v0[v1[i]!]!, v2[v3[i]!]!) },
    // health.doses-overdue 1.0.0
    (c, b, count, out) => { const v0 = c[54]!.least; const v1 = c[54]!.most; const v2 = b[21]!; for (let i = 0; i < count; i++) out[i] = least((v0[i]! === v1[i]! ? 2 : 0), (v0[i]! > v2 ? 2 : v1[i]! > v2 ? 1 : 0)) },
    // mind.low-mood 1.0.0
    (c, b, count, out) => { const v0 = c[55]!.least; const v1 = c[55]!.most; const v2 = b[22]!; for (let i = 0; i < count; i++) out[i] = (v1[i]! <= v2 ? 2 : v0[i]! <= v2 ? 1 : 0) },
  ],
}
