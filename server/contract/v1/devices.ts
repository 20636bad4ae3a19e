/**
 * V1 product details and the disabling of devices.
 *
 * Sources: get-product-details.html and disable-device.html under
 * https://www.manageengine.com/log-management/help/api-settings/
 */
import { z } from 'zod';

/** The most devices that one request disables (documented). */
const MAX_DEVICES = 10;

const EXPECTED = `expected 1 to ${MAX_DEVICES} comma-separated device names`;

/** Answer of `GET /RestAPI/v1/product/details`. */
export const v1ProductDetailsResponse = z.strictObject({
	os_type: z.string().meta({ description: "The product's instance type", example: 'windows' }),
});

/** Body of `PUT /RestAPI/v1/device/disable`; the names are parsed to a list without blanks and repeats. */
export const v1DisableDevicesRequest = z.object({
	device_name: z
		.string({ error: EXPECTED })
		.max(4096, { error: EXPECTED, abort: true })
		.transform((text, ctx) => {
			const names = text.split(',').map((name) => name.trim());
			const wanted = [...new Set(names.filter((name) => name !== ''))];
			if (wanted.length > 0 && wanted.length <= MAX_DEVICES) return wanted;
			const code = wanted.length === 0 ? 'invalid_parameter' : 'too_many_devices';
			ctx.addIssue({ code: 'custom', message: EXPECTED, input: text, params: { code } });
			return z.NEVER;
		})
		.meta({ description: `Comma-separated names, at most ${MAX_DEVICES}`, example: '1.1.1.1' }),
});
