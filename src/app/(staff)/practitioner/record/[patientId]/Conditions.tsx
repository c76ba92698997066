'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ConditionRow, Conditions as Known, SaidRow } from '#features/patient-condition/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { formatDate } from '#words/time.ts'
import { NotYet } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import classes from '../../record.module.css'
import { usePlace } from '../../use-place.ts'
import { AddCondition, EndCondition } from './ConditionForms.tsx'

const PAGE = 20
const MOST = 100

/** What is known of a person's health: since when, by which answer, and what is over. */
export const Conditions = ({ patientId }: { patientId: string }) => {
  const t = useTranslations('glass.known')
  const trpc = useTRPC()
  const [limit, setLimit] = useState(PAGE)
  const query = useQuery(trpc.patientCondition.list.queryOptions({ patientId, limit }))
  const { data } = query
  return (
    <section className={`${classes.record} ${classes.part}`} aria-labelledby="health-on-record">
      <h2 id="health-on-record">{t('title')}</h2>
      {data === undefined ? <NotYet query={query} rows={2} /> : <OnRecord patientId={patientId} known={data} />}
      {data === undefined || data.nextOffset === null || limit === MOST ? null : (
        <Button busy={query.isFetching} onClick={() => setLimit(MOST)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

const OnRecord = ({ patientId, known }: { patientId: string; known: Known }) => {
  const t = useTranslations('glass.known')
  const [adding, setAdding] = useState<SaidRow | 'something' | null>(null)
  const { conditions, said, mayKeep } = known
  return (
    <>
      {conditions.length === 0 ? (
        <p className={classes.soft}>
          {t('none')} {t('noneHint')}
        </p>
      ) : (
        <ul className={classes.waiting}>
          {conditions.map((row) => (
            <li key={row.id}>
              <Condition row={row} mayEnd={mayKeep && row.ended === null} />
            </li>
          ))}
        </ul>
      )}
      {said.length === 0 ? null : <Said said={said} mayKeep={mayKeep} onTake={setAdding} />}
      {!mayKeep ? null : adding !== null ? (
        <AddCondition
          key={adding === 'something' ? adding : adding.code}
          patientId={patientId}
          choices={known.choices}
          said={adding === 'something' ? null : adding}
          onEnd={() => setAdding(null)}
        />
      ) : (
        <div>
          <Button onClick={() => setAdding('something')}>{t('add')}</Button>
        </div>
      )}
    </>
  )
}

const useDay = () => {
  const { locale } = usePlace()
  return (iso: string) => formatDate(iso.slice(0, 10), locale)
}

const Condition = ({ row, mayEnd }: { row: ConditionRow; mayEnd: boolean }) => {
  const t = useTranslations('glass.known')
  const dayOf = useDay()
  const [ending, setEnding] = useState(false)
  const { name, note, sinceIso, byName, reason, answer, ended } = row
  const facts = [
    t('since', { day: dayOf(sinceIso) }),
    byName === null || reason === null ? null : t('by', { name: byName, reason }),
    answer === null ? null : t('answer', { day: dayOf(answer.atIso), question: answer.question }),
  ].filter((fact) => fact !== null)
  return (
    <>
      <div className={classes.waitingHead}>
        <div>
          <strong>{[name, note].filter(Boolean).join(': ')}</strong>
          <p className={classes.soft}>{facts.join(' · ')}</p>
          {ended === null ? null : <p className={classes.soft}>{endWords(ended, t, dayOf)}</p>}
        </div>
        {mayEnd && !ending ? (
          <Button kind="quiet" aria-label={t('end', { condition: name })} onClick={() => setEnding(true)}>
            {t('endSave')}
          </Button>
        ) : null}
      </div>
      {ending ? <EndCondition row={row} onEnd={() => setEnding(false)} /> : null}
    </>
  )
}

const endWords = (
  { atIso, byName, reason }: NonNullable<ConditionRow['ended']>,
  t: ReturnType<typeof useTranslations<'glass.known'>>,
  dayOf: (iso: string) => string,
): string =>
  byName === null || reason === null
    ? t('ended', { day: dayOf(atIso) })
    : t('endedBy', { day: dayOf(atIso), name: byName, reason })

interface SaidProps {
  said: readonly SaidRow[]
  mayKeep: boolean
  onTake: (row: SaidRow) => void
}

/** What the last answers say beyond the record: asked for at each visit, and on record only when somebody puts it there. */
const Said = ({ said, mayKeep, onTake }: SaidProps) => {
  const t = useTranslations('glass.known')
  const dayOf = useDay()
  return (
    <>
      <h3>{t('saidTitle')}</h3>
      <ul className={classes.waiting}>
        {said.map((row) => (
          <li key={row.questionId}>
            <div className={classes.waitingHead}>
              <div>
                <strong>{[row.name, row.unsure ? t('unsure') : null, row.note].filter(Boolean).join(': ')}</strong>
                <p className={classes.soft}>{t('said', { day: dayOf(row.atIso), question: row.question })}</p>
              </div>
              {mayKeep ? (
                <Button kind="quiet" aria-label={t('take', { condition: row.name })} onClick={() => onTake(row)}>
                  {t('save')}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
