import { codeList } from './code-list.ts'

/** Activities and interests: what children like, what groups do, what volunteers can teach. */
export const activities = codeList({
  id: 'activity',
  zh: '活动',
  en: 'Activity or interest',
  source: 'founding brief (model aircraft to help for the elderly); school practice',
  rows: [
    { key: 'modelAircraft', zh: '航模', en: 'model aircraft', also: ['航空模型', '模型制作'] },
    { key: 'planting', zh: '种植', en: 'planting', also: ['植物种植', '种花'] },
    { key: 'reading', zh: '阅读', en: 'reading', also: ['读书', '看书'] },
    { key: 'calligraphy', zh: '书法', en: 'calligraphy', also: ['写字', '毛笔字'] },
    { key: 'painting', zh: '绘画', en: 'painting', also: ['画画', '美术', '画'] },
    { key: 'calligraphyPainting', zh: '书画', en: 'calligraphy and painting' },
    { key: 'literaryEvening', zh: '文艺晚会', en: 'literary evening' },
    { key: 'singing', zh: '唱歌', en: 'singing', also: ['歌唱', '音乐'] },
    { key: 'singingContest', zh: '歌咏比赛', en: 'singing contest', also: ['唱歌比赛'] },
    { key: 'campusGreening', zh: '校园绿化', en: 'campus greening' },
    { key: 'martyrFamilyVisit', zh: '慰问烈属', en: 'visit to martyrs families', also: ['慰问烈士家属'] },
    { key: 'helpElderlyDisabled', zh: '助老助残', en: 'help for the elderly and disabled' },
    { key: 'dancing', zh: '舞蹈', en: 'dancing', also: ['跳舞'] },
    { key: 'handicraft', zh: '手工', en: 'handicraft', also: ['手工制作', '剪纸'] },
    { key: 'science', zh: '科学实验', en: 'science experiments', also: ['科学', '小实验'] },
    { key: 'basketball', zh: '篮球', en: 'basketball', also: ['打篮球'] },
    { key: 'football', zh: '足球', en: 'football', also: ['踢足球'] },
    { key: 'sports', zh: '体育', en: 'sports', also: ['运动', '跑步'] },
    { key: 'chess', zh: '棋类', en: 'board games', also: ['下棋', '象棋', '围棋'] },
    { key: 'drama', zh: '表演', en: 'drama', also: ['戏剧', '话剧'] },
  ],
})

/** What a volunteer can do for a child. */
export const skills = codeList({
  id: 'skill',
  zh: '特长',
  en: 'What a volunteer can do',
  source: 'volunteer sheets of counties',
  rows: [
    { key: 'tutoring', zh: '辅导作业', en: 'help with homework', also: ['学业辅导', '辅导功课'] },
    { key: 'listening', zh: '心理疏导', en: 'lay emotional support', also: ['心理辅导', '心理咨询', '谈心'] },
    { key: 'healthCare', zh: '医疗保健', en: 'health care', also: ['医疗', '保健'] },
    { key: 'sports', zh: '体育', en: 'sports', also: ['运动'] },
    { key: 'music', zh: '音乐', en: 'music', also: ['唱歌', '乐器'] },
    { key: 'painting', zh: '绘画', en: 'painting', also: ['画画', '美术'] },
    { key: 'calligraphy', zh: '书法', en: 'calligraphy' },
    { key: 'reading', zh: '阅读', en: 'reading' },
    { key: 'planting', zh: '种植', en: 'planting' },
    { key: 'modelAircraft', zh: '航模', en: 'model aircraft' },
    { key: 'handicraft', zh: '手工', en: 'handicraft' },
    { key: 'dancing', zh: '舞蹈', en: 'dancing' },
    { key: 'science', zh: '科学实验', en: 'science experiments' },
  ],
})

/** Languages and dialects in which one can talk. */
export const languages = codeList({
  id: 'language',
  zh: '语言',
  en: 'Language or dialect',
  source: 'volunteer sheets of counties; ISO 639-3 where one exists',
  rows: [
    { key: 'mandarin', code: 'cmn', zh: '普通话', en: 'Mandarin', also: ['国语', '汉语'] },
    { key: 'localDialect', zh: '本地话', en: 'the local dialect', also: ['方言', '当地话', '本地方言', '威宁话'] },
    { key: 'yi', code: 'iii', zh: '彝语', en: 'Yi', also: ['彝族语', '彝话'] },
    { key: 'miao', code: 'hmn', zh: '苗语', en: 'Miao', also: ['苗族语', '苗话'] },
    { key: 'buyei', code: 'pcc', zh: '布依语', en: 'Buyei', also: ['布依话'] },
    { key: 'zhuang', code: 'zha', zh: '壮语', en: 'Zhuang' },
    { key: 'tibetan', code: 'bod', zh: '藏语', en: 'Tibetan' },
    { key: 'uygur', code: 'uig', zh: '维吾尔语', en: 'Uygur', also: ['维语'] },
    { key: 'mongol', code: 'mon', zh: '蒙古语', en: 'Mongolian' },
    { key: 'sign', zh: '手语', en: 'sign language' },
  ],
})

/** What a preference is about. */
export const preferenceTopics = codeList({
  id: 'preferenceTopic',
  zh: '偏好内容',
  en: 'What it is about',
  source: 'founding brief (specific preferences); practice',
  rows: [
    { key: 'activity', zh: '活动', en: 'activity' },
    { key: 'food', zh: '饮食与习俗', en: 'food and custom' },
    { key: 'subject', zh: '学科', en: 'school subject' },
    { key: 'language', zh: '语言', en: 'language' },
    { key: 'callName', zh: '称呼', en: 'name to be called by' },
    { key: 'trustedAdult', zh: '信任的大人', en: 'trusted adult' },
    { key: 'whomToPhone', zh: '想给谁打电话、何时', en: 'whom to phone and when' },
    { key: 'helper', zh: '是否愿意结对', en: 'helper wanted or not' },
    { key: 'gift', zh: '礼物', en: 'gift' },
    { key: 'fear', zh: '害怕的事', en: 'fear' },
    { key: 'wish', zh: '心愿', en: 'wish' },
  ],
})

/** What the child or somebody else says about it. */
export const stances = codeList({
  id: 'stance',
  zh: '态度',
  en: 'What is said of it',
  source: 'practice',
  rows: [
    { key: 'likes', zh: '喜欢', en: 'likes' },
    { key: 'dislikes', zh: '不喜欢', en: 'dislikes' },
    { key: 'wishes', zh: '希望', en: 'wishes' },
    { key: 'refuses', zh: '拒绝', en: 'refuses' },
  ],
})

/** Who said it; the child's own word comes first. */
export const speakers = codeList({
  id: 'speaker',
  zh: '说话人',
  en: 'Who said it',
  source: 'practice',
  rows: [
    { key: 'child', zh: '儿童本人', en: 'the child', also: ['本人', '孩子'] },
    { key: 'carer', zh: '照料人', en: 'the carer', also: ['监护人'] },
    { key: 'teacher', zh: '教师', en: 'a teacher', also: ['老师'] },
    { key: 'parent', zh: '父母', en: 'a parent', also: ['家长'] },
    { key: 'worker', zh: '工作人员', en: 'a worker', also: ['儿童主任'] },
  ],
})
