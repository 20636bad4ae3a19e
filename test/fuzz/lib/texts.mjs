/** Texts with which requests are filled: ordinary ones, and those that break careless servers. */

/** Queries, right and wrong. */
export const QUERIES = [
	'*',
	'',
	'EVENTID = 4625',
	'EVENTID IN (4624, 4625) AND NOT USERNAME = admin*',
	'MESSAGE = "Failed password"',
	'STATUS >= 500 OR REMOTEIP = 203.0.113.0/24',
	'HOSTNAME = web?? (RESULT = failure)',
	'TIME > 2026-01-01T00:00:00Z',
	'SEVERITY != "information"',
	'failed logon',
	'NOT NOT NOT *',
	'FIELD = *',
	'"unterminated',
	'(((((',
	'EVENTID =',
	'EVENTID = 1 AND',
	'= 5',
	'a'.repeat(3000),
	'('.repeat(200),
	'x OR '.repeat(1100) + 'x',
	'USERNAME = "\\"; DROP TABLE event; --"',
];

/** Regular expressions of parser rules, right, wrong and malicious. */
export const PATTERNS = [
	'user=(?<USERNAME>\\S+)',
	'door (?<DOOR>\\w+) (?<STATE>open|shut)',
	'(?<CODE>[A-Z]{2,5}\\d*)',
	'(?<a>.*)x(?<b>.*)y(?<c>.*)z(?<d>.*)',
	'(?<X>(a+)+)$',
	'(?<X>(?:a|a)*)b',
	'no group',
	'(?<TIME>.*)',
	'(?<unclosed>',
	'(?<K>a)\\1',
	'[',
];

/** Plain and awkward texts. */
export const TEXTS = [
	'Windows',
	'admin',
	'door access',
	'web01',
	'CORP',
	'10.10.1.10',
	'a, b ,c',
	"O'Brien; DROP TABLE source; --",
	'"quoted" \\ back\\slash',
	'<script>alert(1)</script>',
	'%00%2e%2e/../etc/passwd',
	'ümläut ÄÖ ß 日本語 עברית',
	'👩‍👩‍👧 e\u0301',
	'nul\u0000inside',
	...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'],
	'\r',
	'a\u2028b\u2029c',
	':1'.repeat(4_000),
	'?'.repeat(4_000),
	'\udfff\ud800 reversed surrogates',
	'\ud800 lone surrogate',
	'line\r\nfeed\ttab',
	'__proto__',
	'constructor',
	'null',
	'0',
	'-1',
	'1e309',
	'${7*7} {{7*7}}',
];

/** Log lines. */
export const LINES = [
	'<34>Oct 11 22:14:15 host1 sshd[411]: Failed password for root from 192.0.2.1 port 22 ssh2',
	'<165>1 2026-01-31T10:00:00Z host2 app 1 ID47 - door main open user=jane',
	'{"TIME":"2026-01-31T10:00:00Z","HOSTNAME":"host3","LOGTYPE":"door access","MESSAGE":"door main open"}',
	'{"HOSTNAME":"aaaa","LOGTYPE":"Windows","MESSAGE":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}',
	'{"broken":',
	'192.0.2.7 - - [31/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 12 "-" "curl"',
	'just some text',
	'',
];
