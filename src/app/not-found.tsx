import type { Metadata } from 'next'
import { requestWords } from './request.ts'
import { StatusPage } from './StatusPage.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('shell.notFoundTitle'),
})

const NotFound = async () => {
  const t = await requestWords()
  return <StatusPage title={t('shell.notFoundTitle')}>{t('shell.notFoundBody')}</StatusPage>
}

export default NotFound
