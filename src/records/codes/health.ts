import { codeList } from './code-list.ts'

/** General state of health, as the register asks it; used for child and delegate. */
export const healthStates = codeList({
  id: 'health',
  zh: '健康状况',
  en: 'State of health',
  source: 'a deployed civil-affairs register',
  rows: [
    { key: 'healthy', zh: '健康', en: 'healthy', also: ['健康良好', '身体健康', '良好'] },
    { key: 'weak', zh: '一般或较弱', en: 'fair or weak', also: ['一般', '较弱', '体弱', '健康一般'] },
    { key: 'chronic', zh: '慢性病', en: 'chronic illness', also: ['患慢性病', '慢性疾病'] },
    { key: 'grave', zh: '重病', en: 'grave illness', also: ['大病', '重大疾病', '患重病'] },
    { key: 'disabled', zh: '残疾', en: 'disabled', also: ['残疾人', '身体残疾'] },
  ],
})

/** Illnesses that paperwork names often; anything else is kept in words. */
export const illnesses = codeList({
  id: 'illness',
  zh: '疾病',
  en: 'Illness',
  source: 'general use',
  rows: [
    { key: 'asthma', zh: '哮喘', en: 'asthma', also: ['支气管哮喘'] },
    { key: 'epilepsy', zh: '癫痫', en: 'epilepsy', also: ['羊癫疯'] },
    { key: 'anaemia', zh: '贫血', en: 'anaemia', also: ['缺铁性贫血'] },
    { key: 'heartDisease', zh: '先天性心脏病', en: 'congenital heart disease', also: ['先心病'] },
    { key: 'heartSurgery', zh: '先天性心脏病术后', en: 'congenital heart disease, operated' },
    { key: 'diabetes', zh: '糖尿病', en: 'diabetes' },
    { key: 'hepatitisB', zh: '乙型肝炎', en: 'hepatitis B', also: ['乙肝'] },
    { key: 'tuberculosis', zh: '肺结核', en: 'tuberculosis', also: ['结核'] },
    { key: 'malnutrition', zh: '营养不良', en: 'malnutrition' },
    { key: 'kidneyDisease', zh: '肾病', en: 'kidney disease', also: ['肾炎'] },
    { key: 'leukaemia', zh: '白血病', en: 'leukaemia' },
    { key: 'thalassaemia', zh: '地中海贫血', en: 'thalassaemia', also: ['地贫'] },
    { key: 'eczema', zh: '湿疹', en: 'eczema' },
    { key: 'fracture', zh: '骨折', en: 'fracture' },
  ],
})

/** How an illness stands. */
export const conditionStates = codeList({
  id: 'conditionState',
  zh: '病情状态',
  en: 'How the illness stands',
  source: 'FHIR Condition.clinicalStatus',
  rows: [
    { key: 'active', zh: '患病中', en: 'active' },
    { key: 'remission', zh: '缓解', en: 'in remission' },
    { key: 'resolved', zh: '已愈', en: 'resolved', also: ['痊愈', '已治愈'] },
  ],
})

/** Substances that children here are often allergic to. */
export const allergens = codeList({
  id: 'allergen',
  zh: '过敏原',
  en: 'Substance of the allergy',
  source: 'general use',
  rows: [
    { key: 'penicillin', zh: '青霉素', en: 'penicillin', also: ['青霉素类', '青霉素过敏'] },
    { key: 'cephalosporin', zh: '头孢', en: 'cephalosporins', also: ['头孢类', '头孢菌素'] },
    { key: 'sulfonamide', zh: '磺胺', en: 'sulfonamides', also: ['磺胺类'] },
    { key: 'pollen', zh: '花粉', en: 'pollen', also: ['花粉过敏'] },
    { key: 'egg', zh: '鸡蛋', en: 'egg', also: ['蛋类'] },
    { key: 'milk', zh: '牛奶', en: 'milk', also: ['奶制品'] },
    { key: 'peanut', zh: '花生', en: 'peanut' },
    { key: 'seafood', zh: '海鲜', en: 'seafood', also: ['鱼虾', '虾蟹'] },
    { key: 'dustMite', zh: '尘螨', en: 'dust mites' },
    { key: 'alcohol', zh: '酒精', en: 'alcohol' },
    { key: 'insectSting', zh: '蜂毒', en: 'insect stings', also: ['蜂蜇'] },
  ],
})

/** How grave an allergic reaction is. */
export const severities = codeList({
  id: 'severity',
  zh: '严重程度',
  en: 'Severity of the reaction',
  source: 'FHIR AllergyIntolerance.reaction.severity',
  rows: [
    { key: 'mild', zh: '轻度', en: 'mild', also: ['轻'] },
    { key: 'moderate', zh: '中度', en: 'moderate' },
    { key: 'severe', zh: '重度', en: 'severe', also: ['严重', '重'] },
  ],
})

