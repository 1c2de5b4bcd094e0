/**
 * Names of the elements of the resources that are read here and of their data types, so that a pointer shows no name that somebody
 * made up.
 * @source fhir.schema.json of FHIR R4 (4.0.1)
 */
export const elementNames: ReadonlySet<string> = new Set(
  [
    'achievementStatus action active activity actor additionalInstruction address addresses age answer appliesTo',
    'appointmentType asNeededBoolean asNeededCodeableConcept assigner author authorReference authorString authored',
    'authoredOn authority basedOn basis birthDate bodySite boundsDuration boundsPeriod boundsRange businessStatus',
    'cancelationReason careTeam category citation city class code codeFilter coding comment communication comparator',
    'component condition contact contained contentType contributor count countMax country created creation currency',
    'dailyAmount data dataAbsentReason dataPeriod date dateFilter dateTime dayOfWeek deceasedBoolean deceasedDateTime',
    'definition denominator derivedFrom description detail detailBoolean detailCodeableConcept detailInteger',
    'detailQuantity detailRange detailRatio detailString device dimensions direction display district div',
    'doNotPerform document documentType documentation doseAndRate doseNumberPositiveInt doseNumberString doseQuantity',
    'doseRange dueDate dueDuration duration durationMax durationUnit education effectiveDateTime effectiveInstant',
    'effectivePeriod effectiveTiming encounter end entry etag event executionPeriod expirationDate expressedBy',
    'expression extension factor family focus for frequency frequencyMax fullUrl function fundingSource gender',
    'generalPractitioner given goal groupIdentifier hasMember hash high id identifier ifMatch ifModifiedSince',
    'ifNoneExist ifNoneMatch implicitRules input instantiatesCanonical instantiatesUri insurance intent',
    'interpretation isSubpotent issued item kind label language lastModified lastUpdated lifecycleStatus limit line',
    'link linkId location lotNumber low lowerLimit managingOrganization manufacturer maritalStatus max',
    'maxDosePerAdministration maxDosePerLifetime maxDosePerPeriod meaning measure meta method min minutesDuration',
    'mitigation mode modifierExtension multipleBirthBoolean multipleBirthInteger mustSupport name note numerator',
    'occurrenceDateTime occurrencePeriod occurrenceString offset onBehalfOf organization origin other outcome',
    'outcomeCode outcomeCodeableConcept outcomeReference output owner parent partOf participant path patient',
    'patientInstruction performer performerType period periodMax periodUnit photo policy policyRule postalCode',
    'prediction preferred prefix presentationDate primarySource priority probabilityDecimal probabilityRange',
    'productCodeableConcept productReference profile programEligibility progress protocolApplied provision',
    'publicationDate purpose qualitativeRisk quantity questionnaire rank rateQuantity rateRange rateRatio rationale',
    'reaction reasonCode reasonReference recipient recorded reference referenceRange relation relationship',
    'relativeRisk relevantHistory repeat repetitions replaces reportOrigin reported request requestedPeriod requester',
    'required resource resourceType response restriction role route scheduledPeriod scheduledString scheduledTiming',
    'scope score search searchParam security securityLabel sequence series seriesDosesPositiveInt seriesDosesString',
    'serviceCategory serviceType sigFormat signature site size slot sort source sourceAttachment sourceReference',
    'specialty specimen start startCodeableConcept startDate state status statusDate statusReason subject',
    'subjectCodeableConcept subjectReference subpotentReason suffix supportingInfo supportingInformation system tag',
    'target targetDisease targetFormat telecom text time timeOfDay timestamp timing timingDate timingDateTime',
    'timingReference timingTiming title total type unit upperLimit uri url use userSelected vaccineCode value',
    'valueAddress valueAge valueAnnotation valueAttachment valueBase64Binary valueBoolean valueCanonical valueCode',
    'valueCodeableConcept valueCoding valueContactDetail valueContactPoint valueContributor valueCount',
    'valueDataRequirement valueDate valueDateTime valueDecimal valueDistance valueDosage valueDuration',
    'valueExpression valueHumanName valueId valueIdentifier valueInstant valueInteger valueMarkdown valueMoney',
    'valueOid valueParameterDefinition valuePeriod valuePositiveInt valueQuantity valueRange valueRatio',
    'valueReference valueRelatedArtifact valueSampledData valueSet valueSignature valueString valueTime valueTiming',
    'valueTriggerDefinition valueUnsignedInt valueUri valueUrl valueUsageContext valueUuid verification',
    'verificationDate verified verifiedWith version versionId when whenPeriod whenRange who',
  ]
    .join(' ')
    .split(' '),
)
