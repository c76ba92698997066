'use client'

import { useTranslations } from 'use-intl/react'
import type { TestFinding } from '#domain/lot/test-scan.ts'
import { Notice, type Tone } from '#ui/kit/Notice.tsx'
import type { Tried } from './ScannerScreen.tsx'
import classes from './scanner.module.css'

const TONES: Readonly<Record<TestFinding['kind'], Tone>> = {
  right: 'done',
  'separator-known': 'done',
  'separator-new': 'due',
  'separator-unclear': 'danger',
  'separator-lost': 'danger',
  'caps-lock': 'danger',
  layout: 'danger',
  extra: 'due',
  'cut-off': 'danger',
  'other-code': 'info',
}

/** What is right or wrong with how the scanner and the computer are set, and what to do about it. */
export const Finding = ({ tried: { finding } }: { tried: Tried }) => {
  const t = useTranslations('scanner.finding')
  const values = {
    sent: 'sent' in finding ? finding.sent : '',
    before: 'before' in finding ? finding.before : '',
    after: 'after' in finding ? finding.after : '',
    layout: 'layout' in finding ? t(`layouts.${finding.layout}`) : '',
  }
  return (
    <Notice tone={TONES[finding.kind]} role="status" title={t(`${finding.kind}.title`, values)}>
      <p>{t(`${finding.kind}.todo`, values)}</p>
      {'changed' in finding ? (
        <ul className={classes.changed}>
          {finding.changed.map(([from, to]) => (
            <li key={from}>{t('arrives', { from, to })}</li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}
