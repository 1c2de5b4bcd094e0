import { codeList } from './code-list.ts'

/** Relation of a person to the child, GB/T 4761-2008; `60`-type group codes stand for "not said which". */
export const relations = codeList({
  id: 'relation',
  zh: '与儿童关系',
  en: 'Relation to the child',
  source: 'GB/T 4761-2008',
  rows: [
    { key: 'father', code: '51', zh: '父亲', en: 'father', also: ['父', '爸爸', '父子', '父女'] },
    { key: 'mother', code: '52', zh: '母亲', en: 'mother', also: ['母', '妈妈', '母子', '母女'] },
    {
      key: 'stepOrAdoptiveFather',
      code: '57',
      zh: '继父或养父',
      en: 'stepfather or adoptive father',
      also: ['继父', '养父'],
    },
    {
      key: 'stepOrAdoptiveMother',
      code: '58',
      zh: '继母或养母',
      en: 'stepmother or adoptive mother',
      also: ['继母', '养母'],
    },
    {
      key: 'grandparent',
      code: '60',
      zh: '祖父母',
      en: 'grandparent, not said which',
      also: ['祖父母或外祖父母', '(外)祖父母', '（外）祖父母', '爷爷奶奶'],
    },
    {
      key: 'paternalGrandfather',
      code: '61',
      zh: '祖父',
      en: "father's father",
      also: ['爷爷', '爷', '公公', '祖孙（爷爷）'],
    },
    { key: 'paternalGrandmother', code: '62', zh: '祖母', en: "father's mother", also: ['奶奶', '奶', '婆婆'] },
    {
      key: 'maternalGrandfather',
      code: '63',
      zh: '外祖父',
      en: "mother's father",
      also: ['外公', '姥爷', '外爷', '家公'],
    },
    { key: 'maternalGrandmother', code: '64', zh: '外祖母', en: "mother's mother", also: ['外婆', '姥姥', '家婆'] },
    { key: 'greatGrandfather', code: '66', zh: '曾祖父', en: 'great-grandfather', also: ['太爷爷', '老祖'] },
    { key: 'greatGrandmother', code: '67', zh: '曾祖母', en: 'great-grandmother', also: ['太奶奶'] },
    { key: 'sibling', code: '70', zh: '兄弟姐妹', en: 'brother or sister, not said which' },
    { key: 'elderBrother', code: '71', zh: '兄', en: 'elder brother', also: ['哥哥', '哥', '大哥', '长兄'] },
    { key: 'youngerBrother', code: '73', zh: '弟', en: 'younger brother', also: ['弟弟'] },
    { key: 'elderSister', code: '75', zh: '姐姐', en: 'elder sister', also: ['姐', '大姐'] },
    { key: 'youngerSister', code: '77', zh: '妹妹', en: 'younger sister', also: ['妹'] },
    { key: 'unclePaternalElder', code: '81', zh: '伯父', en: "father's elder brother", also: ['大伯', '伯伯', '伯'] },
    {
      key: 'auntPaternalElder',
      code: '82',
      zh: '伯母',
      en: "wife of father's elder brother",
      also: ['大妈', '大娘', '伯娘'],
    },
    {
      key: 'unclePaternalYounger',
      code: '83',
      zh: '叔父',
      en: "father's younger brother",
      also: ['叔叔', '叔', '小叔', '幺叔'],
    },
    {
      key: 'auntPaternalYounger',
      code: '84',
      zh: '婶母',
      en: "wife of father's younger brother",
      also: ['婶婶', '婶子', '婶'],
    },
    { key: 'uncleMaternal', code: '85', zh: '舅父', en: "mother's brother", also: ['舅舅', '舅', '娘舅'] },
    { key: 'auntMaternalByMarriage', code: '86', zh: '舅母', en: "wife of mother's brother", also: ['舅妈', '舅娘'] },
    { key: 'uncleByAuntMaternal', code: '87', zh: '姨父', en: "husband of mother's sister", also: ['姨夫', '姨丈'] },
    {
      key: 'auntMaternal',
      code: '88',
      zh: '姨母',
      en: "mother's sister",
      also: ['姨妈', '姨', '小姨', '大姨', '姨娘'],
    },
    { key: 'uncleByAuntPaternal', code: '89', zh: '姑父', en: "husband of father's sister", also: ['姑夫', '姑丈'] },
    {
      key: 'auntPaternal',
      code: '90',
      zh: '姑母',
      en: "father's sister",
      also: ['姑姑', '姑妈', '姑', '娘娘', '姑娘'],
    },
    {
      key: 'cousinPaternal',
      code: '91',
      zh: '堂兄弟、堂姐妹',
      en: "cousin on the father's side",
      also: ['堂兄', '堂姐', '堂哥'],
    },
    {
      key: 'cousinMaternal',
      code: '92',
      zh: '表兄弟、表姐妹',
      en: "cousin on the mother's side",
      also: ['表兄', '表姐', '表哥'],
    },
    { key: 'otherRelative', code: '97', zh: '其他亲属', en: 'another relative', also: ['亲戚', '亲属', '远亲'] },
    { key: 'nanny', code: '98', zh: '保姆', en: 'paid carer', also: ['阿姨'] },
    { key: 'neighbour', zh: '邻居', en: 'neighbour', also: ['邻里', '邻人', '邻舍'] },
    { key: 'teacher', zh: '教师', en: 'teacher', also: ['老师', '班主任'] },
    { key: 'friendOfFamily', zh: '朋友', en: 'friend of the family', also: ['亲友', '亲朋', '亲戚朋友', '父母朋友'] },
    { key: 'notRelated', code: '99', zh: '非亲属', en: 'not related', also: ['无亲属关系'] },
  ],
})

