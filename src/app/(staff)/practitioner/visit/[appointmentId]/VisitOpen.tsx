'use client'

import { useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { BodyArea } from '#domain/body/area.ts'
import type { VisitOutput } from '#features/encounter/schema.ts'
import { nextPart, partsOf, type VisitPart, type VisitProgress } from '#ui/clinic/visit-parts.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useWedgeScanner } from '#ui/kit/scan/use-wedge-scanner.ts'
import { formatDateTime } from '#words/time.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import { usePlace } from '../../use-place.ts'
import { Boxes } from './boxes/Boxes.tsx'
import { useFoundBox } from './boxes/use-found-box.ts'
import { useLabelCheck } from './boxes/use-label-check.ts'
import { Complete } from './Complete.tsx'
import { Consent } from './consent/Consent.tsx'
import { NeedlesOut } from './count/NeedlesOut.tsx'
import { TakeOut } from './count/TakeOut.tsx'
import { Foot } from './Foot.tsx'
import { Identity } from './Identity.tsx'
import { Needling } from './needling/Needling.tsx'
import { Note } from './note/Note.tsx'
import { Outcomes } from './outcome/Outcomes.tsx'
import { WithoutNeedles } from './outcome/WithoutNeedles.tsx'
import { partTitleId } from './Part.tsx'
import { PatientBar } from './PatientBar.tsx'
import { TreatmentPlan } from './plan/TreatmentPlan.tsx'
import { RestPart } from './RestPart.tsx'
import { Referrals } from './referral/Referrals.tsx'
import { CleanPart } from './safety/CleanPart.tsx'
import { IncidentPart } from './safety/IncidentPart.tsx'
import { Decisions } from './screening/Decisions.tsx'
import { Screening } from './screening/Screening.tsx'
import { useSettled } from './use-settled.ts'
import { useUnsent } from './use-unsent.ts'
import { VisitInError } from './VisitInError.tsx'
import classes from './visit.module.css'
import { type VisitOnScreen, VisitProvider } from './visit-context.ts'

const progressOf = (data: VisitOutput): VisitProgress => ({
  needlingPlanned: data.visit.technique !== null,
  started: data.encounter !== null,
  completed: data.encounter !== null && data.encounter.status !== 'in-progress',
  questionsOpen: data.unansweredQuestions.length,
  consentDue: data.consentDue !== null,
  lots: data.lots.length,
  inserted: data.count?.inserted ?? 0,
  needlesOut: data.encounter?.needlesOutAt != null,
  noted: data.noted,
  blockers: data.blockers.length,
})

/** Open at first: what comes next and the end; everything where there is only to read, or nothing is needled. */
const openAtFirst = (progress: VisitProgress): ReadonlySet<VisitPart> => {
  if (progress.completed || !progress.needlingPlanned) return new Set(partsOf(progress))
  const next = nextPart(progress)
  return new Set(next === null ? ['note', 'complete'] : [next, 'complete'])
}

const useParts = (progress: VisitProgress) => {
  const [opened, setOpened] = useState(() => openAtFirst(progress))
  const toggle = (part: VisitPart) => {
    const others = new Set(opened)
    if (!others.delete(part)) others.add(part)
    setOpened(others)
  }
  const [aim, setAim] = useState<{ readonly placeId: string } | null>(null)
  const goTo = useCallback((part: VisitPart, placeId = partTitleId(part)) => {
    setOpened((before) => new Set([...before, part]))
    setAim({ placeId })
  }, [])
  // once the part has been drawn open, and what lay over it is gone
  useEffect(() => {
    const place = aim && document.getElementById(aim.placeId)
    place?.focus({ preventScroll: true })
    place?.scrollIntoView({ block: 'start' })
  }, [aim])
  const settled = useSettled()
  useFirstFocus(() => partTitleId(nextPart(progress) ?? 'complete'), settled)
  return { settled, opened, toggle, goTo }
}

interface VisitOpenProps {
  data: VisitOutput
  areas: readonly BodyArea[]
  nowMs: number
}

/** The visit as it stands: the patient on top, its parts, the count at the foot. */
export const VisitOpen = ({ data, areas, nowMs }: VisitOpenProps) => {
  const progress = progressOf(data)
  const { settled, ...parts } = useParts(progress)
  const [counting, setCounting] = useState(false)
  const [noteUnsaved, setNoteUnsaved] = useState(false)
  const [handedOver, setHandedOver] = useState(false)
  const check = useLabelCheck(data.encounter)
  const found = useFoundBox()
  const unsent = useUnsent(data)
  const open = progress.started && !progress.completed
  useWedgeScanner((raw) => void check.checkLabel(raw), progress.needlingPlanned && !progress.completed && !handedOver)
  const visit: VisitOnScreen = {
    data,
    areas,
    nowMs,
    progress,
    treats: open && data.mayTreat,
    records: open,
    ...parts,
    counting,
    setCounting: (begins) => {
      setCounting(begins)
      parts.goTo('out')
    },
    noteUnsaved,
    setNoteUnsaved,
    setHandedOver,
    checkLabel: check.checkLabel,
    checking: check.entry.saving,
    found,
    unsent,
  }
  return (
    <VisitProvider value={visit}>
      <PatientBar />
      <Standing visit={visit} />
      {progress.started ? <TakeOut /> : null}
      {progress.started ? <Decisions /> : null}
      {progress.started ? (
        <Parts needling={progress.needlingPlanned} settled={settled} />
      ) : data.error === null ? (
        <Identity />
      ) : null}
      {progress.started && progress.needlingPlanned ? <OnPaper appointmentId={data.visit.appointmentId} /> : null}
      {data.mayEnterInError ? (
        <VisitInError appointmentId={data.visit.appointmentId} version={data.encounter?.version ?? null} />
      ) : null}
      <Foot check={check} />
    </VisitProvider>
  )
}

/** The leaflet to take home, one tap away at any moment of the visit (Z15). */
const OnPaper = ({ appointmentId }: { appointmentId: string }) => {
  const t = useTranslations('practitioner.visit')
  return (
    <div className={classes.secondary}>
      <LinkButton href={`/api/leaflet/${appointmentId}`} target="_blank" rel="noreferrer">
        {t('paper')}
      </LinkButton>
    </div>
  )
}

/** Before the parts: that the record is fixed, or what one may do in somebody else's visit. */
const Standing = ({ visit: { data, progress, nowMs } }: { visit: VisitOnScreen }) => {
  const t = useTranslations('practitioner.visit')
  const place = usePlace()
  const error = useTranslations('needling.error')
  const completedAt = data.encounter?.completedAt
  if (data.error !== null) {
    const time = formatDateTime(Date.parse(data.error.at), place, { nowMs })
    return (
      <Notice tone="danger" role="status" title={error('visitDone')}>
        {error('visitBody', { reason: data.error.reason, name: data.error.byName, time })}
      </Notice>
    )
  }
  if (progress.completed && completedAt != null)
    return (
      <Notice
        tone="done"
        role="status"
        title={t('completedAt', { time: formatDateTime(Date.parse(completedAt), place, { nowMs }) })}
      >
        {t('completedBody')}
      </Notice>
    )
  if (data.mayTreat || !progress.started) return null
  return <Notice tone="info">{t('assisting', { practitioner: data.visit.practitionerName })}</Notice>
}

/** Shown as a whole, so that nothing of it moves when another part of it has been read. */
const Parts = ({ needling, settled }: { needling: boolean; settled: boolean }) => (
  <div className={classes.parts} data-settled={settled}>
    {needling ? (
      <>
        <div className={classes.column}>
          <Screening />
          <Consent />
          <Boxes />
          <RestPart />
          <CleanPart />
          <IncidentPart />
        </div>
        <div className={classes.column}>
          <Needling />
          <NeedlesOut />
          <WithoutNeedles />
          <Outcomes />
          <TreatmentPlan />
          <Referrals />
          <Note />
          <Complete />
        </div>
      </>
    ) : (
      <div className={classes.column}>
        <RestPart />
        <IncidentPart />
        <WithoutNeedles />
        <Outcomes />
        <TreatmentPlan />
        <Referrals />
        <Note />
        <Complete />
      </div>
    )}
  </div>
)
