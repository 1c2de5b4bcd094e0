type Tree = Record<string, unknown>
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly Tree[] => (Array.isArray(value) ? value.filter(isTree) : [])

/** Elements that R4 asks for and that its JSON Schema lets be left out, because a primitive may be there by an extension alone. */
const asked: Readonly<Record<string, readonly string[]>> = {
  Appointment: ['status'],
  CarePlan: ['status', 'intent'],
  Consent: ['status'],
  Flag: ['status'],
  Goal: ['lifecycleStatus'],
  Immunization: ['status'],
  Observation: ['status'],
  QuestionnaireResponse: ['status'],
  RiskAssessment: ['status'],
  Task: ['status', 'intent'],
}

/** What of the rules of FHIR R4 that no JSON Schema can say a Bundle breaks: elements that are asked for, ele-1, ext-1, per-1, app-3, ppc-1, obs-6, bdl-7, and references that lead nowhere. */
export function brokenInvariants(bundle: unknown): readonly string[] {
  const broken: string[] = []
  const entries = isTree(bundle) ? list(bundle['entry']) : []
  const urls = entries.map((entry) => entry['fullUrl'])
  if (new Set(urls).size !== urls.length) broken.push('bdl-7: an address twice')
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      if (value.length === 0) broken.push(`ele-1: empty list at ${path}`)
      for (const [n, item] of value.entries()) visit(item, `${path}/${String(n)}`)
    } else if (isTree(value)) {
      if (Object.keys(value).length === 0) broken.push(`ele-1: empty object at ${path}`)
      look(value, path)
      for (const [key, item] of Object.entries(value)) visit(item, `${path}/${key}`)
    } else if (value === '' || value === null || value === undefined) broken.push(`ele-1: nothing at ${path}`)
  }
  const look = (value: Tree, path: string): void => {
    for (const extension of list(value['extension'])) {
      const says = Object.keys(extension).filter((key) => /^_?value/.test(key)).length
      if (says + (extension['extension'] === undefined ? 0 : 1) !== 1) broken.push(`ext-1 at ${path}`)
    }
    if (typeof value['start'] === 'string' && typeof value['end'] === 'string' && value['start'] > value['end'])
      broken.push(`per-1 at ${path}`)
    if (typeof value['reference'] === 'string' && !urls.includes(value['reference']))
      broken.push(`a reference that leads nowhere at ${path}`)
    for (const one of [...list(value['coding']), ...list(value['identifier'])])
      if (!/^(?:urn:|https?:\/\/)\S+$/.test(String(one['system']))) broken.push(`no system at ${path}`)
  }
  visit(bundle, '')
  for (const { resource, fullUrl } of entries) {
    if (!isTree(resource)) continue
    const { resourceType: type } = resource
    if (fullUrl !== `urn:uuid:${String(resource['id'])}`) broken.push('an id that is not the address')
    for (const name of asked[String(type)] ?? [])
      if (typeof resource[name] !== 'string' && !isTree(resource[`_${name}`]))
        broken.push(`${String(type)} without ${name}`)
    if (type === 'Appointment' && list(resource['participant']).some(({ status }) => typeof status !== 'string'))
      broken.push('a participant without a status')
    if (type === 'QuestionnaireResponse' && list(resource['item']).some(({ linkId }) => typeof linkId !== 'string'))
      broken.push('an item without its link')
    if (
      type === 'Immunization' &&
      !['occurrenceDateTime', '_occurrenceDateTime', 'occurrenceString'].some((key) => resource[key] !== undefined)
    )
      broken.push('a dose that happened at no time')
    if (type === 'Appointment') {
      const timed = resource['start'] !== undefined && resource['end'] !== undefined
      if (!timed && !['proposed', 'cancelled', 'waitlist'].includes(String(resource['status']))) broken.push('app-3')
    }
    if (type === 'Consent' && resource['policy'] === undefined && resource['policyRule'] === undefined)
      broken.push('ppc-1')
    if (type === 'Observation') {
      const says = ['valueQuantity', 'valueBoolean'].some((key) => resource[key] !== undefined)
      if (says && resource['dataAbsentReason'] !== undefined) broken.push('obs-6')
      if (!says && resource['dataAbsentReason'] === undefined) broken.push('an Observation that says nothing')
    }
  }
  return broken
}
