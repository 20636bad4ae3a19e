/** What requests and answers of several extensions have in common. */
import { z } from 'zod';
import { words } from '../shared/words';

/** A remark of somebody. */
export const note = words('a note', 16_384).meta({ example: 'Asked the owner' });

/** The name of a user. */
export const userName = words('a user name', 120).meta({ example: 'admin' });

/** Whether a change changed anything. */
export const updated = z
	.boolean()
	.meta({ description: 'false: everything was so already, and nothing was changed' });
