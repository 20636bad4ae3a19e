/** The page's only script: it hides what the typed words do not find, and opens what a link points to. */

/** JavaScript for browsers; served as a file, since the page allows no inline script. */
export const FILTER_SCRIPT = `'use strict';
const input = document.getElementById('filter');
const count = document.getElementById('count');
const operations = [...document.querySelectorAll('.operation')];

function filter() {
	const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
	let shown = 0;
	for (const operation of operations) {
		const found = words.every((word) => operation.dataset.find.includes(word));
		operation.hidden = !found;
		if (found) shown++;
	}
	for (const group of document.querySelectorAll('.group')) {
		group.hidden = !group.querySelector('.operation:not([hidden])');
	}
	count.textContent = shown + ' of ' + operations.length + ' operations';
}

function openTarget() {
	const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (target && target.matches('.operation')) target.open = true;
}

input.addEventListener('input', filter);
addEventListener('hashchange', openTarget);
filter();
openTarget();
`;
