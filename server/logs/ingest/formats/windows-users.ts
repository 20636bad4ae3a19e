/** Which account of a Windows event is its USERNAME. */

/**
 * Events about an account that logs on, off or starts something as itself: their "target" is who acted, while
 * the "subject" is the service that reported it.
 */
const TARGET_EVENTS: ReadonlySet<unknown> = new Set([
	4624, 4625, 4626, 4627, 4634, 4647, 4675, 4688, 4740, 4767, 4768, 4769, 4770, 4771, 4772, 4773,
	4776, 4964,
]);

/**
 * True when USERNAME of the event is its target account. Everywhere else (object access, account management,
 * explicit credentials) it is the subject: who did it, not whom it was done to.
 */
export function isTargetEvent(id: unknown): boolean {
	return TARGET_EVENTS.has(id);
}
