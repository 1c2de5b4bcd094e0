import { codeList } from './code-list.ts'

/**
 * The nine situations that must be reported at once. Girl and boy, below and above 14 differ in the wording of 2 and 3; harm to
 * a boy is recorded under 1 or 9.
 */
export const situations = codeList({
  id: 'situation',
  zh: '强制报告情形',
  en: 'Situation of mandatory report',
  source: '关于建立侵害未成年人案件强制报告制度的意见（试行） 2020, art. 4; items 8 and 9 general knowledge',
  rows: [
    {
      key: 'privateInjury',
      code: '1',
      zh: '生殖器官或隐私部位遭受或疑似遭受非正常损伤',
      en: 'abnormal injury of private parts',
      also: ['隐私部位异常损伤'],
    },
    {
      key: 'assaultUnder14',
      code: '2',
      zh: '不满十四周岁的女性遭受或疑似遭受性侵害、怀孕、流产',
      en: 'girl under 14: suspected sexual assault, pregnancy, abortion',
    },
    {
      key: 'pregnancyFrom14',
      code: '3',
      zh: '十四周岁以上的女性遭受或疑似遭受性侵害所致怀孕、流产',
      en: 'girl from 14: pregnancy or abortion from suspected assault',
    },
    {
      key: 'violence',
      code: '4',
      zh: '身体存在多处损伤、严重营养不良、意识不清，存在或疑似存在受到家庭暴力、欺凌、虐待、殴打或者被人麻醉',
      en: 'many injuries, severe malnutrition or unconsciousness with suspected violence, bullying, abuse',
      also: ['多处损伤或疑似家暴欺凌'],
    },
    {
      key: 'unnaturalHarm',
      code: '5',
      zh: '因自杀、自残、工伤、中毒、被人麻醉、殴打等非正常原因导致伤残、死亡',
      en: 'disability or death from suicide, self-harm, work injury, poisoning, beating or other abnormal cause',
      also: ['自杀自残中毒等非正常伤害'],
    },
    {
      key: 'abandoned',
      code: '6',
      zh: '被遗弃或长期处于无人照料状态',
      en: 'abandoned or long unattended',
      also: ['遗弃或长期无人照料'],
    },
    {
      key: 'missingOrTrafficked',
      code: '7',
      zh: '来源不明、失踪或者被拐卖、收买',
      en: 'of unknown origin, missing, trafficked or bought',
      also: ['来源不明失踪被拐卖'],
    },
    {
      key: 'organisedBegging',
      code: '8',
      zh: '被组织乞讨',
      en: 'made to beg in an organised way',
      also: ['组织乞讨'],
    },
    {
      key: 'otherSevereHarm',
      code: '9',
      zh: '其他严重侵害未成年人身心健康的情形或未成年人正在面临不法侵害危险',
      en: 'other severe harm or present danger of it',
      also: ['其他严重侵害或危险'],
    },
  ],
})

/** Emergencies that a visit also looks for; they are critical although not all of them are among the nine. */
export const emergencies = codeList({
  id: 'emergency',
  zh: '紧急情形',
  en: 'Emergency',
  source: '未成年人保护法 art. 21; emergency list of a social-work instrument',
  rows: [
    { key: 'livingAlone', zh: '独自居住', en: 'lives alone', also: ['独居', '独自生活'] },
    { key: 'unattended', zh: '无人看护', en: 'left unattended', also: ['无人照看'] },
    { key: 'selfHarmTalk', zh: '有自伤自杀言行', en: 'speaks of or does self-harm' },
    { key: 'runaway', zh: '离家出走或流浪', en: 'runs away, lives in the street' },
    { key: 'illegalWork', zh: '被非法雇用', en: 'illegally employed', also: ['童工'] },
    { key: 'familyCatastrophe', zh: '家庭突遭变故', en: 'catastrophe in the family' },
  ],
})

