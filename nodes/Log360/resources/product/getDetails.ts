/** Product > Get Details. */
import { payload } from '../../dialects/read';
import { productDetails } from '../../dialects/v1/metadata';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';

async function execute({ context, item, client }: ItemRun) {
	client.need('v1', 'get product details');
	const body = await client.send(productDetails());
	const details = payload(body);
	return [
		understood(
			isObject(details) ? details : undefined,
			body,
			'product details',
			context.getNode(),
			item,
		),
	];
}

export const getDetails: Operation = {
	value: 'getDetails',
	name: 'Get Details',
	action: 'Get product details',
	description:
		'Get the operating system that the product runs on. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [optionsCollection()],
	execute,
};
