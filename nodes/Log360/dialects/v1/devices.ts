/** V1 disabling of devices (documented). V2 has no counterpart. */
import type { Call } from '../../transport/call';
import { SOURCE_NAME } from '../idAdvice';
import { change } from './call';

/** The most names that one call takes (documented). */
export const MAX_DEVICES = 10;

export function disableDevices(names: readonly string[]): Call {
	return change('disable log sources', '/device/disable', {
		method: 'PUT',
		body: { device_name: names.join(',') },
		idAdvice: SOURCE_NAME,
	});
}
