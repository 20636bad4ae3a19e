/** V1: disabling of devices. */
import type { SourceInventory } from '../../logs/sources';
import type { Handlers } from '../endpoint';

/** `PUT /RestAPI/v1/device/disable`. Source: disable-device page; that an unknown name disables nothing is assumed. */
export function v1Devices(sources: Pick<SourceInventory, 'disableSources'>): Handlers {
	return {
		'v1.devices.disable': async ({ body }) => {
			const names = body.device_name;
			await sources.disableSources(names);
			const shown = names.join(', ');
			return { message: `Device(s) ${shown} disabled in EventLog Analyzer successfully` };
		},
	};
}
