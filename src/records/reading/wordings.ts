/**
 * What clerks also write, by list and key: words that stand in no published list and mean one code beyond doubt. Read, never
 * written.
 */
export const wordings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { male: '男生 男孩子 小男孩', female: '女生 女孩子 小女孩' },
  ethnicity: { uygur: '维族', mongol: '蒙族', chosen: '朝族', kazak: '哈族' },
  hukouNature: {
    rural: '农业户籍 农业户 农村居民 农村户籍 农户 农',
    urban: '城镇居民 城市户口 城市居民 非农户口 非农户籍 城镇户籍 非农业户 城市',
    resident: '居民 居民户 统一居民',
    unregistered: '无户籍 未落户 没上户口 待落户 未上户口',
  },
  parentStatus: {
    awayWorking:
      '外地务工 外地打工 在外地务工 在外地打工 进城务工 长期外出务工 长期在外务工 常年在外务工 外出工作 在外工作 外出务工经商 外出上班 在外上班 务工在外 外出谋生 在外 外出就业 外地上班',
    homeCapable: '在家照顾 在家监护 在家带孩子 有监护能力 在家抚养 在家看护 在家有能力监护 居家',
    homeIncapable:
      '在家无能力监护 丧失监护能力 无力监护 无能力监护 患病在家 残疾在家 在家重病 在家重残 在家患病 重病 重残 精神残疾 精神病 在家重病重残',
    dead: '已去世 已死 死 亡 已病故 意外死亡 已亡故 离世 已离世 身故 已过世 已亡',
    missing: '失踪人员 已失踪',
    lostContact: '失去联络 无法联系 长期失联 联系不到 断联 已失联 杳无音信',
    imprisoned: '在监狱服刑 监狱服刑 被判刑 判刑 入狱 在服刑 劳改 监禁 正在服刑 服刑期',
    compulsoryTreatment: '戒毒所 强戒中 戒毒中 强制隔离 强制隔离戒毒中 强制戒毒中',
    divorcedAway: '离异后外出务工 离婚后外出 离异外出务工 离异在外 离婚外出务工 离异在外务工 离异，外出',
    divorcedNotRaising: '离异不抚养 离婚不抚养 已离异 已离婚 已改嫁 离异改嫁 再婚',
    whereaboutsUnknown: '去向不详 下落不详 不知去向',
  },
  relation: {
    paternalGrandfather: '亲爷爷 祖孙(爷爷)',
    paternalGrandmother: '亲奶奶 祖孙(奶奶)',
    grandparent: '祖孙 祖孙关系 爷孙 婆孙 隔代',
    maternalGrandfather: '姥爷爷 阿公',
    maternalGrandmother: '外祖母 阿婆',
    elderBrother: '亲哥 亲哥哥 二哥 兄长',
    elderSister: '亲姐 亲姐姐 二姐',
    unclePaternalElder: '大伯父 二伯 三伯 二伯父 三伯父',
    auntPaternalElder: '大伯母 二伯母 大娘',
    unclePaternalYounger: '大叔 二叔 三叔 四叔 亲叔叔 亲叔 二叔叔',
    auntPaternalYounger: '婶娘 二婶 三婶 大婶',
    uncleMaternal: '大舅 二舅 三舅 小舅 亲舅舅 大舅舅 小舅舅',
    auntMaternalByMarriage: '大舅妈 二舅妈 小舅妈 舅娘',
    auntMaternal: '二姨 三姨 大姨妈 小姨妈 亲姨',
    auntPaternal: '大姑 二姑 三姑 小姑 小姑姑 大姑姑 亲姑姑 姑娘娘',
    otherRelative:
      '其他亲戚 堂叔 表叔 堂伯 表姑 堂姑 表姨 姑婆 姨婆 舅公 舅婆 叔公 叔婆 伯公 伯婆 嫂子 嫂 嫂嫂 姐夫 旁系亲属',
    neighbour: '乡邻 邻里乡亲 隔壁邻居',
  },
  health: {
    healthy: '正常 健康正常 身体良好 好 很好 无病 身体好 身体正常 较健康 良',
    weak: '身体较弱 虚弱 弱 体质弱 体质较弱 亚健康 身体一般 偏弱 较差 欠佳',
    chronic: '患有慢性病 有慢性病 慢病 慢性病患者',
    grave: '患有重病 身患重病 重疾 重症 患大病 严重疾病 身患大病 大病患者 患有大病',
    disabled: '残 有残疾 重残 轻残 重度残疾',
  },
  hardship: {
    dibao: '低保家庭 享受低保 农村低保户 城市低保 城镇低保 低保对象 低保兜底',
    tekun: '特困户 特困家庭 特困供养人员 五保户 特困救助供养 特困对象',
    registeredPoor:
      '建档立卡贫困户 建卡户 贫困户 脱贫 脱贫家庭 脱贫监测户 边缘易致贫户 突发严重困难户 防返贫监测户 已脱贫户 建档立卡脱贫户 脱贫人口 三类户 监测对象',
    dibaoMargin: '低收入 低收入家庭 低收入户 边缘户 低保边缘人口 低收入人口',
    unattended: '事实孤儿 事实无人抚养对象',
    severeDisability: '重度残疾人 重残户',
    graveIllness: '重病户 大病户 患大病',
  },
  guardianshipRating: {
    good: '优 优秀 很好 良 好的',
    fair: '中 合格 基本合格 及格 一般化',
    poor: '很差 不合格 差等 极差',
  },
  contactChannel: {
    phone: '通电话 电话联系 手机通话 语音 语音通话 微信语音 电话通话 电话沟通',
    video: 'QQ视频 视频聊天 视频连线 视频联系 视屏',
    wechatVideo: '微信视频聊天 微信联系 微信通话',
    message: '发短信 微信消息 微信文字 微信留言 短信息',
    metAtHome: '回家见面 面对面 当面见面 回乡 返乡探望 回家探望 回乡见面 探望 返乡看望 回乡探望 团聚',
  },
  schooling: {
    notEntered: '学前 未入幼儿园 未上幼儿园 未入学(园) 未到入学年龄 散居',
    droppedOut: '退学 中途辍学 已辍学 已退学',
    vocational: '职业学校 中等职业学校 职业高中 中职学校 技工学校',
    juniorSecondary: '初中学校 普通初中',
    seniorSecondary: '普通高中 高级中学',
    notAtSchool: '未就学 未就读 不在校',
  },
}
