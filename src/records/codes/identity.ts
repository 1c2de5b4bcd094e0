import { codeList } from './code-list.ts'

/** Sex, GB/T 2261.1. */
export const sexes = codeList({
  id: 'sex',
  zh: '性别',
  en: 'Sex',
  source: 'GB/T 2261.1',
  rows: [
    { key: 'unknown', code: '0', zh: '未知的性别', en: 'unknown', also: ['未知'] },
    { key: 'male', code: '1', zh: '男', en: 'male', also: ['男性', '男孩', '男童', 'M', '1'] },
    { key: 'female', code: '2', zh: '女', en: 'female', also: ['女性', '女孩', '女童', 'F', '2'] },
    { key: 'unspecified', code: '9', zh: '未说明的性别', en: 'not stated', also: ['未说明'] },
  ],
})

/** What identifies the child. */
export const idTypes = codeList({
  id: 'idType',
  zh: '证件类型',
  en: 'Kind of identity document',
  source: 'a deployed civil-affairs register (01); the others in general use',
  rows: [
    { key: 'residentIdCard', code: '01', zh: '居民身份证', en: 'resident identity card', also: ['身份证'] },
    { key: 'householdRegister', zh: '户口簿', en: 'household register', also: ['户口本'] },
    { key: 'birthCertificate', zh: '出生医学证明', en: 'medical certificate of birth', also: ['出生证'] },
    { key: 'passport', zh: '护照', en: 'passport' },
  ],
})

/** Household registration of the child. */
export const hukouNatures = codeList({
  id: 'hukouNature',
  zh: '户籍性质',
  en: 'Kind of household registration',
  source: 'a deployed civil-affairs register',
  rows: [
    {
      key: 'rural',
      zh: '农村居民户口',
      en: 'rural household',
      also: ['农业户口', '农业', '农村户口', '农村', '农业家庭户口'],
    },
    {
      key: 'urban',
      zh: '城镇居民户口',
      en: 'urban household',
      also: ['非农业户口', '非农业', '城镇户口', '城镇', '非农'],
    },
    { key: 'resident', zh: '居民户口', en: 'unified resident household', also: ['居民家庭户口', '统一居民户口'] },
    { key: 'unregistered', zh: '无户口', en: 'no household registration', also: ['未上户', '未登记户口', '黑户'] },
  ],
})

