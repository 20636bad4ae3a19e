/** Guessing the name that was meant. */
import { suggest } from '../../../server/platform/suggest';

const NAMES = ['port', 'host', 'page-size', 'v1-sunset'];

it.each([
	['prot', 'port'],
	['pagesize', 'page-size'],
	['page_size', 'page-size'],
	['v1-sunet', 'v1-sunset'],
	['Host', 'host'],
	['something', undefined],
	['', undefined],
])('%j → %j', (given, meant) => expect(suggest(given, NAMES)).toBe(meant));
