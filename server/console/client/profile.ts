/** An alert profile as the administrator API answers it. */
import type { IncidentRule } from './incident-rule-form.js';
import type { Notification } from './notification-lines.js';
import type { RuleStep } from './rule.js';
import type { Severity } from './vocabulary.js';

/** An alert profile. */
export interface Profile {
	readonly id: number;
	readonly origin: 'predefined' | 'custom';
	readonly name: string;
	readonly description: string;
	readonly severity: Severity;
	readonly enabled: boolean;
	readonly rule: {
		readonly steps: readonly RuleStep[];
		/** ms */
		readonly within?: number;
		readonly by?: readonly string[];
	};
	readonly notifications: readonly Notification[];
	readonly incidentRule: IncidentRule | null;
	readonly ticketNotification: boolean;
	readonly tags: readonly string[];
}
