import type { Metadata } from 'next'
import { mayEditProducts, maySeeProducts } from '#features/product/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { ProductsScreen } from './ProductsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('product.title') })

const ProductsPage = async () => <ProductsScreen mayEdit={mayEditProducts(await requireStaff(maySeeProducts))} />

export default ProductsPage
