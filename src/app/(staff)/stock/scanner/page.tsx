import type { Metadata } from 'next'
import { TEST_CONTENT } from '#domain/lot/test-scan.ts'
import { maySetScanner, mayTryScanner } from '#features/scanner/access.ts'
import { dataMatrix } from '#integrations/barcode/data-matrix.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { ScannerScreen } from './ScannerScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('scanner.title') })

const ScannerPage = async () => {
  const actor = await requireStaff(mayTryScanner)
  const code = dataMatrix({ kind: 'gs1', text: TEST_CONTENT })
  return <ScannerScreen code={code} maySet={maySetScanner(actor)} />
}

export default ScannerPage
