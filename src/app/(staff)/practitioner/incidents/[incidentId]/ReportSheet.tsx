'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { IncidentOutput } from '#features/incident/schema.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import { useConditionWords } from '../../../desk/patient/use-condition-words.ts'
import { usePlace } from '../../use-place.ts'
import { useSay } from '../../visit/[appointmentId]/use-say.ts'
import classes from '../incidents.module.css'

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** What those ask for to whom an incident is reported, on one sheet. */
export const ReportSheet = ({ incident }: { incident: IncidentOutput }) => {
  const t = useTranslations('safety.incident')
  const place = usePlace()
  const conditionWords = useConditionWords()
  const at = (iso: string) => formatDateTime(Date.parse(iso), place)
  const [latest, ...earlier] = incident.reports
  const { ageYears, conditions, lot } = incident
  return (
    <article className={classes.report}>
      <dl className={classes.facts}>
        <Fact name={t('time')}>{at(incident.at)}</Fact>
        <Fact name={t('told')}>{incident.description}</Fact>
        <Fact name={t('patient')}>
          <bdi>{incident.patientName}</bdi>
          {ageYears === null ? null : `, ${t('age', { years: ageYears })}`}
        </Fact>
        <Fact name={t('conditions')}>
          {conditions.length === 0 ? t('none') : conditions.map(conditionWords).join(', ')}
        </Fact>
        <Fact name={t('treatedBy')}>{`${incident.practitionerName}, ${incident.profession}`}</Fact>
        <Fact name={t('visit')}>{`${at(incident.visitStartsAt)}, ${incident.roomName}`}</Fact>
        <Fact name={t('needlesUsed')}>
          {incident.needles.length === 0
            ? t('none')
            : incident.needles
                .map(({ areaName: area, needles, diameterMm, lengthMm, insertions }) =>
                  t('needle', { area, needles, diameter: diameterMm.toFixed(2), length: lengthMm, insertions }),
                )
                .join('\n')}
        </Fact>
        {lot === null ? null : (
          <Fact name={t('product')}>
            {lot.lotNumber === null
              ? t('lotUnknown', { product: lot.productName })
              : t('lotNumber', { product: lot.productName, lot: lot.lotNumber })}
          </Fact>
        )}
        {incident.corrections.map(({ needles, foundOn, countedAs, at: saidAt }) => (
          <Fact key={saidAt} name={t('found')}>
            {t('correction', {
              ...{ needles, day: formatDate(foundOn, place.locale) },
              counted: t(countedAs === 'missing' ? 'countedAs.missing' : 'countedAs.removed'),
            })}
          </Fact>
        ))}
        {latest === undefined ? null : <OneReport report={latest} areaNames={incident.areaNames} />}
      </dl>
      {latest === undefined ? <p className={classes.quiet}>{t('notWritten')}</p> : null}
      {earlier.length === 0 ? null : (
        <details className={classes.found}>
          <summary>{t('earlier')}</summary>
          {earlier.map((report) => (
            <dl key={report.version} className={classes.facts}>
              <OneReport report={report} areaNames={[]} />
            </dl>
          ))}
        </details>
      )}
      <p className={classes.quiet}>{t('reporting')}</p>
    </article>
  )
}

interface OneReportProps {
  report: IncidentOutput['reports'][number]
  areaNames: readonly string[]
}

const OneReport = ({ report, areaNames }: OneReportProps) => {
  const t = useTranslations('safety.incident')
  const place = usePlace()
  const words = useSay()
  const say = (group: string, value: string) => words(`safety.incident.${group}.${value}`)
  const time = formatDateTime(Date.parse(report.at), place)
  return (
    <>
      <Fact name={t('gradeField')}>{report.grade === null ? t('near-miss') : say('grade', report.grade)}</Fact>
      <Fact name={t('causalityField')}>{say('causality', report.causality)}</Fact>
      <Fact name={t('onsetField')}>{say('onset', report.onset)}</Fact>
      {report.done === '' ? null : <Fact name={t('done')}>{report.done}</Fact>}
      <Fact name={t('outcomeField')}>{say('outcome', report.outcome)}</Fact>
      {areaNames.length === 0 ? null : <Fact name={t('areas')}>{areaNames.join(', ')}</Fact>}
      <Fact name={t('saveForm')}>{t('version', { version: report.version, name: report.byName, time })}</Fact>
    </>
  )
}
