/** The console: who is signed in, the navigation, and the page that the address names. */
import { ApiFailure, isAbort, onSignedOut, token } from './api.js';
import { button, byId, h, link } from './elements.js';
import { match, parseHash, toHash } from './hash.js';
import { clearNotices } from './notices.js';
import type { PageContext } from './page.js';
import { HOME, NAVIGATION, NAVIGATION_OF, ROUTES } from './routes.js';
import { type Session, currentSession, showSignIn, signOut } from './sign-in.js';
import { act, failed, loading } from './state.js';

let leave = new AbortController();

/** Shows the page of the address. */
async function showPage(): Promise<void> {
	leave.abort();
	leave = new AbortController();
	const { signal } = leave;
	if (parseHash(location.hash).path.length === 0) history.replaceState(null, '', HOME);
	const { path, query } = parseHash(location.hash);
	const found = ROUTES.map((route) => ({ route, parameters: match(route.pattern, path) })).find(
		({ parameters }) => parameters !== undefined,
	);
	markNavigation(path[0] ?? '');
	// Tests wait for it: the address changes before this is called.
	const root = h('div', { class: 'page', 'data-address': location.hash });
	byId('content').replaceChildren(root);
	name(found?.route.title ?? 'Not found');
	if (found?.parameters === undefined) {
		root.append(
			h('p', { class: 'state' }, 'There is no such page. ', link(HOME, 'Go to the overview')),
		);
		return;
	}
	const { parameters, route } = found;
	const context: PageContext = {
		...{ root, parameters, query, signal },
		go: (hash) => {
			if (location.hash === hash) void showPage();
			else location.hash = hash;
		},
		filter: (values) => (location.hash = toHash(path, values)),
		reload: () => void showPage(),
	};
	const wait = setTimeout(() => root.append(loading('page')), 150);
	try {
		const { page } = await route.load();
		clearTimeout(wait);
		root.replaceChildren();
		if (!signal.aborted) await page(context);
	} catch (error) {
		clearTimeout(wait);
		if (isAbort(error) || signal.aborted) return;
		const retry = error instanceof ApiFailure && error.status === 404 ? undefined : context.reload;
		root.replaceChildren(failed(error, retry));
	}
}

function name(title: string): void {
	byId('title').textContent = title;
	document.title = `${title} · log360-server`;
}

function markNavigation(segment: string): void {
	for (const entry of byId('navigation').querySelectorAll('a')) {
		if (entry.hash === `#/${NAVIGATION_OF.get(segment) ?? segment}`)
			entry.setAttribute('aria-current', 'page');
		else entry.removeAttribute('aria-current');
	}
	closeMenu();
}

function fillNavigation(): void {
	const groups = NAVIGATION.map(({ group, items }, index) => {
		const id = `group-${index}`;
		const links = items.map(([segment, text]) => h('li', {}, link(`#/${segment}`, text)));
		return [
			h('p', { class: 'group', id }, group),
			h('ul', { 'aria-labelledby': id }, ...links),
		] as const;
	});
	byId('navigation').replaceChildren(...groups.flat());
}

function closeMenu(): void {
	byId('side').classList.remove('open');
	byId('menu').setAttribute('aria-expanded', 'false');
}

/** Somebody is in: shows the page that they came for. */
function enter({ user }: Session): void {
	clearNotices();
	const out = button(
		'Sign out',
		() =>
			act(out, async () => {
				await signOut();
				showDoor('');
			}),
		{ class: 'quiet' },
	);
	const how = user === 'token' ? 'Signed in by token' : `Signed in as ${user}`;
	byId('user').replaceChildren(h('span', {}, how), out);
	byId('door').hidden = true;
	byId('door').replaceChildren();
	byId('app').hidden = false;
	void showPage();
}

/** Nobody is in any more; nothing of what was shown stays. */
function showDoor(why: string): void {
	leave.abort();
	token.clear();
	byId('content').replaceChildren();
	for (const dialog of document.querySelectorAll('dialog')) dialog.close();
	showSignIn(why, enter);
}

fillNavigation();
onSignedOut(() => {
	if (!byId('app').hidden) showDoor('The session has ended. Sign in again to go on.');
});
byId('menu').addEventListener('click', () => {
	const open = byId('side').classList.toggle('open');
	byId('menu').setAttribute('aria-expanded', String(open));
});
byId('skip').addEventListener('click', () => byId('main').focus());
addEventListener('hashchange', () => {
	if (byId('app').hidden) return;
	// Screen readers and the keyboard start at the new page's heading.
	byId('main').focus({ preventScroll: true });
	scrollTo(0, 0);
	void showPage();
});
void currentSession().then((session) => (session === undefined ? showDoor('') : enter(session)));
