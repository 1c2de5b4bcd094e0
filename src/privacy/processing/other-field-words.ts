import { parts, type Pointer } from '../../pointer.ts'
import { fieldWords, type Label } from './field-words.ts'

const label = (zh: string, en: string): Label => ({ zh, en })

/** What the fields of the records beside the file are called, where the file has no word for them or means something else. */
const words: Readonly<Record<string, Label>> = {
  activity: label('活动', 'activity'),
  agreementUntil: label('志愿协议到期日', 'end of the volunteer agreement'),
  author: label('制定人', 'author'),
  availability: label('可服务时间', 'availability'),
  by: label('何时需要', 'by when'),
  capacity: label('可承接人数', 'capacity'),
  check: label('违法犯罪记录查询结果', 'outcome of the record check'),
  child: label('儿童标识', 'id of the child'),
  code: label('区划代码', 'division code'),
  direction: label('收支方向', 'direction'),
  donor: label('捐赠人', 'donor'),
  endReason: label('终止原因', 'reason of the end'),
  expert: label('邀请对象', 'who is invited'),
  expertDays: label('受邀人可来的日子', 'days of the expert'),
  goals: label('目标', 'goals'),
  grades: label('年级', 'grades'),
  kinOfChild: label('是否本县儿童亲属', 'kin of a child of the county'),
  languages: label('语言', 'languages'),
  latitude: label('纬度', 'latitude'),
  longitude: label('经度', 'longitude'),
  minutes: label('时长', 'minutes'),
  name: label('姓名或名称', 'name'),
  notWith: label('不得结对的儿童', 'children not to be matched with'),
  occupation: label('职业', 'occupation'),
  politicalStatus: label('政治面貌', 'political status'),
  receiptNo: label('票据号', 'number of the receipt'),
  repeats: label('频次', 'how often'),
  restriction: label('捐赠用途限定', 'restriction of the gift'),
  reviewOn: label('复评日期', 'day of review'),
  role: label('角色', 'role'),
  safetyTopic: label('安全主题', 'safety topic'),
  size: label('尺码', 'size'),
  skills: label('技能', 'skills'),
  source: label('来源', 'source'),
  supportedBy: label('支持该结对的工作人员', 'worker who supports the match'),
  to: label('截止', 'to'),
  township: label('乡镇', 'township'),
  trainedOn: label('培训日期', 'day of training'),
  underConcern: label('是否有未结保护事项', 'whether a concern is open'),
  volunteer: label('志愿者标识', 'id of the volunteer'),
}

/** What a field of a record beside the file is called. */
export function otherFieldWords(path: Pointer): Label {
  const [key = ''] = parts(path)
  return (Object.hasOwn(words, key) ? words[key] : undefined) ?? fieldWords(path)
}
