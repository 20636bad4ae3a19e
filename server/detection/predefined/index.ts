/** Every predefined alert profile. */
import type { PredefinedProfile } from './define';
import { NETWORK } from './network';
import { UNIX } from './unix';
import { WINDOWS_ACCOUNTS } from './windows-accounts';
import { WINDOWS_PROCESSES } from './windows-processes';
import { WINDOWS_SYSTEM } from './windows-system';

/** In the order of their ids. */
export const PREDEFINED_PROFILES: readonly PredefinedProfile[] = [
	...WINDOWS_ACCOUNTS,
	...WINDOWS_SYSTEM,
	...WINDOWS_PROCESSES,
	...UNIX,
	...NETWORK,
];