/** Where a parent is and whether he or she can care; the list that paperwork uses. */
export const parentStatuses = codeList({
  id: 'parentStatus',
  zh: '父母状况',
  en: 'Where a parent is and whether he or she can care',
  source: 'forms of the 2016 register; list in general use',
  rows: [
    {
      key: 'awayWorking',
      zh: '外出务工',
      en: 'away working',
      also: ['务工', '外出', '外出打工', '打工', '在外务工', '外出经商', '在外打工'],
    },
    {
      key: 'homeCapable',
      zh: '在家有监护能力',
      en: 'at home, able to care',
      also: ['在家有能力', '在家', '在家务农', '务农', '在家有监护能力的'],
    },
    {
      key: 'homeIncapable',
      zh: '在家无监护能力',
      en: 'at home, not able to care',
      also: ['在家无能力', '无监护能力', '在家无监护能力的', '重病在家', '重残在家'],
    },
    { key: 'dead', zh: '死亡', en: 'dead', also: ['已故', '去世', '亡故', '病故', '已死亡', '过世'] },
    { key: 'missing', zh: '失踪', en: 'declared missing', also: ['宣告失踪'] },
    { key: 'lostContact', zh: '失联', en: 'out of contact', also: ['失去联系', '联系不上', '下落不明'] },
    {
      key: 'imprisoned',
      zh: '服刑',
      en: 'in prison',
      also: ['服刑在押', '服刑人员', '在押', '羁押', '坐牢', '服刑中'],
    },
    {
      key: 'compulsoryTreatment',
      zh: '强制戒毒',
      en: 'in compulsory drug treatment',
      also: ['强戒', '强制隔离戒毒', '戒毒'],
    },
    {
      key: 'divorcedAway',
      zh: '离异外出',
      en: 'divorced and away',
      also: ['离婚外出', '离异后外出', '离异，外出务工', '离异(外出)', '离异（外出）'],
    },
    {
      key: 'divorcedNotRaising',
      zh: '离异不直接抚养',
      en: 'divorced, does not raise the child',
      also: ['离异', '离异未抚养', '改嫁', '离婚'],
    },
    { key: 'whereaboutsUnknown', zh: '不详', en: 'whereabouts not known to anyone', also: ['去向不明', '情况不明'] },
  ],
})

/** Why the child is in delegated care. */
export const careReasons = codeList({
  id: 'careReason',
  zh: '委托照料原因',
  en: 'Why care is delegated',
  source: 'a deployed civil-affairs register',
  rows: [
    {
      key: 'bothAway',
      zh: '父母双方同时外出',
      en: 'both parents are away',
      also: ['父母双方外出', '双方外出', '父母均外出'],
    },
    {
      key: 'oneAwayOtherIncapable',
      zh: '一方外出另一方无监护能力',
      en: 'one is away, the other not able to care',
      also: ['一方外出、另一方无监护能力'],
    },
    { key: 'bothIncapable', zh: '双方无监护能力', en: 'neither is able to care', also: ['父母双方无监护能力'] },
  ],
})

