/** V1: product details. */
import type { Handlers } from '../endpoint';

/** `GET /RestAPI/v1/product/details`. Source: get-product-details page; any word but "windows" is assumed. */
export function v1Product(platform: NodeJS.Platform = process.platform): Handlers {
	const osType = platform === 'win32' ? 'windows' : 'linux';
	return { 'v1.product.details': async () => ({ os_type: osType }) };
}
