/** The fields that decide how the alerts of a profile become incidents. */
import { choiceField, group, textField } from './forms.js';
import { h } from './elements.js';
import { readWindow, windowText } from './rule.js';
import { SEVERITIES, choices, label } from './vocabulary.js';

/** How the alerts of a profile become incidents; a profile without one follows the default. */
export interface IncidentRule {
	readonly enabled: boolean;
	/** Repeats that join an open incident: of the same group, of the profile, or with the same fields. */
	readonly groupBy: 'alert' | 'profile' | readonly string[];
	/** null = the alert's. */
	readonly severity: string | null;
	readonly assignee: string | null;
	/** ms */
	readonly within: number | null;
}

/** The fields. */
export function incidentRuleFields(rule: IncidentRule | null): HTMLElement {
	const { groupBy = 'alert' } = rule ?? {};
	const details = h(
		'div',
		{ class: 'fields' },
		textField('Repeats join by', 'incident-by', {
			value: typeof groupBy === 'string' ? groupBy : groupBy.join(', '),
			help: '"alert" (same group), "profile" (any), or fields such as HOSTNAME, actor.user.',
		}),
		choiceField('Severity', 'incident-severity', [['', "The alert's"], ...choices(SEVERITIES)], {
			value: rule?.severity ?? '',
		}),
		textField('Assignee', 'incident-assignee', {
			value: rule?.assignee ?? '',
			placeholder: 'nobody',
		}),
		textField('Repeats join within', 'incident-within', {
			value: windowText(rule?.within ?? undefined),
			placeholder: 'no limit',
		}),
	);
	const mode = choiceField(
		'Alerts become incidents',
		'incident-mode',
		[
			['default', 'By default: critical and trouble do'],
			['yes', 'Yes, as follows'],
			['no', 'No'],
		],
		{ value: rule === null ? 'default' : rule.enabled ? 'yes' : 'no' },
	);
	const select = mode.querySelector('select');
	const show = () => (details.hidden = select?.value !== 'yes');
	select?.addEventListener('change', show);
	show();
	return group('Incidents', mode, details);
}

/** The rule that the fields hold. @throws Error when the window is written wrongly */
export function readIncidentRule(values: Readonly<Record<string, string>>): IncidentRule | null {
	const mode = values['incident-mode'];
	if (mode === 'default') return null;
	const by = (values['incident-by'] ?? '').trim();
	const names = by.split(/[\s,]+/).filter((name) => name !== '');
	const isWord = /^(alert|profile)?$/i.test(by);
	return {
		enabled: mode === 'yes',
		groupBy: isWord ? ((by.toLowerCase() || 'alert') as 'alert' | 'profile') : names,
		severity: values['incident-severity'] || null,
		assignee: (values['incident-assignee'] ?? '').trim() || null,
		within: readWindow(values['incident-within'] ?? '') ?? null,
	};
}

/** The rule in a sentence. */
export function incidentRuleSentence(rule: IncidentRule | null): string {
	if (rule === null) return 'by default: critical and trouble alerts become incidents';
	if (!rule.enabled) return 'alerts become no incidents';
	const joins = typeof rule.groupBy === 'string' ? rule.groupBy : rule.groupBy.join(', ');
	return [
		`alerts become incidents, repeats join by ${joins}`,
		rule.within === null ? '' : `within ${windowText(rule.within)}`,
		rule.severity === null ? '' : `severity ${label(rule.severity)}`,
		rule.assignee === null ? '' : `assigned to ${rule.assignee}`,
	]
		.filter((part) => part !== '')
		.join(', ');
}
