// Written from the schema of the file: not to be changed by hand.
type Fields = Readonly<Record<string, unknown>>
const plain = (x: unknown): x is Fields => {
  if (typeof x !== 'object' || x === null) return false
  const prototype: unknown = Object.getPrototypeOf(x)
  return prototype === Object.prototype || prototype === null
}
const fields = (x: Fields): number => {
  let count = 0
  for (const key in x) if (key !== '') count += 1
  return count
}
const each = (x: readonly unknown[], of: (one: unknown) => boolean): boolean => {
  if (x.length > 10000) return false
  for (const one of x) if (!of(one)) return false
  return true
}
const entries = (x: Fields, key: (one: unknown) => boolean, of: (one: unknown) => boolean): boolean => {
  let left = 10000
  for (const one in x) {
    left -= 1
    if (left < 0 || one === '__proto__' || !key(one) || !of(x[one])) return false
  }
  return true
}
let depth = 0
const deeper = (x: unknown, of: (one: unknown) => boolean): boolean => {
  if (depth === 40) return false
  depth += 1
  const fits = of(x)
  depth -= 1
  return fits
}
const r0 = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/
const f1 = (x: unknown): boolean => typeof x === 'string' && r0.test(x)
const r2 = /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/
const f3 = (x: unknown): boolean => typeof x === 'string' && r2.test(x)
const f4 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f3(x)
const f5 = (x: unknown): boolean => typeof x === 'string' && x.length >= 1 && x.length <= 40
const f6 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f5(x)
const f7 = (x: unknown): boolean => typeof x === 'string' && x.length >= 1 && x.length <= 72
const f8 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f7)
const f9 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f8(x)
const s10: ReadonlySet<unknown> = new Set(["unknown","male","female","unspecified","notCollected","contested"])
const f11 = (x: unknown): boolean => s10.has(x)
const f12 = (x: unknown): boolean => typeof x === 'string' && x.length >= 1 && x.length <= 50
const f13 = (x: unknown): boolean => plain(x) && f12(x['other']) && fields(x) === 1
const s14: ReadonlySet<unknown> = new Set(["residentIdCard","householdRegister","birthCertificate","passport","none","contested"])
const f15 = (x: unknown): boolean => x === 'notCollected' || s14.has(x) || f13(x)
const r16 = /^[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/
const f17 = (x: unknown): boolean => typeof x === 'string' && r16.test(x)
const f18 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f17(x)
const s19: ReadonlySet<unknown> = new Set(["yes","no","notCollected","contested"])
const f20 = (x: unknown): boolean => s19.has(x)
const s21: ReadonlySet<unknown> = new Set(["han","mongol","hui","tibetan","uygur","miao","yi","zhuang","buyei","chosen","man","dong","yao","bai","tujia","hani","kazak","dai","li","lisu","va","she","gaoshan","lahu","sui","dongxiang","naxi","jingpo","kirgiz","tu","daur","mulao","qiang","blang","salar","maonan","gelao","xibe","achang","pumi","tajik","nu","uzbek","russ","ewenki","deang","bonan","yugur","gin","tatar","derung","oroqen","hezhen","monba","lhoba","jino","unidentified","foreignOrigin","none","contested"])
const f22 = (x: unknown): boolean => x === 'notCollected' || s21.has(x) || f13(x)
const s23: ReadonlySet<unknown> = new Set(["rural","urban","resident","unregistered","none","contested"])
const f24 = (x: unknown): boolean => x === 'notCollected' || s23.has(x) || f13(x)
const r25 = /^[1-9]\d(?:\d\d(?:\d\d(?:\d{3}(?:\d{3})?)?)?)?$/
const f26 = (x: unknown): boolean => typeof x === 'string' && r25.test(x)
const f27 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f26(x)
const f28 = (x: unknown): boolean => typeof x === 'string' && x.length >= 1 && x.length <= 100
const f29 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f28(x)
const r30 = /^[A-Za-z0-9._~:/-]{1,200}$/
const f31 = (x: unknown): boolean => typeof x === 'string' && r30.test(x)
const f32 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f31(x)
const f33 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f7(x)
const s34: ReadonlySet<unknown> = new Set(["father","mother","stepOrAdoptiveFather","stepOrAdoptiveMother","grandparent","paternalGrandfather","paternalGrandmother","maternalGrandfather","maternalGrandmother","greatGrandfather","greatGrandmother","sibling","elderBrother","youngerBrother","elderSister","youngerSister","unclePaternalElder","auntPaternalElder","unclePaternalYounger","auntPaternalYounger","uncleMaternal","auntMaternalByMarriage","uncleByAuntMaternal","auntMaternal","uncleByAuntPaternal","auntPaternal","cousinPaternal","cousinMaternal","otherRelative","nanny","neighbour","teacher","friendOfFamily","notRelated","none","contested"])
const f35 = (x: unknown): boolean => x === 'notCollected' || s34.has(x) || f13(x)
const f36 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f3(x)
const f37 = (x: unknown): boolean => plain(x) && f4(x['from']) && f36(x['to']) && fields(x) === 2
const f38 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f37)
const f39 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f38(x)
const f40 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f1(x)
const f41 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f28(x)
const f42 = (x: unknown): boolean => plain(x) && f33(x['name']) && f35(x['relation']) && f11(x['sex']) && f4(x['birthDate']) && f20(x['alive']) && f39(x['livesWith']) && f40(x['file']) && f41(x['note']) && fields(x) === 8
const f43 = (x: unknown): boolean => plain(x) && entries(x, f1, f42)
const f44 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f43(x)
const s45: ReadonlySet<unknown> = new Set(["father","mother","alternating","none","contested"])
const f46 = (x: unknown): boolean => x === 'notCollected' || s45.has(x) || f13(x)
const f47 = (x: unknown): boolean => plain(x) && f46(x['awardedTo']) && f4(x['since']) && fields(x) === 2
const f48 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f47(x)
const f49 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f44(x['members']) && f20(x['livesWithFather']) && f20(x['livesWithMother']) && f48(x['custody']) && fields(x) === 5
const f50 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f7(x)
const s51: ReadonlySet<unknown> = new Set(["awayWorking","homeCapable","homeIncapable","dead","missing","lostContact","imprisoned","compulsoryTreatment","divorcedAway","divorcedNotRaising","whereaboutsUnknown","none","contested"])
const f52 = (x: unknown): boolean => x === 'notCollected' || s51.has(x) || f13(x)
const s53: ReadonlySet<unknown> = new Set(["factory","construction","services","trade","none","contested"])
const f54 = (x: unknown): boolean => x === 'notCollected' || s53.has(x) || f13(x)
const s55: ReadonlySet<unknown> = new Set(["withinProvince","otherProvince","abroad","none","contested"])
const f56 = (x: unknown): boolean => x === 'notCollected' || s55.has(x) || f13(x)
const f57 = (x: unknown): boolean => plain(x) && f4(x['leftOn']) && f36(x['returnedOn']) && fields(x) === 2
const f58 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f57)
const f59 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f58(x)
const r60 = /^(?:1[3-9]\d{9}|0\d{9,11})$/
const f61 = (x: unknown): boolean => typeof x === 'string' && r60.test(x)
const f62 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f61(x)
const f63 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f61)
const f64 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f63(x)
const s65: ReadonlySet<unknown> = new Set(["mandarin","localDialect","yi","miao","buyei","zhuang","tibetan","uygur","mongol","sign","none","contested"])
const f66 = (x: unknown): boolean => x === 'notCollected' || s65.has(x) || f13(x)
const f67 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f50(x['name']) && f4(x['birthDate']) && f18(x['idNumber']) && f52(x['status']) && f4(x['statusSince']) && f41(x['workplace']) && f54(x['workKind']) && f56(x['workRange']) && f59(x['away']) && f62(x['phone']) && f64(x['otherPhones']) && f27(x['division']) && f41(x['address']) && f66(x['language']) && f41(x['bestTime']) && f36(x['verifiedOn']) && f36(x['answeredOn']) && fields(x) === 18
const s68: ReadonlySet<unknown> = new Set(["grandparents","elderSiblings","othersWilling","will","agreement","appointed","temporary","longTerm","none","contested"])
const f69 = (x: unknown): boolean => x === 'notCollected' || s68.has(x) || f13(x)
const f70 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f33(x['name']) && f35(x['relation']) && f4(x['birthDate']) && f18(x['idNumber']) && f69(x['ground']) && f4(x['since']) && f36(x['until']) && f62(x['phone']) && f64(x['otherPhones']) && f27(x['division']) && f41(x['address']) && f66(x['language']) && f41(x['bestTime']) && f36(x['verifiedOn']) && f36(x['answeredOn']) && fields(x) === 16
const f71 = (x: unknown): boolean => plain(x) && entries(x, f1, f70)
const f72 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f71(x)
const f73 = (x: unknown): boolean => typeof x === 'number' && Number.isSafeInteger(x) && x >= 0 && x <= 130
const f74 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f73(x)
const s75: ReadonlySet<unknown> = new Set(["healthy","weak","chronic","grave","disabled","none","contested"])
const f76 = (x: unknown): boolean => x === 'notCollected' || s75.has(x) || f13(x)
const s77: ReadonlySet<unknown> = new Set(["violentRecord","vices","pastNeglect","otherwiseUnfit"])
const f78 = (x: unknown): boolean => s77.has(x) || f13(x)
const f79 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f78)
const f80 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f79(x)
const f81 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f33(x['name']) && f35(x['relation']) && f11(x['sex']) && f4(x['birthDate']) && f74(x['age']) && f18(x['idNumber']) && f76(x['health']) && f20(x['selfSupporting']) && f80(x['exclusions']) && f62(x['phone']) && f64(x['otherPhones']) && f27(x['division']) && f41(x['address']) && f66(x['language']) && f41(x['bestTime']) && f36(x['verifiedOn']) && f36(x['answeredOn']) && fields(x) === 18
const f82 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f81(x)
const s83: ReadonlySet<unknown> = new Set(["file","pairing","counselling","activity","outing","photo","medical","sharing","statistics"])
const f84 = (x: unknown): boolean => s83.has(x) || f13(x)
const f85 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f84)
const f86 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f85(x)
const f87 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f20(x['agreement']) && f36(x['agreementSignedOn']) && f36(x['agreementUntil']) && f36(x['noticeToSchoolOn']) && f36(x['noticeToVillageOn']) && f20(x['childHeard']) && f86(x['mandate']) && fields(x) === 8
const s88: ReadonlySet<unknown> = new Set(["bothAway","oneAwayOtherIncapable","bothIncapable","none","contested"])
const f89 = (x: unknown): boolean => x === 'notCollected' || s88.has(x) || f13(x)
const s90: ReadonlySet<unknown> = new Set(["grandparents","relativesOrFriends","nobody","none","contested"])
const f91 = (x: unknown): boolean => x === 'notCollected' || s90.has(x) || f13(x)
const s92: ReadonlySet<unknown> = new Set(["unguarded","parentIncapable","delegateWeak","fair","good","none","contested"])
const f93 = (x: unknown): boolean => x === 'notCollected' || s92.has(x) || f13(x)
const s94: ReadonlySet<unknown> = new Set(["good","fair","poor","notCollected","contested"])
const f95 = (x: unknown): boolean => s94.has(x)
const s96: ReadonlySet<unknown> = new Set(["abuse","abets","cult","substances","truancy","internet","harmfulMaterial","unfitPlaces","childLabour","earlyMarriage","property","otherHarm"])
const f97 = (x: unknown): boolean => s96.has(x) || f13(x)
const f98 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f97)
const f99 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f98(x)
const f100 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f89(x['careReason']) && f91(x['actualCarer']) && f93(x['guardianshipType']) && f95(x['guardianshipRating']) && f99(x['improperCare']) && f20(x['livesAlone']) && fields(x) === 7
const s101: ReadonlySet<unknown> = new Set(["notEntered","kindergarten","primary","juniorSecondary","seniorSecondary","vocational","specialSchool","homeTeaching","droppedOut","notAtSchool","none","contested"])
const f102 = (x: unknown): boolean => x === 'notCollected' || s101.has(x) || f13(x)
const f103 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f1(x)
const f104 = (x: unknown): boolean => typeof x === 'number' && Number.isSafeInteger(x) && x >= 1 && x <= 12
const f105 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f104(x)
const f106 = (x: unknown): boolean => typeof x === 'string' && x.length >= 1 && x.length <= 24
const f107 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f106(x)
const f108 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f102(x['status']) && f41(x['school']) && f103(x['schoolId']) && f105(x['grade']) && f41(x['class']) && f107(x['studentNo']) && f20(x['boarding']) && f41(x['specialNeeds']) && fields(x) === 9
const s109: ReadonlySet<unknown> = new Set(["asthma","epilepsy","anaemia","heartDisease","heartSurgery","diabetes","hepatitisB","tuberculosis","malnutrition","kidneyDisease","leukaemia","thalassaemia","eczema","fracture","none","contested"])
const f110 = (x: unknown): boolean => x === 'notCollected' || s109.has(x) || f13(x)
const s111: ReadonlySet<unknown> = new Set(["active","remission","resolved","none","contested"])
const f112 = (x: unknown): boolean => x === 'notCollected' || s111.has(x) || f13(x)
const f113 = (x: unknown): boolean => plain(x) && f110(x['what']) && f36(x['onset']) && f112(x['status']) && f20(x['treated']) && f41(x['treatedBy']) && f41(x['words']) && fields(x) === 6
const f114 = (x: unknown): boolean => plain(x) && entries(x, f1, f113)
const f115 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f114(x)
const f116 = (x: unknown): boolean => plain(x) && f4(x['from']) && f36(x['to']) && f41(x['hospital']) && f29(x['reason']) && f41(x['operation']) && fields(x) === 5
const f117 = (x: unknown): boolean => plain(x) && entries(x, f1, f116)
const f118 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f117(x)
const s119: ReadonlySet<unknown> = new Set(["penicillin","cephalosporin","sulfonamide","pollen","egg","milk","peanut","seafood","dustMite","alcohol","insectSting","none","contested"])
const f120 = (x: unknown): boolean => x === 'notCollected' || s119.has(x) || f13(x)
const s121: ReadonlySet<unknown> = new Set(["mild","moderate","severe","none","contested"])
const f122 = (x: unknown): boolean => x === 'notCollected' || s121.has(x) || f13(x)
const f123 = (x: unknown): boolean => plain(x) && f120(x['substance']) && f41(x['reaction']) && f122(x['severity']) && fields(x) === 3
const f124 = (x: unknown): boolean => plain(x) && entries(x, f1, f123)
const f125 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f124(x)
const f126 = (x: unknown): boolean => plain(x) && f29(x['name']) && f29(x['dose']) && f41(x['givenBy']) && f4(x['from']) && f36(x['to']) && fields(x) === 5
const f127 = (x: unknown): boolean => plain(x) && entries(x, f1, f126)
const f128 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f127(x)
const s129: ReadonlySet<unknown> = new Set(["visual","hearing","speech","physical","intellectual","mental","multiple"])
const f130 = (x: unknown): boolean => s129.has(x) || f13(x)
const f131 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f130)
const f132 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f131(x)
const s133: ReadonlySet<unknown> = new Set(["1","2","3","4","notCollected","contested"])
const f134 = (x: unknown): boolean => s133.has(x)
const r135 = /^[\dX]{20}$/
const f136 = (x: unknown): boolean => typeof x === 'string' && r135.test(x)
const f137 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f136(x)
const f138 = (x: unknown): boolean => plain(x) && f132(x['types']) && f134(x['level']) && f137(x['certNo']) && f36(x['certOn']) && fields(x) === 4
const f139 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f138(x)
const s140: ReadonlySet<unknown> = new Set(["resident","employee","commercial","notSubsidised"])
const f141 = (x: unknown): boolean => s140.has(x) || f13(x)
const f142 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f141)
const f143 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f142(x)
const s144: ReadonlySet<unknown> = new Set(["A","B","O","AB","notCollected","contested"])
const f145 = (x: unknown): boolean => s144.has(x)
const f146 = (x: unknown): boolean => typeof x === 'string' && x.length >= 1 && x.length <= 2000
const f147 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f146(x)
const f148 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f115(x['conditions']) && f20(x['selfHarm']) && f41(x['treatedBy']) && f147(x['note']) && fields(x) === 5
const f149 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f148(x)
const f150 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f76(x['status']) && f115(x['illnesses']) && f118(x['stays']) && f125(x['allergies']) && f128(x['medicines']) && f139(x['disability']) && f143(x['medicalInsurance']) && f145(x['bloodType']) && f20(x['vaccinationCard']) && f41(x['vision']) && f41(x['hearing']) && f41(x['teeth']) && f149(x['mind']) && fields(x) === 14
const s151: ReadonlySet<unknown> = new Set(["work","farming","assistance","relatives"])
const f152 = (x: unknown): boolean => s151.has(x) || f13(x)
const f153 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f152)
const f154 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f153(x)
const s155: ReadonlySet<unknown> = new Set(["dibao","tekun","registeredPoor","dibaoMargin","unattended","orphan","severeDisability","graveIllness"])
const f156 = (x: unknown): boolean => s155.has(x) || f13(x)
const f157 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f156)
const f158 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f157(x)
const s159: ReadonlySet<unknown> = new Set(["dibao","tekun","temporary","medical","housing","disabilityLiving","disabilityCare","orphan","education"])
const f160 = (x: unknown): boolean => s159.has(x) || f13(x)
const f161 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f160)
const f162 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f161(x)
const f163 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f154(x['incomeSources']) && f158(x['hardship']) && f162(x['assistance']) && fields(x) === 4
const s164: ReadonlySet<unknown> = new Set(["smokingDrinking","truancy","nightAway","internet","badCompany","unfitPlaces","gambling","harmfulMaterial","otherBad","brawling","weapons","assault","theft","obscenity","prostitution","drugs","heavyGambling","otherSerious"])
const f165 = (x: unknown): boolean => s164.has(x) || f13(x)
const f166 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f165)
const f167 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f166(x)
const f168 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f167(x['behaviours']) && fields(x) === 2
const s169: ReadonlySet<unknown> = new Set(["activity","food","subject","language","callName","trustedAdult","whomToPhone","helper","gift","fear","wish","none","contested"])
const f170 = (x: unknown): boolean => x === 'notCollected' || s169.has(x) || f13(x)
const s171: ReadonlySet<unknown> = new Set(["likes","dislikes","wishes","refuses","none","contested"])
const f172 = (x: unknown): boolean => x === 'notCollected' || s171.has(x) || f13(x)
const s173: ReadonlySet<unknown> = new Set(["modelAircraft","planting","reading","calligraphy","painting","calligraphyPainting","literaryEvening","singing","singingContest","campusGreening","martyrFamilyVisit","helpElderlyDisabled","dancing","handicraft","science","basketball","football","sports","chess","drama","none","contested"])
const f174 = (x: unknown): boolean => x === 'notCollected' || s173.has(x) || f13(x)
const s175: ReadonlySet<unknown> = new Set(["child","carer","teacher","parent","worker","none","contested"])
const f176 = (x: unknown): boolean => x === 'notCollected' || s175.has(x) || f13(x)
const s177: ReadonlySet<unknown> = new Set(["child","carer","teacher","parent","worker"])
const f178 = (x: unknown): boolean => s177.has(x) || f13(x)
const f179 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f178)
const f180 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f179(x)
const f181 = (x: unknown): boolean => plain(x) && f170(x['about']) && f172(x['says']) && f174(x['what']) && f41(x['words']) && f176(x['saidBy']) && f4(x['on']) && f180(x['mayBeToldTo']) && fields(x) === 7
const f182 = (x: unknown): boolean => plain(x) && entries(x, f1, f181)
const f183 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f182(x)
const f184 = (x: unknown): boolean => typeof x === 'number' && Number.isSafeInteger(x) && x >= 1 && x <= 9
const f185 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f184(x)
const f186 = (x: unknown): boolean => plain(x) && f33(x['name']) && f35(x['relation']) && f62(x['phone']) && f185(x['order']) && fields(x) === 4
const f187 = (x: unknown): boolean => plain(x) && entries(x, f1, f186)
const f188 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f187(x)
const s189: ReadonlySet<unknown> = new Set(["red","yellow","blue","green","notCollected","contested"])
const f190 = (x: unknown): boolean => s189.has(x)
const f191 = (x: unknown): boolean => plain(x) && f190(x['riskLevel']) && f4(x['assessedOn']) && f50(x['assessor']) && fields(x) === 3
const f192 = (x: unknown): boolean => plain(x) && f103(x['id']) && f33(x['name']) && f62(x['phone']) && f4(x['since']) && fields(x) === 4
const f193 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f192(x)
const f194 = (x: unknown): boolean => plain(x) && f193(x['villageContact']) && f193(x['childDirector']) && f193(x['supervisor']) && f193(x['classTeacher']) && f193(x['counsellor']) && fields(x) === 5
const s195: ReadonlySet<unknown> = new Set(["living","medical","outOfSchool","rehabilitation","fatherNeglects","motherNeglects","notDelegated","delegateUnfit","none","contested"])
const f196 = (x: unknown): boolean => x === 'notCollected' || s195.has(x) || f13(x)
const f197 = (x: unknown): boolean => plain(x) && f196(x['kind']) && f41(x['words']) && f4(x['on']) && f20(x['reportedToPolice']) && f36(x['closedOn']) && fields(x) === 5
const f198 = (x: unknown): boolean => plain(x) && entries(x, f1, f197)
const f199 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f198(x)
const s200: ReadonlySet<unknown> = new Set(["entitlement","volunteerVisits","socialWork","report"])
const f201 = (x: unknown): boolean => s200.has(x) || f13(x)
const f202 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f201)
const f203 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f202(x)
const f204 = (x: unknown): boolean => x === "socialWorker" || x === "village" || x === "township"
const f205 = (x: unknown): boolean => plain(x) && f204(x['as']) && f33(x['name']) && f4(x['on']) && fields(x) === 3
const f206 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f205)
const f207 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f206(x)
const f208 = (x: unknown): boolean => plain(x) && f203(x['measures']) && f207(x['signatures']) && fields(x) === 2
const f209 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f208(x)
const s210: ReadonlySet<unknown> = new Set(["registered","exited","notCollected","contested"])
const f211 = (x: unknown): boolean => s210.has(x)
const s212: ReadonlySet<unknown> = new Set(["parentReturned","movedWithParents","reachedAge","died","adopted","movedAway","registeredInError","none","contested"])
const f213 = (x: unknown): boolean => x === 'notCollected' || s212.has(x) || f13(x)
const f214 = (x: unknown): boolean => plain(x) && f4(x['enteredOn']) && f36(x['exitOn']) && f213(x['exitReason']) && f27(x['division']) && fields(x) === 4
const f215 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f214)
const f216 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f215(x)
const f217 = (x: unknown): boolean => plain(x) && f4(x['recordedOn']) && f211(x['registerState']) && f20(x['claimed']) && f4(x['reportedOn']) && f36(x['exitOn']) && f213(x['exitReason']) && f216(x['periods']) && fields(x) === 7
const s218: ReadonlySet<unknown> = new Set(["father","mother","guardian","delegate","child","none","contested"])
const f219 = (x: unknown): boolean => x === 'notCollected' || s218.has(x) || f13(x)
const s220: ReadonlySet<unknown> = new Set(["written","phoneTwoWorkers","video","none","contested"])
const f221 = (x: unknown): boolean => x === 'notCollected' || s220.has(x) || f13(x)
const s222: ReadonlySet<unknown> = new Set(["identity","family","contact","schooling","health","mind","livelihood","preferences","image"])
const f223 = (x: unknown): boolean => s222.has(x) || f13(x)
const f224 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f223)
const f225 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f224(x)
const s226: ReadonlySet<unknown> = new Set(["willing","unwilling","noHelper","notAsked","none","contested"])
const f227 = (x: unknown): boolean => x === 'notCollected' || s226.has(x) || f13(x)
const f228 = (x: unknown): boolean => plain(x) && f33(x['giver']) && f219(x['capacity']) && f221(x['form']) && f86(x['purposes']) && f225(x['categories']) && f41(x['noticeVersion']) && f4(x['on']) && f36(x['until']) && f36(x['withdrawnOn']) && f227(x['childAnswer']) && f32(x['evidence']) && fields(x) === 11
const f229 = (x: unknown): boolean => plain(x) && entries(x, f1, f228)
const f230 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f229(x)
const s231: ReadonlySet<unknown> = new Set(["phone","video","wechatVideo","message","letter","metAtHome","homecoming","none","contested"])
const f232 = (x: unknown): boolean => x === 'notCollected' || s231.has(x) || f13(x)
const s233: ReadonlySet<unknown> = new Set(["father","mother","stepOrAdoptiveFather","stepOrAdoptiveMother","grandparent","paternalGrandfather","paternalGrandmother","maternalGrandfather","maternalGrandmother","greatGrandfather","greatGrandmother","sibling","elderBrother","youngerBrother","elderSister","youngerSister","unclePaternalElder","auntPaternalElder","unclePaternalYounger","auntPaternalYounger","uncleMaternal","auntMaternalByMarriage","uncleByAuntMaternal","auntMaternal","uncleByAuntPaternal","auntPaternal","cousinPaternal","cousinMaternal","otherRelative","nanny","neighbour","teacher","friendOfFamily","notRelated"])
const f234 = (x: unknown): boolean => s233.has(x) || f13(x)
const f235 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f234)
const f236 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f235(x)
const f237 = (x: unknown): boolean => plain(x) && f4(x['on']) && f232(x['channel']) && f236(x['by']) && f20(x['withChild']) && f20(x['withDelegate']) && f41(x['note']) && fields(x) === 6
const f238 = (x: unknown): boolean => plain(x) && entries(x, f1, f237)
const s239: ReadonlySet<unknown> = new Set(["yes","no","carerPresent","childAway","childUnwilling","tooYoung","none","contested"])
const f240 = (x: unknown): boolean => x === 'notCollected' || s239.has(x) || f13(x)
const f241 = (x: unknown): boolean => x === "seen" || x === "notSeen" || x === "notChecked"
const f242 = (x: unknown): boolean => plain(x) && f241(x['privateInjury']) && f241(x['assaultUnder14']) && f241(x['pregnancyFrom14']) && f241(x['violence']) && f241(x['unnaturalHarm']) && f241(x['abandoned']) && f241(x['missingOrTrafficked']) && f241(x['organisedBegging']) && f241(x['otherSevereHarm']) && fields(x) === 9
const f243 = (x: unknown): boolean => plain(x) && f241(x['livingAlone']) && f241(x['unattended']) && f241(x['selfHarmTalk']) && f241(x['runaway']) && f241(x['illegalWork']) && f241(x['familyCatastrophe']) && fields(x) === 6
const f244 = (x: unknown): boolean => typeof x === 'number' && Number.isSafeInteger(x) && x >= 1 && x <= 5
const f245 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f244(x)
const f246 = (x: unknown): boolean => plain(x) && f4(x['on']) && f33(x['by']) && f20(x['childSeen']) && f240(x['spokenAlone']) && f242(x['situations']) && f243(x['emergencies']) && f245(x['mood']) && f147(x['words']) && f36(x['nextOn']) && fields(x) === 9
const f247 = (x: unknown): boolean => plain(x) && entries(x, f1, f246)
const s248: ReadonlySet<unknown> = new Set(["privateInjury","assaultUnder14","pregnancyFrom14","violence","unnaturalHarm","abandoned","missingOrTrafficked","organisedBegging","otherSevereHarm"])
const f249 = (x: unknown): boolean => s248.has(x) || f13(x)
const f250 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f249)
const f251 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f250(x)
const s252: ReadonlySet<unknown> = new Set(["livingAlone","unattended","selfHarmTalk","runaway","illegalWork","familyCatastrophe"])
const f253 = (x: unknown): boolean => s252.has(x) || f13(x)
const f254 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f253)
const f255 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f254(x)
const s256: ReadonlySet<unknown> = new Set(["father","mother","delegate","guardian","member","volunteer","worker","other"])
const f257 = (x: unknown): boolean => s256.has(x)
const f258 = (x: unknown): boolean => typeof x === 'string' && x.length >= 1 && x.length <= 64
const f259 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f258(x)
const f260 = (x: unknown): boolean => plain(x) && f257(x['role']) && f259(x['id']) && fields(x) === 2
const f261 = (x: unknown): boolean => Array.isArray(x) && x.length >= 1 && each(x, f260)
const f262 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f261(x)
const r263 = /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$/
const f264 = (x: unknown): boolean => typeof x === 'string' && r263.test(x)
const f265 = (x: unknown): boolean => plain(x) && f28(x['agency']) && f264(x['at']) && f29(x['reference']) && fields(x) === 3
const f266 = (x: unknown): boolean => plain(x) && entries(x, f1, f265)
const f267 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f266(x)
const f268 = (x: unknown): boolean => plain(x) && f4(x['observedOn']) && f251(x['situations']) && f255(x['emergencies']) && f147(x['words']) && f40(x['fromVisit']) && f50(x['reporter']) && f262(x['possibleCauses']) && f267(x['reports']) && f36(x['closedOn']) && fields(x) === 9
const f269 = (x: unknown): boolean => plain(x) && entries(x, f1, f268)
const f270 = (x: unknown): boolean => typeof x === 'number' && Number.isFinite(x) && x >= 30 && x <= 230
const f271 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f270(x)
const s272: ReadonlySet<unknown> = new Set(["lying","standing","notCollected","contested"])
const f273 = (x: unknown): boolean => s272.has(x)
const f274 = (x: unknown): boolean => typeof x === 'number' && Number.isFinite(x) && x >= 0.5 && x <= 200
const f275 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f274(x)
const f276 = (x: unknown): boolean => typeof x === 'number' && Number.isFinite(x) && x >= 20 && x <= 70
const f277 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f276(x)
const f278 = (x: unknown): boolean => typeof x === 'number' && Number.isFinite(x) && x >= 50 && x <= 500
const f279 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f278(x)
const f280 = (x: unknown): boolean => plain(x) && f4(x['on']) && f271(x['heightCm']) && f273(x['posture']) && f275(x['weightKg']) && f277(x['headCm']) && f279(x['armMm']) && f20(x['oedema']) && fields(x) === 7
const f281 = (x: unknown): boolean => plain(x) && entries(x, f1, f280)
const r282 = /^[A-Za-z0-9.-]{1,40}$/
const f283 = (x: unknown): boolean => typeof x === 'string' && r282.test(x)
const f284 = (x: unknown): boolean => typeof x === 'number' && Number.isSafeInteger(x)
const f285 = (x: unknown): boolean => x === "notAnswered" || f284(x)
const r286 = /^[A-Za-z0-9]{1,12}$/
const f287 = (x: unknown): boolean => typeof x === 'string' && r286.test(x)
const f288 = (x: unknown): boolean => plain(x) && entries(x, f287, f285)
const f289 = (x: unknown): boolean => x === 'notCollected' || x === "none" || x === "contested" || f288(x)
const f290 = (x: unknown): boolean => typeof x === 'number' && Number.isFinite(x)
const f291 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f290(x)
const r292 = /^[A-Za-z0-9.-]{1,20}$/
const f293 = (x: unknown): boolean => typeof x === 'string' && r292.test(x)
const f294 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f293(x)
const f295 = (x: unknown): boolean => plain(x) && f283(x['instrument']) && f4(x['on']) && f289(x['answers']) && f291(x['total']) && f294(x['coding']) && f176(x['informant']) && fields(x) === 6
const f296 = (x: unknown): boolean => plain(x) && entries(x, f1, f295)
const s297: ReadonlySet<unknown> = new Set(["hepB","bcg","ipv","bopv","dtap","dt","mmr","jeLive","jeInactivated","mpsvA","mpsvAC","hepALive","hepAInactivated","hpv2","none","contested"])
const f298 = (x: unknown): boolean => x === 'notCollected' || s297.has(x) || f13(x)
const f299 = (x: unknown): boolean => plain(x) && f298(x['vaccine']) && f4(x['on']) && f185(x['number']) && f41(x['place']) && fields(x) === 4
const f300 = (x: unknown): boolean => plain(x) && entries(x, f1, f299)
const f301 = (x: unknown): boolean => plain(x) && f4(x['on']) && f146(x['words']) && f50(x['by']) && fields(x) === 3
const f302 = (x: unknown): boolean => plain(x) && entries(x, f1, f301)
const s303: ReadonlySet<unknown> = new Set(["present","late","excused","unexcused","none","contested"])
const f304 = (x: unknown): boolean => x === 'notCollected' || s303.has(x) || f13(x)
const f305 = (x: unknown): boolean => typeof x === 'number' && Number.isSafeInteger(x) && x >= 1 && x <= 366
const f306 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f305(x)
const f307 = (x: unknown): boolean => plain(x) && f4(x['on']) && f40(x['session']) && f304(x['state']) && f306(x['days']) && f41(x['note']) && fields(x) === 5
const f308 = (x: unknown): boolean => plain(x) && entries(x, f1, f307)
const s309: ReadonlySet<unknown> = new Set(["money","goods","none","contested"])
const f310 = (x: unknown): boolean => x === 'notCollected' || s309.has(x) || f13(x)
const f311 = (x: unknown): boolean => typeof x === 'number' && Number.isSafeInteger(x) && x >= 1
const f312 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f311(x)
const f313 = (x: unknown): boolean => x === 'notCollected' || x === "contested" || f284(x)
const f314 = (x: unknown): boolean => plain(x) && f4(x['on']) && f310(x['kind']) && f29(x['item']) && f312(x['quantity']) && f29(x['unit']) && f313(x['value']) && f40(x['from']) && f40(x['need']) && f50(x['signedBy']) && fields(x) === 9
const f315 = (x: unknown): boolean => plain(x) && entries(x, f1, f314)
const f316 = (x: unknown): boolean => typeof x === 'string'
const f317 = (x: unknown): boolean => typeof x === 'boolean'
const f318 = (x: unknown): boolean => x === null
const f319 = (x: unknown): boolean => Array.isArray(x) && each(x, l425)
const f320 = (x: unknown): boolean => plain(x) && entries(x, f316, l425)
const f321 = (x: unknown): boolean => f316(x) || f290(x) || f317(x) || f318(x) || f319(x) || f320(x)
const l425 = (x: unknown): boolean => deeper(x, f321)
const l420 = (x: unknown): boolean => deeper(x, f321)
const f322 = (x: unknown): boolean => plain(x) && l420(x['value']) && f28(x['source']) && f4(x['on']) && fields(x) === 3
const f323 = (x: unknown): boolean => Array.isArray(x) && x.length >= 2 && each(x, f322)
const r324 = /^\/[^\s]+$/
const f325 = (x: unknown): boolean => typeof x === 'string' && r324.test(x)
const f326 = (x: unknown): boolean => plain(x) && entries(x, f325, f323)
const f327 = (x: unknown): boolean => Array.isArray(x) && each(x, l444)
const f328 = (x: unknown): boolean => plain(x) && entries(x, f316, l444)
const f329 = (x: unknown): boolean => f316(x) || f290(x) || f317(x) || f318(x) || f327(x) || f328(x)
const l444 = (x: unknown): boolean => deeper(x, f329)
const f330 = (x: unknown): boolean => plain(x) && entries(x, f258, l444)
const f331 = (x: unknown): boolean => plain(x) && f1(x['id']) && f4(x['recordedOn']) && f6(x['childNo']) && f7(x['name']) && f9(x['otherNames']) && f11(x['sex']) && f4(x['birthDate']) && f15(x['idType']) && f18(x['idNumber']) && f20(x['registered']) && f22(x['ethnicity']) && f24(x['hukouNature']) && f27(x['hukouDivision']) && f29(x['hukouAddress']) && f27(x['residenceDivision']) && f29(x['residenceAddress']) && f32(x['photo']) && f49(x['household']) && f67(x['father']) && f67(x['mother']) && f72(x['guardians']) && f82(x['delegate']) && f87(x['delegation']) && f100(x['care']) && f108(x['schooling']) && f150(x['health']) && f163(x['livelihood']) && f168(x['conduct']) && f183(x['preferences']) && f188(x['emergencyContacts']) && f191(x['paperRating']) && f194(x['workers']) && f40(x['helper']) && f199(x['problems']) && f209(x['servicePlan']) && f217(x['register']) && f230(x['consents']) && f238(x['contacts']) && f247(x['visits']) && f269(x['incidents']) && f281(x['measurements']) && f296(x['screenings']) && f300(x['doses']) && f302(x['notes']) && f308(x['attendance']) && f315(x['received']) && f326(x['claims']) && (!('custom' in x) || f330(x['custom'])) && fields(x) === 47 + ('custom' in x ? 1 : 0)

/** Whether a value out of JSON is accepted by the schema as it is. False says only that the schema has to be asked. */
export function fitsAsItIs(x: unknown): boolean {
  depth = 0
  return f331(x)
}
