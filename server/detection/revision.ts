/** What a revision changes of an alert, and the lines of its history that say so. */
import type { AlertStatus } from './profile';
import type { AlertChange, AlertRevision } from './store';

/** What people decide about an alert. */
export interface AlertState {
	readonly status: AlertStatus;
	/** Null = nobody. */
	readonly assignee: string | null;
}

/** The alert after a revision. */
export interface RevisedState extends AlertState {
	/** Whether something of it is another now. */
	readonly isChanged: boolean;
	/** Lines for its history; one with the note alone when nothing changed and the note is to be kept. */
	readonly lines: readonly AlertChange[];
}

/** Applies a revision to what was decided before. */
export function revise(before: AlertState, change: AlertRevision): RevisedState {
	const { actor, at, note, keepNote = false } = change;
	const { status = before.status, assignee = before.assignee } = change;
	const changes: [AlertChange['field'], string, string][] = [];
	if (status !== before.status) changes.push(['status', before.status, status]);
	if (assignee !== before.assignee)
		changes.push(['assignee', before.assignee ?? '', assignee ?? '']);
	const isChanged = changes.length > 0;
	if (!isChanged && keepNote && note !== '') changes.push(['note', '', '']);
	const lines = changes.map(([field, was, became], index) => ({
		...{ at, actor, field, was, became },
		note: index === 0 ? note : '',
	}));
	return { status, assignee, isChanged, lines };
}