/** Who cares in fact. */
export const actualCarers = codeList({
  id: 'actualCarer',
  zh: '实际监护',
  en: 'Who cares in fact',
  source: 'a deployed civil-affairs register',
  rows: [
    { key: 'grandparents', zh: '(外)祖父母', en: 'grandparents', also: ['祖父母', '外祖父母', '（外）祖父母'] },
    { key: 'relativesOrFriends', zh: '亲戚朋友', en: 'relatives or friends', also: ['亲戚', '朋友', '亲友'] },
    { key: 'nobody', zh: '无委托照料人', en: 'nobody', also: ['无人照料', '无人'] },
  ],
})

/** Kind of guardianship as the 2016 form grades it. */
export const guardianshipTypes = codeList({
  id: 'guardianshipType',
  zh: '监护类型',
  en: 'Kind of guardianship',
  source: 'register form of 2016',
  rows: [
    { key: 'unguarded', zh: '无人监护', en: 'nobody guards' },
    {
      key: 'parentIncapable',
      zh: '父或母无监护能力',
      en: 'a parent is not able to',
      also: ['父母一方外出另一方无监护能力'],
    },
    { key: 'delegateWeak', zh: '受委托人能力不足', en: 'the delegate is not able enough', also: ['受托人能力不足'] },
    { key: 'fair', zh: '一般', en: 'fair' },
    { key: 'good', zh: '较好', en: 'good' },
  ],
})

/** The three grades of guardianship of the 2016 form. */
export const guardianshipRatings = codeList({
  id: 'guardianshipRating',
  zh: '监护评估',
  en: 'Grade of guardianship',
  source: 'register form of 2016',
  rows: [
    { key: 'good', zh: '较好', en: 'good: the delegate does well', also: ['好', '良好'] },
    { key: 'fair', zh: '一般', en: 'fair: basic, with latent risk', also: ['尚可', '中等'] },
    { key: 'poor', zh: '差', en: 'poor: nobody guards, or not able', also: ['较差', '不好'] },
  ],
})

/** What guardians must not do or omit, after article 17 of the Law on the Protection of Minors. */
export const improperCares = codeList({
  id: 'improperCare',
  zh: '监护不当情形',
  en: 'Improper care',
  source: '未成年人保护法 art. 17',
  rows: [
    {
      key: 'abuse',
      zh: '虐待、遗弃、非法送养或家庭暴力',
      en: 'abuse, abandonment, unlawful placing out, domestic violence',
      also: ['虐待', '家庭暴力', '遗弃'],
    },
    { key: 'abets', zh: '放任、教唆或利用未成年人违法犯罪', en: 'lets or leads the child into crime' },
    { key: 'cult', zh: '放任、唆使参与邪教等活动', en: 'lets the child take part in cults or extremism' },
    {
      key: 'substances',
      zh: '放任、唆使吸烟饮酒、赌博、流浪乞讨或者欺凌他人',
      en: 'lets the child smoke, drink, gamble, beg or bully',
    },
    {
      key: 'truancy',
      zh: '放任或者迫使应当接受义务教育的未成年人失学、辍学',
      en: 'lets or makes the child leave compulsory school',
    },
    { key: 'internet', zh: '放任未成年人沉迷网络', en: 'lets the child get lost in the internet' },
    { key: 'harmfulMaterial', zh: '放任未成年人接触危害身心健康的内容', en: 'lets the child meet harmful material' },
    { key: 'unfitPlaces', zh: '放任未成年人进入不适宜活动的场所', en: 'lets the child enter unfit places' },
    { key: 'childLabour', zh: '允许或者迫使从事国家规定以外的劳动', en: 'lets or makes the child do forbidden work' },
    { key: 'earlyMarriage', zh: '允许、迫使结婚或者订立婚约', en: 'lets or makes the child marry' },
    { key: 'property', zh: '违法处分、侵吞未成年人财产', en: "takes the child's property" },
    { key: 'otherHarm', zh: '其他侵犯未成年人身心健康、财产权益的行为', en: 'other harm to body, mind or property' },
  ],
})

