/** Short messages at the edge of the window, spoken by screen readers. */
import { button, byId, h } from './elements.js';

/** How long a good message stays, ms; a bad one stays until it is closed. */
const STAYS_MS = 6_000;

/** Shows a message. @param kind bad ones interrupt a screen reader */
export function notify(text: string, kind: 'good' | 'bad' = 'good'): void {
	const note = h('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : 'status' });
	const close = button('×', () => note.remove(), { class: 'quiet', 'aria-label': 'Close message' });
	note.append(h('span', {}, text), close);
	byId('notices').append(note);
	if (kind === 'good') setTimeout(() => note.remove(), STAYS_MS);
}

/** Removes all messages, for instance when somebody else signs in. */
export function clearNotices(): void {
	byId('notices').replaceChildren();
}
