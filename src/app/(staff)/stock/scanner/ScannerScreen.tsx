'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl/react'
import { parseScan } from '#domain/lot/gs1.ts'
import type { ScanResult } from '#domain/lot/scan.ts'
import { judgeTestScan, type TestFinding } from '#domain/lot/test-scan.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { CameraReader } from '#ui/kit/scan/CameraReader.tsx'
import { MatrixCode } from '#ui/kit/scan/MatrixCode.tsx'
import { useWedgeScanner } from '#ui/kit/scan/use-wedge-scanner.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { StockFrame } from '../StockFrame.tsx'
import { Finding } from './Finding.tsx'
import { Separators } from './Separators.tsx'
import classes from './scanner.module.css'
import { WhatItSays } from './WhatItSays.tsx'

interface ScannerScreenProps {
  /** The code to scan, made where the page was. */
  code: readonly (readonly boolean[])[]
  maySet: boolean
}

export interface Tried {
  readonly raw: string
  readonly finding: TestFinding
  readonly read: ScanResult
}

/** A clinic tries out its scanner: a known code is scanned, and what is set wrong is said with how to put it right. */
export const ScannerScreen = ({ code, maySet }: ScannerScreenProps) => {
  const t = useTranslations('scanner')
  const word = useTranslations('kit.camera')
  const trpc = useTRPC()
  const zone = useTimeZone() ?? 'UTC'
  const setting = useQuery(trpc.scanner.setting.queryOptions())
  const [raw, setRaw] = useState<string | null>(null)
  const [camera, setCamera] = useState(false)
  useWedgeScanner(setRaw)
  const separators = setting.data?.separators ?? []
  const tried: Tried | null =
    raw === null
      ? null
      : {
          raw,
          finding: judgeTestScan(raw, separators),
          read: parseScan(raw, { today: localDateOf(Date.now(), zone), separators }),
        }
  return (
    <StockFrame title={t('title')} intro={t('intro')}>
      <div className={classes.beside}>
        <section className={classes.card} aria-labelledby="code">
          <h2 id="code">{t('scanThis')}</h2>
          <MatrixCode rows={code} label={t('codeLabel')} />
          <p className={classes.quiet}>{t('scanHint')}</p>
          <Button aria-expanded={camera} onClick={() => setCamera(!camera)}>
            {word('open')}
          </Button>
          {camera ? <CameraReader onRead={setRaw} onClose={() => setCamera(false)} /> : null}
        </section>
        <section className={classes.card} aria-labelledby="arrived">
          <h2 id="arrived">{t('arrived')}</h2>
          <Typed onTyped={setRaw} />
          <div aria-live="polite" className={classes.stack}>
            {tried === null ? <p className={classes.quiet}>{t('nothingYet')}</p> : <Finding tried={tried} />}
            {tried === null ? null : <WhatItSays tried={tried} />}
          </div>
          {setting.data === undefined ? (
            <NotYet query={setting} rows={2} />
          ) : (
            <Separators separators={separators} finding={tried?.finding ?? null} maySet={maySet} />
          )}
        </section>
      </div>
    </StockFrame>
  )
}

/** For a scanner that ends no label, which nobody hears: what it has typed stands in the field. */
const Typed = ({ onTyped }: { onTyped: (raw: string) => void }) => {
  const t = useTranslations('scanner')
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text !== '') onTyped(text)
    setText('')
  }
  return (
    <form className={classes.typed} onSubmit={submit}>
      <TextField
        label={t('typed')}
        hint={t('typedHint')}
        required
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button type="submit">{t('look')}</Button>
    </form>
  )
}
