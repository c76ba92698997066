'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { RecallCase } from '#features/recall/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ApiNotice } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import settings from '../../../keeping/keeping.module.css'
import { useSave } from '../../../keeping/use-save.ts'
import classes from '../recalls.module.css'

const COLUMNS = ['received', 'corrected', 'used', 'away', 'returned', 'destroyed', 'here'] as const

/** Each lot with its account: what came, where it went, what lies here. Returning and destroying are entered in the stock book. */
export const RecallLots = ({ recall, mayDecide }: { recall: RecallCase; mayDecide: boolean }) => {
  const t = useTranslations('recall.lots')
  const { lots } = recall
  return (
    <section className={settings.section} aria-labelledby="recall-lots">
      <h2 id="recall-lots">{t('title')}</h2>
      {lots.length === 0 ? (
        <p className={settings.quiet}>{t('none')}</p>
      ) : (
        <table className={settings.table}>
          <thead>
            <tr>
              <th scope="col">{t('lot')}</th>
              <th scope="col">{t('how')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" data-number="true">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lots.map((lot) => (
              <LotRow key={lot.lotId} lot={lot} />
            ))}
          </tbody>
        </table>
      )}
      <LeftOut recall={recall} mayDecide={mayDecide} />
    </section>
  )
}

const LotRow = ({ lot }: { lot: RecallCase['lots'][number] }) => {
  const t = useTranslations('recall.lots')
  const number = useLotNumber()
  const { received, corrected, used, discarded, returned, destroyed, onHand } = lot.account
  const values = { received, corrected, used, away: discarded, returned, destroyed, here: onHand }
  return (
    <tr>
      <th scope="row">
        <Link className={settings.lotLink} href={`/stock/lots/${lot.lotId}`} prefetch={false}>
          {number.alone(lot.lotNumber)}
        </Link>
        <span className={classes.under}>{`${lot.productName}, ${lot.size}`}</span>
      </th>
      <td data-label={t('how')}>{t(lot.how)}</td>
      {COLUMNS.map((column) => (
        <td key={column} data-label={t(column)} data-number="true">
          {values[column]}
        </td>
      ))}
    </tr>
  )
}

/** Lots that the notice names and that were left out; each can be taken in while the case is open. */
const LeftOut = ({ recall, mayDecide }: { recall: RecallCase; mayDecide: boolean }) => {
  const t = useTranslations('recall.lots')
  const number = useLotNumber()
  const trpc = useTRPC()
  const saving = useSave(trpc.recall.addLot.mutationOptions(), () => undefined)
  const left = recall.leftOut.filter(({ lotId }) => !recall.lots.some((lot) => lot.lotId === lotId))
  if (left.length === 0) return null
  return (
    <>
      <h3>{t('leftOut')}</h3>
      <ul className={classes.choices}>
        {left.map((lot) => (
          <li key={lot.lotId} className={classes.actions}>
            <span>{`${number.alone(lot.lotNumber)}, ${lot.productName}, ${lot.size}`}</span>
            {mayDecide && recall.closed === null ? (
              <Button busy={saving.busy} onClick={() => saving.send({ recallId: recall.id, lotId: lot.lotId })}>
                {t('takeIn', { lot: number.named(lot.lotNumber) })}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
    </>
  )
}
