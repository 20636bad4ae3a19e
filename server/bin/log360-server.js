#!/usr/bin/env node
/* Starts log360-server's command line; written for any Node so that a too old one gets a clear answer. */
'use strict';

var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
	console.error(
		'log360-server needs Node.js 24 or newer, this is ' +
			process.version +
			': use "npm start" in the repository, which brings its own, or install Node.js 24.',
	);
	process.exit(1);
}

var existsSync = require('node:fs').existsSync;
var cli = require('node:path').join(__dirname, '..', 'dist', 'cli.js');
if (!existsSync(cli)) {
	console.error(
		'log360-server is not built yet: run "npm run build:server" in the repository first.',
	);
	process.exit(1);
}
// Compiled code is kept between starts: it halves the time to the first answer.
require('node:module').enableCompileCache();
require(cli).main(process.argv.slice(2));