/** What a visitor can say of each item of the checklist. `notSeen` is a dated negative fact, `notChecked` is nothing. */
export const sightings = codeList({
  id: 'sighting',
  zh: '查看结果',
  en: 'Seen, not seen, or not checked',
  source: 'visit sheets of counties',
  rows: [
    { key: 'seen', zh: '有', en: 'seen', also: ['是', '发现', '存在'] },
    { key: 'notSeen', zh: '无', en: 'looked for and not seen', also: ['否', '未发现', '没有'] },
    { key: 'notChecked', zh: '未查', en: 'not checked', also: ['未检查', '未看', '未核实', '不清楚'] },
  ],
})

/** Whether the child was spoken to alone, and if not, why not. */
export const spokenAloneAnswers = codeList({
  id: 'spokenAlone',
  zh: '单独交谈',
  en: 'Whether the child was spoken to alone, and if not, why not',
  source: 'visit sheets of counties',
  rows: [
    { key: 'yes', zh: '是', en: 'yes', also: ['有', '已单独交谈'] },
    { key: 'no', zh: '否', en: 'no, reason not given', also: ['没有', '未'] },
    { key: 'carerPresent', zh: '监护人在场', en: 'no: the carer was present', also: ['家长在场', '有监护人在场'] },
    { key: 'childAway', zh: '儿童不在家', en: 'no: the child was not there', also: ['孩子不在家', '未见到儿童'] },
    { key: 'childUnwilling', zh: '儿童不愿意', en: 'no: the child did not want to', also: ['孩子不愿意'] },
    { key: 'tooYoung', zh: '年龄太小', en: 'no: too young to talk' },
  ],
})

/** Bad (28) and serious bad (38) behaviours of the Law on Preventing Juvenile Delinquency, as code list. */
export const behaviours = codeList({
  id: 'behaviour',
  zh: '不良行为',
  en: 'Bad or serious bad behaviour',
  source: '预防未成年人犯罪法 2020, art. 28 and 38',
  rows: [
    { key: 'smokingDrinking', code: '28.1', zh: '吸烟、饮酒', en: 'smoking, drinking' },
    { key: 'truancy', code: '28.2', zh: '多次旷课、逃学', en: 'repeated truancy', also: ['旷课', '逃学'] },
    {
      key: 'nightAway',
      code: '28.3',
      zh: '无故夜不归宿、离家出走',
      en: 'away overnight without reason, running away',
      also: ['夜不归宿', '离家出走'],
    },
    { key: 'internet', code: '28.4', zh: '沉迷网络', en: 'lost in the internet', also: ['网瘾', '沉迷游戏'] },
    {
      key: 'badCompany',
      code: '28.5',
      zh: '与社会上具有不良习性的人交往，组织或者参加实施不良行为的团伙',
      en: 'keeps bad company, gangs',
    },
    {
      key: 'unfitPlaces',
      code: '28.6',
      zh: '进入法律法规规定未成年人不宜进入的场所',
      en: 'enters places closed to minors',
    },
    { key: 'gambling', code: '28.7', zh: '参与赌博、变相赌博，或者参加封建迷信、邪教等活动', en: 'gambling, cults' },
    {
      key: 'harmfulMaterial',
      code: '28.8',
      zh: '阅览、观看或者收听宣扬淫秽、色情、暴力、恐怖、极端等内容的读物、音像制品或者网络信息等',
      en: 'consumes obscene, violent or extremist material',
    },
    { key: 'otherBad', code: '28.9', zh: '其他不利于未成年人身心健康成长的不良行为', en: 'other bad behaviour' },
    {
      key: 'brawling',
      code: '38.1',
      zh: '结伙斗殴，追逐、拦截他人，强拿硬要或者任意损毁、占用公私财物等寻衅滋事行为',
      en: 'brawling, harassment, damage',
      also: ['打架', '斗殴'],
    },
    {
      key: 'weapons',
      code: '38.2',
      zh: '非法携带枪支、弹药或者弩、匕首等国家规定的管制器具',
      en: 'carries forbidden weapons',
    },
    {
      key: 'assault',
      code: '38.3',
      zh: '殴打、辱骂、恐吓，或者故意伤害他人身体',
      en: 'beats, insults, threatens or injures',
    },
    {
      key: 'theft',
      code: '38.4',
      zh: '盗窃、哄抢、抢夺或者故意损毁公私财物',
      en: 'theft, robbery, wilful damage',
      also: ['偷窃', '盗窃'],
    },
    { key: 'obscenity', code: '38.5', zh: '传播淫秽的读物、音像制品或者信息等', en: 'spreads obscene material' },
    { key: 'prostitution', code: '38.6', zh: '卖淫、嫖娼，或者进行淫秽表演', en: 'prostitution, obscene shows' },
    { key: 'drugs', code: '38.7', zh: '吸食、注射毒品，或者向他人提供毒品', en: 'drugs' },
    { key: 'heavyGambling', code: '38.8', zh: '参与赌博赌资较大', en: 'gambling for large stakes' },
    {
      key: 'otherSerious',
      code: '38.9',
      zh: '其他严重危害社会的行为',
      en: 'other behaviour gravely harmful to society',
    },
  ],
})

