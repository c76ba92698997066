'use client'

import { useTranslations } from 'use-intl/react'
import type { TestFinding } from '#domain/lot/test-scan.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useSave } from '../../keeping/use-save.ts'
import classes from './scanner.module.css'

interface SeparatorsProps {
  separators: readonly string[]
  finding: TestFinding | null
  maySet: boolean
}

/** What this clinic's scanners type for a separator: learned from a scan, and taken back by a press. */
export const Separators = ({ separators, finding, maySet }: SeparatorsProps) => {
  const t = useTranslations('scanner.separators')
  const trpc = useTRPC()
  const saving = useSave(trpc.scanner.save.mutationOptions(), () => undefined)
  const fresh = finding?.kind === 'separator-new' ? finding.sent : null
  if (separators.length === 0 && fresh === null) return null
  return (
    <div className={classes.stack}>
      {fresh === null || !maySet ? null : (
        <Button kind="primary" busy={saving.busy} onClick={() => saving.send({ separators: [...separators, fresh] })}>
          {t('learn', { sent: fresh })}
        </Button>
      )}
      {separators.length === 0 ? null : (
        <>
          <h3>{t('title')}</h3>
          <ul className={classes.learned}>
            {separators.map((separator) => (
              <li key={separator}>
                <code>{separator}</code>
                {maySet ? (
                  <Button
                    kind="quiet"
                    aria-label={t('forget', { sent: separator })}
                    onClick={() => saving.send({ separators: separators.filter((one) => one !== separator) })}
                  >
                    <Icon name="close" />
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
    </div>
  )
}
