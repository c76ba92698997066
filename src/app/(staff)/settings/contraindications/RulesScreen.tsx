'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import type { Policy, RuleRow } from '#features/contraindication/schema.ts'
import { riskKeys } from '#ui/clinic/area-words.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDate } from '#words/time.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import classes from './rules.module.css'
import { WaitingDecisions } from './WaitingDecisions.tsx'

/** What speaks against needling here, where each rule comes from, and how often it is passed over (Z9). */
export const RulesScreen = () => {
  const t = useTranslations('contraindication.policy')
  const trpc = useTRPC()
  const policy = useQuery(trpc.contraindication.policy.queryOptions())
  return (
    <SettingsFrame title={t('title')} intro={t('intro')}>
      <Notice tone="info" title={t('label')}>
        {t('labelBody')}
      </Notice>
      {policy.data !== undefined ? (
        <>
          {policy.data.mayCoSign ? <WaitingDecisions /> : null}
          <Rules policy={policy.data} />
          <Rest policy={policy.data} />
        </>
      ) : (
        <NotYet query={policy} rows={10} />
      )}
    </SettingsFrame>
  )
}

const Rules = ({ policy: { rules, sinceIso } }: { policy: Policy }) => {
  const t = useTranslations('contraindication.policy')
  const place = usePlace()
  const since = formatDate(localDateOf(Date.parse(sinceIso), place.zone), place.locale, 'long')
  return (
    <section className={classes.part} aria-labelledby="rules">
      <h2 id="rules">{t('rules')}</h2>
      <p className={classes.quiet}>{t('since', { day: since })}</p>
      <ul className={classes.rules}>
        {rules.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </ul>
    </section>
  )
}

const Rule = ({ rule }: { rule: RuleRow }) => {
  const t = useTranslations('contraindication.policy')
  const technique = useTranslations('technique.name')
  const named = (name: string) => technique(name as Parameters<typeof technique>[0])
  const { severity, holds, holdsMonths, techniques, areaNames, points, coSign, renewsConsent, asked, wentOn } = rule
  const facts = [
    t(`severity.${severity}`),
    techniques.length === 0 ? t('everyTechnique') : techniques.map(named).join(', '),
    ...(points.length > 0 ? [t('points', { points: points.join(', ') })] : []),
    ...(areaNames.length > 0 ? [areaNames.join(', ')] : []),
    ...(severity === 'acknowledge' ? [t(`holds.${holds}`, { months: holdsMonths ?? 0 })] : []),
    ...(coSign ? [t('coSign')] : []),
    ...(renewsConsent ? [t('renewsConsent')] : []),
  ]
  return (
    <li className={classes.rule} data-severity={severity}>
      <h3>{rule.name}</h3>
      <p>{facts.join(' · ')}</p>
      <p>{rule.advice}</p>
      {severity === 'acknowledge' ? (
        <p className={classes.rate}>
          {asked === 0 ? t('notAsked') : t('rate', { asked, wentOn, percent: Math.round((wentOn / asked) * 100) })}
        </p>
      ) : null}
      <Source source={rule.source} approvedBy={rule.approvedBy} />
    </li>
  )
}

const Source = ({ source, approvedBy }: { source: string; approvedBy: string | null }) => {
  const t = useTranslations('contraindication')
  return (
    <p className={classes.quiet}>
      {source} {approvedBy === null ? t('notApproved') : t('approvedBy', { name: approvedBy })}
    </p>
  )
}

/** Risk zones, ages and questions: read beside the rules, for they decide with them. */
const Rest = ({ policy: { zones, capacity, questions } }: { policy: Policy }) => {
  const t = useTranslations('contraindication.policy')
  const body = useTranslations('body')
  return (
    <>
      <section className={classes.part} aria-labelledby="zones">
        <h2 id="zones">{t('zones')}</h2>
        <ul className={classes.rules}>
          {zones.map(({ zone, why, warnMaxLengthMm, source, approvedBy }) => (
            <li key={zone} className={classes.rule}>
              <h3>{body(riskKeys[zone])}</h3>
              <p>
                {why} {warnMaxLengthMm === null ? t('noLength') : t('length', { length: warnMaxLengthMm })}
              </p>
              <Source source={source} approvedBy={approvedBy} />
            </li>
          ))}
        </ul>
      </section>
      {capacity === null ? null : (
        <section className={classes.part} aria-labelledby="ages">
          <h2 id="ages">{t('ages')}</h2>
          <p>
            {t('agesAre', {
              child: capacity.childUnderYears,
              assents: capacity.assentsFromYears,
              signs: capacity.signsFromYears,
            })}
          </p>
          <Source source={capacity.source} approvedBy={capacity.approvedBy} />
        </section>
      )}
      <section className={classes.part} aria-labelledby="questions">
        <h2 id="questions">{t('questions')}</h2>
        <ul className={classes.rules}>
          {questions.map(({ code, question, asked, validMonths, source, approvedBy }) => (
            <li key={code} className={classes.rule}>
              <h3>{question}</h3>
              <p>{t(`asked.${asked}`, { months: validMonths ?? 0 })}</p>
              <Source source={source} approvedBy={approvedBy} />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