/** The four colours that some counties paint on paper files; read and kept, never used by a rule. */
export const riskColours = codeList({
  id: 'riskColour',
  zh: '风险颜色',
  en: 'Colour on the paper file',
  source: 'problem form of a civil-affairs register; Wujin district four-colour files',
  rows: [
    { key: 'red', zh: '红', en: 'red, high', also: ['红色', '高风险', '高'] },
    { key: 'yellow', zh: '黄', en: 'yellow, medium', also: ['黄色', '中风险', '橙', '橙色'] },
    { key: 'blue', zh: '蓝', en: 'blue, low', also: ['蓝色', '低风险'] },
    { key: 'green', zh: '绿', en: 'green, ordinary', also: ['绿色', '正常'] },
  ],
})

/** Modules of school safety education and the topics under them. */
export const safetyTopics = codeList({
  id: 'safetyTopic',
  zh: '安全主题',
  en: 'Topic of safety education',
  source: '中小学公共安全教育指导纲要 国办发〔2007〕9号; topics in general use',
  rows: [
    { key: 'drowning', zh: '防溺水', en: 'drowning', also: ['溺水'] },
    { key: 'traffic', zh: '交通安全', en: 'traffic', also: ['交通'] },
    { key: 'fire', zh: '消防安全', en: 'fire', also: ['消防', '防火'] },
    { key: 'electricityGas', zh: '用电用气安全', en: 'electricity and gas' },
    { key: 'sexualAbuse', zh: '防性侵', en: 'sexual-abuse prevention', also: ['sexual abuse', '预防性侵害'] },
    { key: 'bullying', zh: '防欺凌', en: 'bullying', also: ['校园欺凌', '防校园欺凌'] },
    { key: 'online', zh: '网络安全', en: 'online safety', also: ['防诈骗', '网络'] },
    { key: 'earthquake', zh: '防震减灾', en: 'earthquake', also: ['地震', '防震'] },
    { key: 'flood', zh: '防汛防洪', en: 'flood', also: ['洪水'] },
    { key: 'evacuation', zh: '紧急疏散', en: 'evacuation', also: ['疏散', '应急疏散'] },
    { key: 'firstAid', zh: '急救', en: 'first aid', also: ['自救互救'] },
    { key: 'foodMedicine', zh: '食品药品安全', en: 'food and medicine' },
    { key: 'trafficking', zh: '防拐骗', en: 'strangers and trafficking', also: ['防拐'] },
    { key: 'lifeEducation', zh: '生命教育', en: 'life education' },
    { key: 'drugs', zh: '禁毒', en: 'drugs', also: ['禁毒教育'] },
    { key: 'selfProtection', zh: '自我保护', en: 'self-protection', also: ['自护'] },
    { key: 'rights', zh: '权利与法律', en: 'rights and law', also: ['法治教育'] },
  ],
})
