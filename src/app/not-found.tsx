import { requestWords } from './request.ts'
import { StatusPage } from './StatusPage.tsx'

const NotFound = async () => {
  const t = await requestWords()
  return <StatusPage title={t('shell.notFoundTitle')}>{t('shell.notFoundBody')}</StatusPage>
}

export default NotFound