/** Grounds on which nobody may be chosen as delegate, article 22. */
export const delegateExclusions = codeList({
  id: 'delegateExclusion',
  zh: '不适宜受托情形',
  en: 'Ground on which nobody may be delegate',
  source: '未成年人保护法 art. 22',
  rows: [
    {
      key: 'violentRecord',
      zh: '曾实施性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为',
      en: 'has committed sexual assault, abuse, abandonment, trafficking or violence',
      also: ['有性侵、虐待等违法犯罪记录'],
    },
    {
      key: 'vices',
      zh: '有吸毒、酗酒、赌博等恶习',
      en: 'drugs, drink, gambling or other vices',
      also: ['吸毒', '酗酒', '赌博'],
    },
    {
      key: 'pastNeglect',
      zh: '曾拒不履行或者长期怠于履行监护、照护职责',
      en: 'has refused or long neglected care',
      also: ['曾怠于履行监护职责'],
    },
    { key: 'otherwiseUnfit', zh: '其他不适宜担任被委托人的情形', en: 'otherwise unfit' },
  ],
})

/** What a parent works at. */
export const workKinds = codeList({
  id: 'workKind',
  zh: '务工类型',
  en: 'Kind of work',
  source: 'general use',
  rows: [
    { key: 'factory', zh: '工厂', en: 'factory', also: ['制造业'] },
    { key: 'construction', zh: '建筑', en: 'construction', also: ['建筑业', '工地'] },
    { key: 'services', zh: '服务', en: 'services', also: ['服务业', '餐饮', '家政'] },
    { key: 'trade', zh: '经商', en: 'trade', also: ['个体经营'] },
  ],
})

/** How far away a parent works. */
export const workRanges = codeList({
  id: 'workRange',
  zh: '务工范围',
  en: 'How far away the work is',
  source: 'general use',
  rows: [
    { key: 'withinProvince', zh: '省内', en: 'within the province', also: ['省内务工'] },
    { key: 'otherProvince', zh: '跨省', en: 'in another province', also: ['省外', '省外务工'] },
    { key: 'abroad', zh: '境外', en: 'abroad', also: ['国外'] },
  ],
})

/** How parent and child, or parent and delegate, were in touch. */
export const contactChannels = codeList({
  id: 'contactChannel',
  zh: '联系方式',
  en: 'Channel of contact',
  source: 'general use',
  rows: [
    { key: 'phone', zh: '电话', en: 'telephone', also: ['打电话', '手机', '通话'] },
    { key: 'video', zh: '视频', en: 'video call', also: ['视频通话', '视频电话'] },
    { key: 'wechatVideo', zh: '微信视频', en: 'WeChat video call', also: ['微信', '微信视频通话'] },
    { key: 'message', zh: '短信', en: 'message', also: ['信息', '留言'] },
    { key: 'letter', zh: '书信', en: 'letter', also: ['写信', '信件'] },
    { key: 'metAtHome', zh: '返乡见面', en: 'came home and met', also: ['见面', '返乡', '回家', '当面'] },
    { key: 'homecoming', zh: '最近返乡', en: 'came home, as the column of homecomings says' },
  ],
})

/** Who was awarded care after a divorce. */
export const custodies = codeList({
  id: 'custody',
  zh: '抚养权',
  en: 'Who was awarded care',
  source: 'general use',
  rows: [
    { key: 'father', zh: '父亲直接抚养', en: 'father' },
    { key: 'mother', zh: '母亲直接抚养', en: 'mother' },
    { key: 'alternating', zh: '轮流抚养', en: 'both in turn' },
  ],
})

/** On what ground somebody other than a parent is guardian; the order is that of the law. */
export const guardianshipGrounds = codeList({
  id: 'guardianshipGround',
  zh: '监护依据',
  en: 'Ground of guardianship',
  source: '民法典 art. 27-32, general knowledge',
  rows: [
    { key: 'grandparents', zh: '祖父母、外祖父母', en: 'grandparents, by law' },
    { key: 'elderSiblings', zh: '兄、姐', en: 'elder brother or sister, by law' },
    {
      key: 'othersWilling',
      zh: '经村(居)民委员会或民政部门同意的其他个人或组织',
      en: 'others willing, with consent of the committee',
    },
    { key: 'will', zh: '遗嘱指定', en: "named in a parent's will" },
    { key: 'agreement', zh: '协议确定', en: 'by agreement of those entitled' },
    { key: 'appointed', zh: '指定监护', en: 'appointed by committee or court' },
    { key: 'temporary', zh: '民政部门临时监护', en: 'temporary guardianship of civil affairs' },
    { key: 'longTerm', zh: '民政部门长期监护', en: 'long-term guardianship of civil affairs' },
  ],
})