/** Kinds of disability, GB/T 26341; two or more are `multiple`. */
export const disabilityTypes = codeList({
  id: 'disabilityType',
  zh: '残疾类别',
  en: 'Kind of disability',
  source: 'GB/T 26341',
  rows: [
    { key: 'visual', code: '1', zh: '视力残疾', en: 'visual', also: ['视力'] },
    { key: 'hearing', code: '2', zh: '听力残疾', en: 'hearing', also: ['听力'] },
    { key: 'speech', code: '3', zh: '言语残疾', en: 'speech', also: ['言语'] },
    { key: 'physical', code: '4', zh: '肢体残疾', en: 'physical', also: ['肢体'] },
    { key: 'intellectual', code: '5', zh: '智力残疾', en: 'intellectual', also: ['智力'] },
    { key: 'mental', code: '6', zh: '精神残疾', en: 'mental', also: ['精神'] },
    { key: 'multiple', code: '7', zh: '多重残疾', en: 'multiple', also: ['多重'] },
  ],
})

/** Level of a disability; level 1 is the heaviest. */
export const disabilityLevels = codeList({
  id: 'disabilityLevel',
  zh: '残疾等级',
  en: 'Level of disability, 1 heaviest',
  source: 'GB/T 26341',
  rows: [
    { key: '1', code: '1', zh: '一级', en: 'level 1, heaviest', also: ['1级'] },
    { key: '2', code: '2', zh: '二级', en: 'level 2', also: ['2级'] },
    { key: '3', code: '3', zh: '三级', en: 'level 3', also: ['3级'] },
    { key: '4', code: '4', zh: '四级', en: 'level 4', also: ['4级'] },
  ],
})

/** Medical insurance. */
export const medicalInsurances = codeList({
  id: 'medicalInsurance',
  zh: '医疗保险',
  en: 'Medical insurance',
  source: 'problem form of a civil-affairs register',
  rows: [
    {
      key: 'resident',
      zh: '城乡居民医保',
      en: 'resident scheme',
      also: ['居民医保', '新农合', '城乡居民基本医疗保险'],
    },
    { key: 'employee', zh: '职工医保', en: "employees' scheme", also: ['职工'] },
    { key: 'commercial', zh: '商业保险', en: 'commercial', also: ['商业'] },
    { key: 'notSubsidised', zh: '未资助参保', en: 'insured without subsidy' },
  ],
})

/** Blood group. */
export const bloodTypes = codeList({
  id: 'bloodType',
  zh: '血型',
  en: 'Blood group',
  source: 'WS 364.3',
  rows: [
    { key: 'A', zh: 'A型', en: 'A', also: ['A'] },
    { key: 'B', zh: 'B型', en: 'B', also: ['B'] },
    { key: 'O', zh: 'O型', en: 'O', also: ['O'] },
    { key: 'AB', zh: 'AB型', en: 'AB', also: ['AB'] },
  ],
})

/** How height or length was taken. */
export const postures = codeList({
  id: 'posture',
  zh: '测量体位',
  en: 'How height was taken',
  source: 'WHO growth standards',
  rows: [
    { key: 'lying', zh: '卧位', en: 'lying (length)' },
    { key: 'standing', zh: '立位', en: 'standing (height)' },
  ],
})

/** Vaccines of the national programme. */
export const vaccines = codeList({
  id: 'vaccine',
  zh: '疫苗',
  en: 'Vaccine',
  source: '国家免疫规划疫苗儿童免疫程序 2021 and later changes',
  rows: [
    { key: 'hepB', zh: '乙肝疫苗', en: 'hepatitis B' },
    { key: 'bcg', zh: '卡介苗', en: 'BCG' },
    { key: 'ipv', zh: '脊灰灭活疫苗', en: 'inactivated polio' },
    { key: 'bopv', zh: '脊灰减毒活疫苗', en: 'oral polio' },
    { key: 'dtap', zh: '百白破疫苗', en: 'DTaP' },
    { key: 'dt', zh: '白破疫苗', en: 'DT' },
    { key: 'mmr', zh: '麻腮风疫苗', en: 'MMR' },
    { key: 'jeLive', zh: '乙脑减毒活疫苗', en: 'Japanese encephalitis, live' },
    { key: 'jeInactivated', zh: '乙脑灭活疫苗', en: 'Japanese encephalitis, inactivated' },
    { key: 'mpsvA', zh: 'A群流脑多糖疫苗', en: 'meningococcal A' },
    { key: 'mpsvAC', zh: 'A群C群流脑多糖疫苗', en: 'meningococcal A and C' },
    { key: 'hepALive', zh: '甲肝减毒活疫苗', en: 'hepatitis A, live' },
    { key: 'hepAInactivated', zh: '甲肝灭活疫苗', en: 'hepatitis A, inactivated' },
    { key: 'hpv2', zh: '双价HPV疫苗', en: 'HPV, bivalent' },
  ],
})