/** The 56 ethnic groups, GB/T 3304. Kept for forms that ask; no rule, pairing or aid may read it. */
export const ethnicities = codeList({
  id: 'ethnicity',
  zh: '民族',
  en: 'Ethnic group',
  source: 'GB/T 3304',
  rows: [
    { key: 'han', code: '01', zh: '汉族', en: 'Han' },
    { key: 'mongol', code: '02', zh: '蒙古族', en: 'Mongol' },
    { key: 'hui', code: '03', zh: '回族', en: 'Hui' },
    { key: 'tibetan', code: '04', zh: '藏族', en: 'Zang (Tibetan)' },
    { key: 'uygur', code: '05', zh: '维吾尔族', en: 'Uygur' },
    { key: 'miao', code: '06', zh: '苗族', en: 'Miao' },
    { key: 'yi', code: '07', zh: '彝族', en: 'Yi' },
    { key: 'zhuang', code: '08', zh: '壮族', en: 'Zhuang' },
    { key: 'buyei', code: '09', zh: '布依族', en: 'Buyei' },
    { key: 'chosen', code: '10', zh: '朝鲜族', en: 'Chosen (Korean)' },
    { key: 'man', code: '11', zh: '满族', en: 'Man (Manchu)' },
    { key: 'dong', code: '12', zh: '侗族', en: 'Dong' },
    { key: 'yao', code: '13', zh: '瑶族', en: 'Yao' },
    { key: 'bai', code: '14', zh: '白族', en: 'Bai' },
    { key: 'tujia', code: '15', zh: '土家族', en: 'Tujia' },
    { key: 'hani', code: '16', zh: '哈尼族', en: 'Hani' },
    { key: 'kazak', code: '17', zh: '哈萨克族', en: 'Kazak' },
    { key: 'dai', code: '18', zh: '傣族', en: 'Dai' },
    { key: 'li', code: '19', zh: '黎族', en: 'Li' },
    { key: 'lisu', code: '20', zh: '傈僳族', en: 'Lisu' },
    { key: 'va', code: '21', zh: '佤族', en: 'Va' },
    { key: 'she', code: '22', zh: '畲族', en: 'She' },
    { key: 'gaoshan', code: '23', zh: '高山族', en: 'Gaoshan' },
    { key: 'lahu', code: '24', zh: '拉祜族', en: 'Lahu' },
    { key: 'sui', code: '25', zh: '水族', en: 'Sui' },
    { key: 'dongxiang', code: '26', zh: '东乡族', en: 'Dongxiang' },
    { key: 'naxi', code: '27', zh: '纳西族', en: 'Naxi' },
    { key: 'jingpo', code: '28', zh: '景颇族', en: 'Jingpo' },
    { key: 'kirgiz', code: '29', zh: '柯尔克孜族', en: 'Kirgiz' },
    { key: 'tu', code: '30', zh: '土族', en: 'Tu' },
    { key: 'daur', code: '31', zh: '达斡尔族', en: 'Daur' },
    { key: 'mulao', code: '32', zh: '仫佬族', en: 'Mulao' },
    { key: 'qiang', code: '33', zh: '羌族', en: 'Qiang' },
    { key: 'blang', code: '34', zh: '布朗族', en: 'Blang' },
    { key: 'salar', code: '35', zh: '撒拉族', en: 'Salar' },
    { key: 'maonan', code: '36', zh: '毛南族', en: 'Maonan' },
    { key: 'gelao', code: '37', zh: '仡佬族', en: 'Gelao' },
    { key: 'xibe', code: '38', zh: '锡伯族', en: 'Xibe' },
    { key: 'achang', code: '39', zh: '阿昌族', en: 'Achang' },
    { key: 'pumi', code: '40', zh: '普米族', en: 'Pumi' },
    { key: 'tajik', code: '41', zh: '塔吉克族', en: 'Tajik' },
    { key: 'nu', code: '42', zh: '怒族', en: 'Nu' },
    { key: 'uzbek', code: '43', zh: '乌孜别克族', en: 'Uzbek' },
    { key: 'russ', code: '44', zh: '俄罗斯族', en: 'Russ' },
    { key: 'ewenki', code: '45', zh: '鄂温克族', en: 'Ewenki' },
    { key: 'deang', code: '46', zh: '德昂族', en: 'Deang' },
    { key: 'bonan', code: '47', zh: '保安族', en: 'Bonan' },
    { key: 'yugur', code: '48', zh: '裕固族', en: 'Yugur' },
    { key: 'gin', code: '49', zh: '京族', en: 'Gin' },
    { key: 'tatar', code: '50', zh: '塔塔尔族', en: 'Tatar' },
    { key: 'derung', code: '51', zh: '独龙族', en: 'Derung' },
    { key: 'oroqen', code: '52', zh: '鄂伦春族', en: 'Oroqen' },
    { key: 'hezhen', code: '53', zh: '赫哲族', en: 'Hezhen' },
    { key: 'monba', code: '54', zh: '门巴族', en: 'Monba' },
    { key: 'lhoba', code: '55', zh: '珞巴族', en: 'Lhoba' },
    { key: 'jino', code: '56', zh: '基诺族', en: 'Jino' },
    { key: 'unidentified', code: '97', zh: '其他', en: 'other', also: ['穿青人', '未识别民族'] },
    { key: 'foreignOrigin', code: '98', zh: '外国血统中国籍人士', en: 'of foreign origin' },
  ],
})

/** What the household register and the file say about being registered. */
export const registerStates = codeList({
  id: 'registerState',
  zh: '在册状态',
  en: 'State on the register',
  source: 'a deployed civil-affairs register',
  rows: [
    { key: 'registered', zh: '登记在册', en: 'on the register', also: ['在册'] },
    { key: 'exited', zh: '退出', en: 'has left the register', also: ['已退出', '注销'] },
  ],
})

/** Why a child leaves the register; leaving is an event, never a deletion. */
export const exitReasons = codeList({
  id: 'exitReason',
  zh: '退出原因',
  en: 'Reason for leaving the register',
  source: 'general practice of registers',
  rows: [
    { key: 'parentReturned', zh: '父母返乡', en: 'a parent came back' },
    { key: 'movedWithParents', zh: '随迁', en: 'moved to live with the parents', also: ['随父母外出'] },
    { key: 'reachedAge', zh: '满16周岁', en: 'reached the age limit', also: ['满16', '超龄'] },
    { key: 'died', zh: '死亡', en: 'died' },
    { key: 'adopted', zh: '送养', en: 'adopted' },
    { key: 'movedAway', zh: '迁出', en: 'moved to another county' },
    { key: 'registeredInError', zh: '错误登记', en: 'registered in error', also: ['误登'] },
  ],
})
