/** Notification settings of an alert profile as lines of text: `email: ops@example.com, cert@example.com`. */

/** A way in which people are told. */
export interface Notification {
	readonly channel: string;
	readonly to: readonly string[];
}

const CHANNELS: readonly string[] = ['email', 'sms', 'webhook'];

/** One line for each way. */
export function notificationText(notifications: readonly Notification[]): string {
	return notifications.map(({ channel, to }) => `${channel}: ${to.join(', ')}`).join('\n');
}

/**
 * Reads such lines; empty ones are skipped.
 *
 * @throws Error that names the line and what is accepted
 */
export function readNotifications(text: string): Notification[] {
	return text.split('\n').flatMap((line, index) => {
		if (line.trim() === '') return [];
		const at = line.indexOf(':');
		const channel = line.slice(0, Math.max(at, 0)).trim().toLowerCase();
		if (!CHANNELS.includes(channel)) {
			const expected = `expected ${CHANNELS.join(', ')}, a colon and addresses`;
			throw new Error(`Notifications, line ${index + 1}: ${expected}, not "${line.trim()}"`);
		}
		const to = line
			.slice(at + 1)
			.split(/[\s,]+/)
			.filter((address) => address !== '');
		return [{ channel, to }];
	});
}
